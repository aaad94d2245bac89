// The only way to run rules: the command line, the language server and the tests call checkUnit.
//
//     command -> parse -> AsyncModel -> facts -> rules -> findings with severity
//
// What a unit's result lacks is what needs several units: repetitions from headers and suppressions (Batch.h).
#pragma once

#include "Registry.h"
#include "config/Config.h"
#include "frontend/ParsedUnit.h"
#include "model/LibraryCatalog.h"
#include "program/UnitResult.h"

#include <llvm/ADT/IntrusiveRefCntPtr.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <functional>
#include <memory>
#include <set>

namespace corolint {

struct UnitInput {
  CompileCommand command;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files; // null: the disk; may hold unsaved texts
  std::shared_ptr<const Prelude> prelude = nullptr;      // shared with other units; null: none
  bool notesInputs = false;                              // the result says what it depends on; needs the disk
  const LiveParse *live = nullptr;                       // where the unit's own text is kept; null: in `files`
};

/// Which rules run, beyond what the config says: '--rules +id,-id'.
struct RuleSelection {
  std::set<std::string> on, off;
  bool onlyThese = false; // nothing but `on`
};

class Engine {
public:
  /// `isUserFile` says whether a header is the user's: its findings are shown and its bodies are looked at. Engines
  /// with equal `identity` find the same in the same unit; where it is unknown, nothing is taken from the store.
  Engine(Config config, std::shared_ptr<const LibraryCatalog> catalog, RuleSelection selection,
         std::function<bool(llvm::StringRef path, bool isSystem)> isUserFile,
         std::optional<Digest> identity = std::nullopt);

  /// Parses and checks one unit. Thread-safe; an error says why nothing of the unit was checked.
  llvm::Expected<UnitResult> checkUnit(const UnitInput &unit) const;

  /// Parses one unit and shows `use` its facts; no rule runs. For 'corolint print' and 'corolint doctor'.
  llvm::Expected<UnitResult> inspectUnit(const UnitInput &unit, llvm::function_ref<void(const UnitFacts &)> use) const;

  /// With which severity a finding of `rule` in `file` is shown; nothing where it is not.
  std::optional<Severity> severityOf(const RegisteredRule &rule, Tier tier, const std::string &file) const;

  /// The ids of the rules that run somewhere, sorted.
  std::vector<std::string> activeRules() const;

  /// With which severity findings of `rule` are shown in `file`; nothing where they are not.
  std::optional<Severity> severityIn(const std::string &file, const RegisteredRule &rule) const {
    return severityOf(rule, rule.rule->tier, file);
  }

  const Config &settings() const { return config; }
  llvm::ArrayRef<LibraryData> libraries() const { return catalog->libraries(); }
  const std::optional<Digest> &identity() const { return settingsDigest; }
  bool isUsers(llvm::StringRef header) const { return isUserFile(header, /*isSystem=*/false); }

private:
  llvm::Error withFacts(const UnitInput &unit, UnitResult &result,
                        llvm::function_ref<void(const UnitFacts &)> use) const;
  void runRules(const UnitFacts &facts, const std::string &file, UnitResult &result) const;

  Config config;
  std::shared_ptr<const LibraryCatalog> catalog;
  RuleSelection selection;
  std::function<bool(llvm::StringRef, bool)> isUserFile;
  std::optional<Digest> settingsDigest;
};

} // namespace corolint
