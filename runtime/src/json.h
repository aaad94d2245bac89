// The little JSON that the runtime writes: objects of strings and numbers, in one line.
//
// A library for it would be one more that every program links.

#pragma once

#include <string>
#include <string_view>

namespace aio::detail {

/// `text` in quotes, with what JSON does not allow in a string escaped.
std::string json_string(std::string_view text);

/// Builds one object or array.
class JsonWriter {
public:
  /// Adds `"key": value`; `json` is JSON already. An empty key adds an element of an array.
  void add(std::string_view key, std::string_view json);
  void add_text(std::string_view key, std::string_view text) { add(key, json_string(text)); }

  std::string object() const { return '{' + content_ + '}'; }
  std::string array() const { return '[' + content_ + ']'; }

private:
  std::string content_;
};

} // namespace aio::detail
