// The result of a check as plain values.
//
// A Finding outlives the AST it came from, so it holds no Clang pointers: the terminal, SARIF and LSP
// outputs, the cache and the tests all read this type.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace corolint {

enum class Severity { Off, Hint, Warning, Error };

/// "off", "hint", "warning", "error": the words of the config file and of every output.
const char *severityName(Severity severity);
std::optional<Severity> severityFromName(std::string_view name);

/// Bytes [begin, end) of a file. The path is absolute and as the compiler was asked for it, never a resolved link.
struct Span {
  std::string path;
  uint32_t begin = 0, end = 0;
  auto operator<=>(const Span &) const = default;
};

/// How execution gets to the finding: one place and what happens there.
struct Step {
  Span span;
  std::string message;
  auto operator<=>(const Step &) const = default;
};

/// Replaces the bytes of `span`; an empty span inserts.
struct Edit {
  Span span;
  std::string text;
  auto operator<=>(const Edit &) const = default;
};

/// A way to mend a finding. A safe one keeps the meaning that the author had in mind; others need a review.
struct Fix {
  std::string title;
  bool safe = false;
  std::vector<Edit> edits;
  auto operator<=>(const Fix &) const = default;
};

/// One defect in the user's code.
struct Finding {
  std::string rule; // the id: the name of the rule's folder
  Severity severity = Severity::Warning;
  Span span;
  std::string message;
  std::vector<Step> path;
  std::vector<Fix> fixes;
  std::string symbol = {}; // the function that it stands in, with its parameters' types; empty outside functions
  std::string fingerprint =
      {}; // who it is from one version of the code to the next (Fingerprint.h); empty until assigned

  /// The total order in which findings are shown: no thread, hash table or pointer decides it.
  bool operator<(const Finding &other) const {
    return std::tie(span, rule, message, severity, path, fixes, symbol) <
           std::tie(other.span, other.rule, other.message, other.severity, other.path, other.fixes, other.symbol);
  }
};

/// What was NOT checked, and why, and what to do about it. Never dropped.
struct Problem {
  std::string path; // empty where the whole run is meant
  std::string message;
  auto operator<=>(const Problem &) const = default;
};

} // namespace corolint
