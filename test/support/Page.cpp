#include "Page.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>

namespace corolint::test {

namespace {
/// Reads a page line by line: headings, paragraphs, fenced blocks.
class PageReader {
public:
  Page read(llvm::StringRef text) {
    while (!text.empty()) {
      ++line;
      llvm::StringRef current;
      std::tie(current, text) = text.split('\n');
      readLine(current.rtrim());
    }
    return std::move(page);
  }

private:
  void readLine(llvm::StringRef text) {
    if (text.starts_with("```"))
      return readFence(text.drop_front(3));
    if (inBlock) {
      page.blocks.back().text += (text + "\n").str();
      return addToSection(text);
    }
    if (text.consume_front("# "))
      page.title = text.str();
    else if (text.consume_front("## "))
      page.sections.push_back({text.str(), line, ""});
    else if (page.sections.empty() && page.summary.empty())
      page.summary = text.str();
    else
      addToSection(text);
  }

  void readFence(llvm::StringRef language) {
    inBlock = !inBlock;
    if (inBlock)
      page.blocks.push_back({language.str(), line + 1, ""});
  }

  void addToSection(llvm::StringRef text) {
    if (!page.sections.empty())
      page.sections.back().text += (text + "\n").str();
  }

  Page page;
  unsigned line = 0;
  bool inBlock = false;
};

std::vector<std::string> wantedSections(bool hasOptions) {
  std::vector<std::string> titles = {"What it finds", "Why", "Example", "Use instead"};
  if (hasOptions)
    titles.emplace_back("Options");
  titles.emplace_back("Limits");
  return titles;
}
} // namespace

Page parsePage(llvm::StringRef text) { return PageReader().read(text); }

static void checkSections(llvm::StringRef path, const Page &page, bool hasOptions, Failures &failures) {
  std::vector<std::string> titles;
  for (const Section &section : page.sections)
    titles.push_back(section.title);
  const std::vector<std::string> wanted = wantedSections(hasOptions);
  if (titles != wanted)
    failures.push_back(
        {path.str(), 0,
         "the sections are '" + llvm::join(titles, "', '") + "'; they must be '" + llvm::join(wanted, "', '") + "'"});
  for (const Section &section : page.sections)
    if (llvm::StringRef(section.text).trim().empty())
      failures.push_back({path.str(), section.line, "'" + section.title + "' is empty"});
}

static void checkOptions(llvm::StringRef path, const Page &page, llvm::ArrayRef<std::string> options,
                         Failures &failures) {
  const auto section = llvm::find_if(page.sections, [](const Section &s) { return s.title == "Options"; });
  if (section == page.sections.end())
    return;
  for (const std::string &option : options)
    if (section->text.find("`" + option + "`") == std::string::npos)
      failures.push_back({path.str(), section->line, "the option '" + option + "' is not described"});
}

Failures checkPage(llvm::StringRef path, const Page &page, llvm::StringRef id, llvm::ArrayRef<std::string> options) {
  Failures failures;
  if (page.title != id)
    failures.push_back({path.str(), 1, ("the page must begin with '# " + id + "'").str()});
  if (page.summary.empty())
    failures.push_back({path.str(), 2, "a summary of one line must stand between the title and the first section"});
  checkSections(path, page, !options.empty(), failures);
  checkOptions(path, page, options, failures);
  for (const CodeBlock &block : page.blocks)
    if (block.language.empty())
      failures.push_back({path.str(), block.line, "a code block without a language; write '```cpp'"});
  return failures;
}

} // namespace corolint::test
