// The subcommands of the program: what each takes, and the function that runs it.
//
// main.cpp fills the arguments in from the command line; nothing here knows how they were written.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace corolint {

/// How the program ends. Scripts rely on these.
enum ExitCode { Clean = 0, Findings = 1, Usage = 2, NotChecked = 3, Internal = 4 };

struct CheckArguments {
  std::vector<std::string> paths;
  std::string buildFolder;               // -p
  std::vector<std::string> flags;        // behind '--'
  bool hasFlags = false;                 // '--' was written
  unsigned threads = 0;                  // 0: all cores
  std::string format;                    // '--format json': one more of `outputs`
  std::vector<std::string> outputs;      // '-o sarif=a.sarif'
  std::string newFrom, mergeBase, patch; // at most one: only what is new since then is shown
  std::string changed = "added";         // how near to the change: 'added', 'context', 'file', 'all'
  std::string failOn = "hint";           // the least severity that fails the run
  std::size_t maxFindings = 0;           // 0: all are shown
  std::size_t allowIncomplete = 0;       // so many problems do not fail the run
  std::string baseline;                  // a file; empty: none
  std::string rules;                     // '+id,-id'
  std::string profile;                   // empty: the config's
  std::string config;                    // a file; empty: the nearest one
  bool noConfig = false;
  std::string headerFilter;
  std::string color = "auto";
  bool quiet = false, stats = false;
  bool inProcess = false;              // units share this process, as a debugger likes it
  unsigned unitSeconds = 120;          // a unit that takes longer is left out
  std::size_t maxMemoryMiB = 0;        // of all processes together; 0: what the machine has
  std::string cache;                   // a folder; empty: the user's
  bool noCache = false;                // every unit is checked
  std::size_t cacheLimitMiB = 1024;    // what was not used for longest goes first
  std::string root;                    // the project's folder; empty: found upward
  std::vector<std::string> inputs;     // of link and merge
  std::string slice;                   // of check-unit: what the link found in the unit's files
  std::string into;                    // of the steps: the file to write
  std::string depfile;                 // of the steps: what it was made of, for make and ninja
  bool why = false;                    // with each setting the line that set it
  bool fix = false, fixUnsafe = false; // apply fixes
  bool diff = false;                   // show what they would change instead
};

struct LspArguments {
  std::string trace;     // a file; empty: none
  std::string check;     // show what would be published of this file instead
  std::string encoding;  // for clients that do not say which they take
  bool overStdio = true; // the only way
};

enum class BaselineDeed { Create, Update, Prune, Diff };

int check(const CheckArguments &arguments);
int writeUnitFacts(const CheckArguments &arguments);
int linkUnits(const CheckArguments &arguments);
int writeUnitResults(const CheckArguments &arguments);
int mergeResults(const CheckArguments &arguments);
int cacheStatus(const CheckArguments &arguments);
int cacheClean(const CheckArguments &arguments);
int baseline(BaselineDeed deed, const CheckArguments &arguments);
int printFacts(const CheckArguments &arguments);
int printModel(const CheckArguments &arguments);
int doctor(const CheckArguments &arguments);
int showConfig(const CheckArguments &arguments);
int verifyConfig(const CheckArguments &arguments);
int initConfig(const CheckArguments &arguments);
int printSchema();
int explain(const std::string &rule);
int serveEditor(const CheckArguments &arguments, const LspArguments &own);
int listRules(const std::string &format);

/// One line 'corolint: error: ...' on standard error.
void complain(const std::string &message);

/// Complains of what the user has to mend, and says how the program ends: Usage.
int refuse(llvm::Error why);

} // namespace corolint
