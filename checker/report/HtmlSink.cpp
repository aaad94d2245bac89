// One page that holds everything: style, script, findings, sources, rules' pages. It loads nothing, and its content
// security policy allows only the style and the script that are in it, by their hashes.
#include "HtmlAssets.h"
#include "HtmlData.h"
#include "HtmlOverview.h"
#include "Sink.h"
#include "Xml.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/Base64.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/SHA256.h>

#include <map>

namespace corolint {

using Parts = std::map<llvm::StringRef, std::string>; // by name

static std::string policySource(llvm::StringRef text) {
  const auto hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(text));
  return "'sha256-" + llvm::encodeBase64(hash) + "'";
}

static std::string policy() {
  return llvm::formatv("default-src 'none'; style-src {0}; script-src {1}; base-uri 'none'; form-action 'none'",
                       policySource(htmlStyle), policySource(htmlScript))
      .str();
}

/// `page` with each '{{name}}' replaced. What is put in is not looked at again: sources may hold '{{' too.
static void write(llvm::StringRef page, const Parts &parts, llvm::raw_ostream &out) {
  while (!page.empty()) {
    const auto [before, behind] = page.split("{{");
    out << before;
    const auto [name, rest] = behind.split("}}");
    if (const auto part = parts.find(name); part != parts.end())
      out << part->second;
    page = rest;
  }
}

void writeHtml(const Report &report, SourceText &sources, const OutputContext &context, llvm::raw_ostream &out) {
  write(htmlPage,
        {{"policy", policy()},
         {"style", htmlStyle.str()},
         {"script", htmlScript.str()},
         {"version", xmlText(context.version)},
         {"headline", htmlHeadline(report)},
         {"units", std::to_string(report.stats.units)},
         {"functions", std::to_string(report.stats.functions)},
         {"problems", htmlProblems(report, context)},
         {"overview", htmlOverview(report, context)},
         {"list", htmlList(report, sources, context)},
         {"rules", htmlRules(report, context)},
         {"data", htmlData(report, sources, context)}},
        out);
}

} // namespace corolint
