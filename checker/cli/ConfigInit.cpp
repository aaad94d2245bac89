#include "Commands.h"
#include "engine/Registry.h"
#include "support/Escape.h"
#include "support/Paths.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace corolint {

static llvm::StringRef stateByDefault(const Rule &rule) {
  return rule.tier == Tier::Default ? severityName(rule.severity) : "off";
}

static llvm::StringRef profileOf(const Rule &rule) {
  return rule.tier == Tier::Default ? "default" : rule.tier == Tier::Strict ? "strict" : "all";
}

static void writeRules(llvm::raw_ostream &out) {
  out << "# Rules by severity: off, hint, warning, error. What is commented out is the default.\n"
         "rules:\n";
  for (const RegisteredRule &rule : allRules()) {
    out << llvm::formatv("  # {0} (profile {1})\n", rule.rule->summary, profileOf(*rule.rule));
    if (rule.rule->options.empty()) {
      out << llvm::formatv("  # {0}: {1}\n", rule.id, stateByDefault(*rule.rule));
      continue;
    }
    out << llvm::formatv("  # {0}:\n  #   severity: {1}\n  #   options:\n", rule.id, stateByDefault(*rule.rule));
    for (const OptionInfo &option : rule.rule->options)
      out << llvm::formatv("  #     {0}: {1} # {2}\n", option.name, option.defaultValue, option.text);
  }
}

static void writeTemplate(llvm::raw_ostream &out) {
  out << "# Settings of corolint for this folder and those below. 'corolint config show FILE --why' tells what "
         "applies\n"
         "# to a file, 'corolint explain RULE' what a rule is about.\n"
         "\n"
         "# Which rules run when nothing names them: default, strict, all.\n"
         "profile: default\n"
         "\n"
         "# Headers that are yours, as a regular expression. Without it: those below the project's folder.\n"
         "# headers: 'include/.*'\n"
         "\n"
         "# Other settings for some files; patterns are relative to this folder, later ones win.\n"
         "# overrides:\n"
         "#   - paths: ['test/**']\n"
         "#     rules: {RULE: off}\n"
         "\n"
         "# What functions of your own mean.\n"
         "# functions:\n"
         "#   - {name: 'db::Connection::query', role: blocks, remedy: 'co_await db.query_async(...)'}\n"
         "\n"
         "# Data for a library of your own, relative to this folder.\n"
         "# libraries: [tools/mylib.yaml]\n"
         "\n";
  writeRules(out);
}

int initConfig(const CheckArguments &arguments) {
  const std::string file = absolutePath(".corolint", absolutePath(arguments.paths.front()));
  int descriptor = -1;
  if (const std::error_code failed =
          llvm::sys::fs::openFileForWrite(file, descriptor, llvm::sys::fs::CD_CreateNew, llvm::sys::fs::OF_Text)) {
    complain(failed == std::errc::file_exists ? file + ": there is a config already; 'corolint config verify' checks it"
                                              : file + ": cannot be written: " + failed.message());
    return Usage;
  }
  llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
  writeTemplate(out);
  out.close();
  if (out.has_error()) {
    complain(file + ": cannot be written: " + out.error().message());
    out.clear_error();
    return Usage;
  }
  llvm::outs() << printable(file) << ": written; 'corolint check' reads it\n";
  return Clean;
}

} // namespace corolint
