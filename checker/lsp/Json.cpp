#include "Json.h"

#include <algorithm>

namespace corolint {

const Json &at(const Json &json, const char *pointer) {
  static const Json nothing;
  const Json *found = &json;
  for (std::string path = pointer; !path.empty();) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const auto member = found->is_object() ? found->find(path.substr(1, end - 1)) : found->end();
    if (!found->is_object() || member == found->end())
      return nothing;
    found = &*member;
    path.erase(0, end);
  }
  return *found;
}

bool isTrue(const Json &json, const char *pointer) {
  const Json &value = at(json, pointer);
  return value.is_boolean() && value.get<bool>();
}

std::string textAt(const Json &json, const char *pointer) {
  const Json &value = at(json, pointer);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool lists(const Json &json, const char *pointer, const std::string &text) {
  const Json &value = at(json, pointer);
  return value.is_array() && std::find(value.begin(), value.end(), Json(text)) != value.end();
}

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace corolint
