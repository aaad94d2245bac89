// The library's JSON, and how we read what a client may have left out.
//
// Whatever a request must have is taken by at() and get(), which throw: the router answers "invalid params". Whatever
// it may have is taken by these, which do not.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace corolint {

using Json = nlohmann::json;

/// What `pointer` ('/a/b') leads to; null where nothing is there.
const Json &at(const Json &json, const char *pointer);

bool isTrue(const Json &json, const char *pointer);
std::string textAt(const Json &json, const char *pointer);

/// Whether the array there has this text.
bool lists(const Json &json, const char *pointer, const std::string &text);

/// As text for the wire; what is no UTF-8 is replaced.
std::string dump(const Json &json);

} // namespace corolint
