#include "Engine.h"

#include "CpuTime.h"
#include "facts/Answers.h"
#include "facts/Chains.h"
#include "facts/Collect.h"
#include "facts/Summarize.h"
#include "facts/Symbols.h"
#include "frontend/InputRecorder.h"

#include <clang/AST/ASTContext.h>
#include <clang/Sema/Sema.h>
#include <llvm/ADT/SmallPtrSet.h>

namespace corolint {

namespace {

/// Makes the findings of one rule in one unit, with the severities that the config gives them.
class UnitReporter : public Reporter {
public:
  struct Draft {
    Finding finding;
    Tier tier;
    std::optional<Supposition> supposition = std::nullopt; // what the finding hangs on

    /// Whether the unit alone shows it.
    bool isShown() const { return supposition ? !supposition->shown.empty() : !finding.message.empty(); }
  };

  UnitReporter(const RegisteredRule &rule, const Config &config, const UnitFacts &facts, const std::string &file)
      : rule(rule), config(config), facts(facts), file(file) {}

  FindingBuilder report(clang::SourceRange range, std::string message) override {
    Draft &draft = drafts.emplace_back();
    draft.tier = rule.rule->tier;
    draft.finding.rule = rule.id.str();
    draft.finding.span = facts.places.span(range);
    draft.finding.message = std::move(message);
    return {draft.finding, draft.tier, draft.supposition, facts.places};
  }

  std::string option(const OptionInfo &option) const override {
    const RuleSetting setting = config.setting(rule.id.str(), file);
    const auto found = setting.options.find(option.name.str());
    return found == setting.options.end() ? option.defaultValue.str() : found->second;
  }

  std::deque<Draft> drafts; // addresses stay while a rule adds to its findings

private:
  const RegisteredRule &rule;
  const Config &config;
  const UnitFacts &facts;
  const std::string &file;
};

} // namespace

Engine::Engine(Config config, std::shared_ptr<const LibraryCatalog> catalog, RuleSelection selection,
               std::function<bool(llvm::StringRef, bool)> isUserFile, std::optional<Digest> identity)
    : config(std::move(config)), catalog(std::move(catalog)), selection(std::move(selection)),
      isUserFile(std::move(isUserFile)), settingsDigest(identity) {}

static bool includes(Profile profile, Tier tier) {
  switch (tier) {
  case Tier::Default:
    return true;
  case Tier::Strict:
    return profile != Profile::Default;
  case Tier::Hint:
    return profile == Profile::All;
  }
  return false;
}

std::optional<Severity> Engine::severityOf(const RegisteredRule &rule, Tier tier, const std::string &file) const {
  const std::string id = rule.id.str();
  const Severity own = tier == Tier::Hint ? Severity::Hint : rule.rule->severity;
  if (selection.off.contains(id))
    return std::nullopt;
  const RuleSetting setting = config.setting(id, file);
  const bool isOff = setting.severity == Severity::Off;
  const Severity shown = isOff ? own : setting.severity.value_or(own);
  if (selection.on.contains(id))
    return shown;
  if (selection.onlyThese || isOff)
    return std::nullopt;
  // A config that switches a rule on means the rule, not its findings of a stricter tier.
  const bool isSwitchedOn = setting.on && tier == rule.rule->tier;
  return isSwitchedOn || includes(config.profile, tier) ? std::optional(shown) : std::nullopt;
}

/// What a rule finds when the bound is hit below it may be wrong: a way that it has not seen may be all right.
static void checkFunction(const Rule &rule, const FunctionFacts &function, UnitReporter &reporter) {
  const std::size_t before = reporter.drafts.size();
  const FlowGraph *graph = function.flow();
  rule.checkFunction(function, reporter);
  if (graph && graph->isExhausted())
    reporter.drafts.resize(before);
}

static Supposition suppositionOf(const RegisteredRule &rule, const UnitReporter::Draft &draft, Symbols &symbols) {
  Supposition supposition = *draft.supposition;
  supposition.rule = rule.id.str();
  supposition.span = draft.finding.span;
  supposition.path = draft.finding.path;
  supposition.symbol = symbols.around(draft.finding.span);
  supposition.tier = static_cast<unsigned>(rule.rule->tier);
  return supposition;
}

void Engine::runRules(const UnitFacts &facts, const std::string &file, UnitResult &result) const {
  Symbols symbols(facts);
  for (const RegisteredRule &rule : allRules()) {
    const CpuTime start = CpuTime::now();
    UnitReporter reporter(rule, config, facts, file);
    if (rule.rule->checkFunction)
      for (const FunctionFacts &function : facts.functions)
        checkFunction(*rule.rule, function, reporter);
    if (rule.rule->checkUnit)
      rule.rule->checkUnit(facts, reporter);
    for (UnitReporter::Draft &draft : reporter.drafts) {
      if (draft.supposition)
        result.summary.suppositions.push_back(suppositionOf(rule, draft, symbols));
      if (const auto severity = severityOf(rule, draft.tier, draft.finding.span.path); severity && draft.isShown()) {
        draft.finding.severity = *severity;
        draft.finding.symbol = symbols.around(draft.finding.span);
        result.report.findings.push_back(std::move(draft.finding));
      }
    }
    result.report.stats.ruleMs[rule.id.str()] += start.elapsedMs();
  }
}

static UnitSummary summaryOf(const UnitFacts &facts) {
  const auto addDeeds = [](const FunctionFacts &function, std::vector<DeedSummary> &deeds) {
    for (const RegisteredRule &rule : allRules()) {
      const std::size_t before = deeds.size();
      if (rule.rule->summarize)
        rule.rule->summarize(function, deeds);
      for (DeedSummary &deed : llvm::MutableArrayRef(deeds).drop_front(before))
        deed.rule = rule.id.str();
    }
  };
  UnitSummary summary = summarize(facts, addDeeds);
  summary.answers = answersOf(facts);
  return summary;
}

static std::vector<Include> includesOf(const std::vector<IncludeLine> &lines, const Places &places) {
  std::vector<Include> includes;
  for (const IncludeLine &line : lines) {
    Span span = places.before(line.hash);
    span.end = places.before(line.end).begin;
    includes.push_back({std::move(span), line.spelled});
  }
  return includes;
}

static std::string nameIn(const clang::FunctionDecl *function, const UnitFacts &facts) {
  if (!function)
    return "an initializer";
  const unsigned line = facts.places.line(function->getLocation());
  return llvm::formatv("{0} (line {1})", nameOf(*function), line).str();
}

/// Functions that were looked at in part, or not at all, because they are larger than anything that people write.
static void noteBounds(const UnitFacts &facts, const std::string &file, Report &report) {
  for (const clang::FunctionDecl *function : facts.summaries.tooLarge())
    report.problems.push_back(
        {file, llvm::formatv("{0} is too large to be looked at to its end; split it", nameIn(function, facts)).str()});
  llvm::SmallPtrSet<const clang::FunctionDecl *, 4> told;
  for (const clang::FunctionDecl *function : facts.tooDeep)
    if (told.insert(function).second)
      report.problems.push_back({file, llvm::formatv("an expression in {0} is nested too deep and was not looked at; "
                                                     "split it",
                                                     nameIn(function, facts))
                                           .str()});
}

/// One line that says what did not parse, and what follows from it.
static void noteErrors(const ParsedUnit &unit, const UnitFacts &facts, const std::string &file, Report &report) {
  report.stats.functionsSkipped += facts.skipped.size();
  if (unit.errors.empty())
    return;
  const CompileError &first = unit.errors.front();
  const std::string place = first.line == 0 ? "" : llvm::formatv("{0}:{1}: ", first.path, first.line).str();
  report.problems.push_back(
      {file, llvm::formatv("does not parse, so {0} functions with errors were not looked at; first error: {1}{2}",
                           facts.skipped.size(), place, first.message)
                 .str()});
}

/// All that the unit depends on; of a prelude, whatever was asked for it.
static std::vector<Input> inputsOf(const InputRecorder &recorder, const Prelude *prelude) {
  std::vector<Input> all = recorder.inputs();
  if (prelude)
    llvm::append_range(all, prelude->inputs());
  llvm::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

llvm::Error Engine::withFacts(const UnitInput &input, UnitResult &result,
                              llvm::function_ref<void(const UnitFacts &)> use) const {
  const auto recorder = input.notesInputs ? llvm::makeIntrusiveRefCnt<InputRecorder>() : nullptr;
  const ParseRequest request{input.command, recorder ? recorder : input.files,
                             isUserFile,    [this](llvm::StringRef name) { return catalog->isNonBlockingMacro(name); },
                             input.prelude, input.live};
  CpuTime start = CpuTime::now();
  llvm::Error failed = parseUnit(request, [&](ParsedUnit &unit) {
    Stats &stats = result.report.stats;
    stats.phaseMs["parse"] += start.elapsedMs();
    start = CpuTime::now();
    clang::ASTContext &ast = unit.sema.getASTContext();
    AsyncModel model(*catalog, unit.sema);
    Summaries summaries(ast, model);
    CollectInput collect{unit.isUserCode, includesOf(unit.includes, Places(ast)), {}};
    for (MacroUse &macro : unit.macros)
      collect.nonBlockingMacros.emplace_back(macro.location, std::move(macro.name));
    const std::unique_ptr<UnitFacts> facts = collectFacts(ast, model, summaries, std::move(collect));
    stats.phaseMs["facts"] += start.elapsedMs();
    start = CpuTime::now();
    use(*facts);
    stats.phaseMs["rules"] += start.elapsedMs();
    stats.units = 1;
    stats.functions = static_cast<unsigned>(facts->functions.size());
    noteBounds(*facts, input.command.file, result.report);
    noteErrors(unit, *facts, input.command.file, result.report);
    result.userFiles = std::move(unit.userFiles);
  });
  if (recorder)
    result.inputs = inputsOf(*recorder, input.prelude.get());
  return failed;
}

llvm::Expected<UnitResult> Engine::checkUnit(const UnitInput &unit) const {
  UnitResult result;
  llvm::Error failed = withFacts(unit, result, [&](const UnitFacts &facts) {
    result.summary = summaryOf(facts);
    runRules(facts, unit.command.file, result);
  });
  if (failed)
    return failed;
  return result;
}

llvm::Expected<UnitResult> Engine::inspectUnit(const UnitInput &unit,
                                               llvm::function_ref<void(const UnitFacts &)> use) const {
  UnitResult result;
  if (llvm::Error failed = withFacts(unit, result, use))
    return failed;
  return result;
}

std::vector<std::string> Engine::activeRules() const {
  std::vector<std::string> active;
  for (const RegisteredRule &rule : allRules())
    if (severityOf(rule, rule.rule->tier, ""))
      active.push_back(rule.id.str());
  return active;
}

} // namespace corolint
