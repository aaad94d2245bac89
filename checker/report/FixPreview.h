// How the code looks after a fix, for people who decide whether to take it:
//
//       3 + #include <asio/steady_timer.hpp>
//      12 |   co_await save(message);
//         |   +++++++++
//
// Lines that are edited within themselves and whole lines that are added are shown; larger rewrites are not, their
// title has to do.
#pragma once

#include "Finding.h"
#include "Snippet.h"

#include <vector>

namespace corolint {

struct PreviewLine {
  std::string path;
  uint32_t number = 0; // in the file as it is
  char sign = '|';     // '|': edited, '+': added
  MarkedLine line;
};

/// The lines that `fix` leads to, by path and line; empty where they cannot be shown.
std::vector<PreviewLine> previewFix(const Fix &fix, SourceText &sources);

} // namespace corolint
