#include "json.h"

#include <cstdio>

namespace aio::detail {

std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      json += escape;
    } else {
      json += c;
    }
  }
  return json + '"';
}

void JsonWriter::add(std::string_view key, std::string_view json) {
  if (!content_.empty())
    content_ += ", ";
  if (!key.empty())
    content_ += json_string(key) + ": ";
  content_ += json;
}

} // namespace aio::detail
