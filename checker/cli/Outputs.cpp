#include "Outputs.h"

#include "Version.h"
#include "engine/Registry.h"
#include "report/Sink.h"
#include "support/AtomicFile.h"
#include "support/Error.h"
#include "support/Paths.h"
#include "support/Suggest.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

namespace {

using Write = void (*)(const Report &, SourceText &, const OutputContext &, llvm::raw_ostream &);

struct Format {
  llvm::StringLiteral name;
  Write write; // null: text, which depends on the terminal
};

void writePlainJson(const Report &report, SourceText &sources, const OutputContext &, llvm::raw_ostream &out) {
  writeJson(report, sources, out);
}

constexpr Format formats[] = {{"text", nullptr},       {"json", writePlainJson}, {"sarif", writeSarif},
                              {"github", writeGithub}, {"gitlab", writeGitlab},  {"checkstyle", writeCheckstyle},
                              {"junit", writeJunit},   {"rdjson", writeRdjson},  {"html", writeHtml}};

const Format *findFormat(llvm::StringRef name) {
  const auto *found = llvm::find_if(formats, [&](const Format &format) { return format.name == name; });
  return found == std::end(formats) ? nullptr : found;
}

} // namespace

std::vector<std::string> outputFormats() {
  std::vector<std::string> names;
  for (const Format &format : formats)
    names.push_back(format.name.str());
  return names;
}

llvm::Expected<std::vector<Output>> readOutputs(const CheckArguments &arguments) {
  std::vector<std::string> asked = arguments.outputs;
  if (!arguments.format.empty())
    asked.push_back(arguments.format);
  if (asked.empty())
    asked.push_back("text");
  std::vector<Output> outputs;
  for (const std::string &text : asked) {
    const auto [format, path] = llvm::StringRef(text).split('=');
    if (!findFormat(format))
      return error("no output format '{0}'{1}; there are {2}", format, didYouMean(format, outputFormats()),
                   llvm::join(outputFormats(), ", "));
    outputs.push_back({format.str(), path.str()});
  }
  if (llvm::count_if(outputs, [](const Output &output) { return output.path.empty(); }) > 1)
    return error("two outputs go to standard output; give one of them a file: '-o {0}=FILE'", outputs.back().format);
  return outputs;
}

static bool wantsColor(const std::string &choice) {
  if (choice != "auto")
    return choice == "always";
  return llvm::sys::Process::StandardOutHasColors() && !llvm::sys::Process::GetEnv("NO_COLOR").has_value();
}

static void writeAsText(const Report &report, SourceText &sources, const CheckArguments &arguments, bool isFile,
                        llvm::raw_ostream &out) {
  TextOptions options;
  options.color = isFile ? arguments.color == "always" : wantsColor(arguments.color);
  options.quiet = arguments.quiet;
  options.stats = arguments.stats;
  options.displayRoot = absolutePath(".");
  out.enable_colors(options.color);
  writeText(report, sources, options, out);
}

static OutputContext contextFor(const std::string &root) {
  OutputContext context{root, versionOfCorolint(), {}};
  for (const RegisteredRule &rule : allRules())
    context.rules.push_back({rule.id, rule.rule->summary, rule.page, tierName(rule.rule->tier),
                             rule.rule->tier == Tier::Hint ? Severity::Hint : rule.rule->severity});
  return context;
}

/// GitHub shows few annotations, and the whole report in the step's summary.
static llvm::Error appendStepSummary(const Report &report, SourceText &sources, const OutputContext &context) {
  const std::optional<std::string> path = llvm::sys::Process::GetEnv("GITHUB_STEP_SUMMARY");
  if (!path || path->empty())
    return llvm::Error::success();
  std::error_code code;
  llvm::raw_fd_ostream out(*path, code, llvm::sys::fs::CD_OpenAlways, llvm::sys::fs::FA_Write,
                           llvm::sys::fs::OF_Append);
  if (code)
    return error("{0}: cannot be written ({1})", *path, code.message());
  writeGithubSummary(report, sources, context, out);
  return llvm::Error::success();
}

/// 'html=report/' names a folder, for a page that web servers show.
static std::string fileOf(const Output &output) {
  const llvm::StringRef path = output.path;
  if (output.format != "html" || path.ends_with(".html") || path.ends_with(".htm"))
    return output.path;
  llvm::SmallString<256> file(path);
  llvm::sys::path::append(file, "index.html");
  return file.str().str();
}

static llvm::Error writeFile(const Output &output, llvm::StringRef content) {
  const std::string file = fileOf(output);
  if (file != output.path)
    if (const std::error_code code =
            llvm::sys::fs::create_directories(output.path, /*IgnoreExisting=*/true, llvm::sys::fs::all_all))
      return error("{0}: the folder cannot be made ({1})", output.path, code.message());
  return writeFileAtomically(file, content);
}

llvm::Error writeOutputs(const Report &report, SourceText &sources, llvm::ArrayRef<Output> outputs,
                         const std::string &root, const CheckArguments &arguments) {
  const OutputContext context = contextFor(root);
  llvm::Error failed = llvm::Error::success();
  for (const Output &output : outputs) {
    std::string content;
    llvm::raw_string_ostream toFile(content);
    llvm::raw_ostream &out = output.path.empty() ? llvm::outs() : static_cast<llvm::raw_ostream &>(toFile);
    if (const Write write = findFormat(output.format)->write)
      write(report, sources, context, out);
    else
      writeAsText(report, sources, arguments, !output.path.empty(), out);
    if (!output.path.empty())
      failed = llvm::joinErrors(std::move(failed), writeFile(output, content));
    if (output.format == "github")
      failed = llvm::joinErrors(std::move(failed), appendStepSummary(report, sources, context));
  }
  return failed;
}

} // namespace corolint
