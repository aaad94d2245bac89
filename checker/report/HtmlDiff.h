// What a fix changes, as rows of a diff for the HTML report.
//
// A table of rows with the lines' numbers reads better on a page than the text of 'diff -u', and needs no parser there.
#pragma once

#include "Finding.h"
#include "SourceText.h"

#include <string>
#include <vector>

namespace corolint {

struct DiffRow {
  char sign = ' ';     // ' ': as it was, '-': removed, '+': added, '@': lines are left out before the next row
  uint32_t number = 0; // of the line in the old text; 0 for '+' and '@'
  std::string text;    // without the line end; not escaped
};

struct FileDiff {
  std::string path;
  std::vector<DiffRow> rows;
};

/// The changes of `fix`, by path; empty where a file cannot be read or the edits cannot be applied.
std::vector<FileDiff> diffOf(const Fix &fix, SourceText &sources);

} // namespace corolint
