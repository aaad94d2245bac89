// A text that is open in the editor, as its edits leave it.
//
// Findings are of a version of it. While the next check runs, they stand where the edits since have moved them, so that
// nothing is shown beside its place.
#pragma once

#include "report/Finding.h"
#include "support/LineIndex.h"

#include <llvm/ADT/ArrayRef.h>

#include <deque>
#include <memory>
#include <optional>

namespace corolint {

/// Line and character count from 0; the character counts units of the client's encoding.
struct Place {
  uint32_t line = 0, character = 0;
  auto operator<=>(const Place &) const = default;
};

struct PlaceRange {
  Place begin, end;
  auto operator<=>(const PlaceRange &) const = default;
};

struct TextChange {
  std::optional<PlaceRange> range; // none: all of the text
  std::string text;
};

class Document {
public:
  Document(std::string path, int64_t version, std::string text);
  Document(const Document &) = delete; // the lines refer to the text

  /// Places outside of the text count as the nearest one inside.
  void change(int64_t version, llvm::ArrayRef<TextChange> changes, Encoding encoding);

  const std::string &path() const { return name; }
  int64_t version() const { return number; }
  const std::string &text() const { return content; }
  const LineIndex &lines() const { return *index; }
  uint32_t editedAt() const { return lastEdit; } // offset of the last edit

  uint32_t offset(Place place, Encoding encoding) const;
  PlaceRange range(const Span &span, Encoding encoding) const;

  /// Where `span`, of the text of version `since`, is now; none where it has been edited or too much has been.
  std::optional<Span> moved(Span span, int64_t since) const;

private:
  struct Move {
    int64_t version; // that it led to
    uint32_t begin, end, length;
  };

  void replace(uint32_t begin, uint32_t end, llvm::StringRef text);

  std::string name;
  int64_t number;
  std::string content;
  std::unique_ptr<LineIndex> index; // of `content`
  std::deque<Move> moves;           // the latest ones
  int64_t movesSince;               // the version before the first of them
  uint32_t lastEdit = 0;
};

/// The same place as the protocol counts it.
Place placeOf(LineColumn place);

} // namespace corolint
