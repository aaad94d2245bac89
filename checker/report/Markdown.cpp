#include "Markdown.h"

#include "Xml.h"
#include "support/Escape.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

namespace {

using Lines = llvm::ArrayRef<llvm::StringRef>;

/// Takes `mark`, then the text up to the next `end`; nothing is taken where there is no end.
bool consumeBetween(llvm::StringRef &text, llvm::StringRef mark, llvm::StringRef end, llvm::StringRef &inside) {
  if (!text.starts_with(mark))
    return false;
  const std::size_t stop = text.find(end, mark.size());
  if (stop == llvm::StringRef::npos || stop == mark.size())
    return false;
  inside = text.slice(mark.size(), stop);
  text = text.drop_front(stop + end.size());
  return true;
}

bool consumeLink(llvm::StringRef &text, llvm::StringRef &label, llvm::StringRef &address) {
  llvm::StringRef rest = text;
  if (!consumeBetween(rest, "[", "]", label) || !consumeBetween(rest, "(", ")", address))
    return false;
  text = rest;
  return true;
}

std::string inlineHtml(llvm::StringRef text) {
  std::string html;
  while (!text.empty()) {
    llvm::StringRef inside, address;
    if (consumeBetween(text, "`` ", " ``", inside) || consumeBetween(text, "`", "`", inside))
      html += "<code>" + xmlText(inside) + "</code>";
    else if (consumeBetween(text, "**", "**", inside))
      html += "<strong>" + inlineHtml(inside) + "</strong>";
    else if (consumeLink(text, inside, address))
      html += inlineHtml(inside) + " (" + xmlText(address) + ")";
    else {
      const std::size_t plain = std::max<std::size_t>(1, std::min(text.find_first_of("`*[", 1), text.size()));
      html += xmlText(text.take_front(plain));
      text = text.drop_front(plain);
    }
  }
  return html;
}

bool isHeading(llvm::StringRef line) {
  const llvm::StringRef text = line.ltrim('#');
  return text.size() < line.size() && text.starts_with(" ");
}

bool isNumber(llvm::StringRef line) {
  const llvm::StringRef rest = line.drop_while(llvm::isDigit);
  return rest.size() < line.size() && rest.starts_with(". ");
}

bool isItem(llvm::StringRef line) { return line.starts_with("- ") || line.starts_with("* ") || isNumber(line); }

bool startsBlock(llvm::StringRef line) {
  return line.trim().empty() || isHeading(line) || isItem(line) || line.starts_with("```") || line.starts_with("|");
}

llvm::StringRef itemText(llvm::StringRef line) { return line.split(' ').second; }

/// Reads blocks from the front of the lines.
class Reader {
public:
  explicit Reader(Lines lines) : lines(lines) {}

  std::string html() {
    while (!lines.empty())
      block();
    return std::move(out);
  }

private:
  llvm::StringRef take() {
    const llvm::StringRef line = lines.front();
    lines = lines.drop_front();
    return line;
  }

  void block() {
    const llvm::StringRef line = lines.front();
    if (line.trim().empty())
      take();
    else if (line.starts_with("```"))
      code();
    else if (isHeading(line))
      heading();
    else if (isItem(line))
      list(isNumber(line) ? "ol" : "ul");
    else if (line.starts_with("|"))
      table();
    else
      out += "<p>" + inlineHtml(paragraph(take())) + "</p>\n";
  }

  /// `text` and the lines that go on with it.
  std::string paragraph(llvm::StringRef first) {
    std::string text = first.str();
    while (!lines.empty() && !startsBlock(lines.front()))
      text += " " + take().trim().str();
    return text;
  }

  void code() {
    const std::string language = xmlText(take().drop_front(3).trim());
    out += language.empty() ? "<pre><code>" : llvm::formatv("<pre><code class=\"{0}\">", language).str();
    while (!lines.empty() && !lines.front().starts_with("```"))
      out += xmlText(take()) + "\n";
    if (!lines.empty())
      take();
    out += "</code></pre>\n";
  }

  void heading() {
    const llvm::StringRef line = take();
    const std::size_t level = std::min<std::size_t>(6, line.size() - line.ltrim('#').size() + 1);
    out += llvm::formatv("<h{0}>{1}</h{0}>\n", level, inlineHtml(line.ltrim('#').trim())).str();
  }

  void list(llvm::StringRef tag) {
    out += llvm::formatv("<{0}>\n", tag).str();
    while (!lines.empty() && isItem(lines.front()) && isNumber(lines.front()) == (tag == "ol"))
      out += "<li>" + inlineHtml(paragraph(itemText(take()))) + "</li>\n";
    out += llvm::formatv("</{0}>\n", tag).str();
  }

  void row(llvm::StringRef line, llvm::StringRef tag) {
    line = line.trim();
    line.consume_front("|");
    line.consume_back("|");
    llvm::SmallVector<llvm::StringRef> cells;
    line.split(cells, '|');
    out += "<tr>";
    for (const llvm::StringRef cell : cells)
      out += llvm::formatv("<{0}>{1}</{0}>", tag, inlineHtml(cell.trim())).str();
    out += "</tr>\n";
  }

  void table() {
    out += "<table>\n";
    const bool hasHead = lines.size() > 1 && lines[1].find_first_not_of("|-: ") == llvm::StringRef::npos;
    if (hasHead) {
      row(take(), "th");
      take();
    }
    while (!lines.empty() && lines.front().starts_with("|"))
      row(take(), "td");
    out += "</table>\n";
  }

  Lines lines;
  std::string out;
};

} // namespace

std::string markdownToHtml(llvm::StringRef markdown) {
  llvm::SmallVector<llvm::StringRef> lines;
  markdown.split(lines, '\n');
  return Reader(lines).html();
}

} // namespace corolint
