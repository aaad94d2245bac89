#include "ParsedUnit.h"

#include "Invocation.h"
#include "PauseWatch.h"
#include "support/Error.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/DeclBase.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Sema/Sema.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/SaveAndRestore.h>
#include <llvm/Support/xxhash.h>

namespace corolint {

namespace {

/// Which files are the user's, asked once a file.
class UserFiles {
public:
  UserFiles(const clang::SourceManager &sources, const ParseRequest &request) : sources(sources), request(request) {}

  bool contains(clang::SourceLocation location) {
    if (location.isInvalid())
      return false;
    const clang::FileID file = sources.getFileID(sources.getExpansionLoc(location));
    if (file == lastFile)
      return lastAnswer;
    const auto [slot, isNew] = known.try_emplace(file, false);
    if (isNew)
      slot->second = isUserFile(file);
    lastFile = file;
    return lastAnswer = slot->second;
  }

  std::vector<UserFile> files() const {
    std::vector<UserFile> result;
    for (const auto &[file, isUser] : known)
      if (isUser)
        result.push_back({path(file), llvm::xxh3_64bits(text(file))});
    llvm::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

private:
  std::string path(clang::FileID file) const {
    const clang::OptionalFileEntryRef entry = sources.getFileEntryRefForID(file);
    if (!entry)
      return {};
    llvm::SmallString<256> name(entry->getName());
    sources.getFileManager().makeAbsolutePath(name);
    llvm::sys::path::remove_dots(name, /*remove_dot_dot=*/true);
    return name.str().str();
  }

  llvm::StringRef text(clang::FileID file) const {
    const bool isLive = request.live && file == sources.getMainFileID();
    return isLive ? request.live->text.text() : sources.getBufferData(file);
  }

  bool isUserFile(clang::FileID file) const {
    if (file == sources.getMainFileID())
      return true;
    const std::string name = path(file);
    return !name.empty() && request.isUserFile(name, clang::SrcMgr::isSystem(sources.getFileCharacteristic(
                                                         sources.getLocForStartOfFile(file))));
  }

  const clang::SourceManager &sources;
  const ParseRequest &request;
  llvm::DenseMap<clang::FileID, bool> known;
  clang::FileID lastFile; // most questions in a row are about one file
  bool lastAnswer = false;
};

/// Keeps the first errors; warnings are the compiler's business.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  explicit ErrorCollector(std::vector<CompileError> &errors) : errors(errors) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &diagnostic) override {
    constexpr std::size_t enough = 5; // the first error tells; the rest follow from it
    if (level < clang::DiagnosticsEngine::Error || errors.size() >= enough)
      return;
    llvm::SmallString<128> text;
    diagnostic.FormatDiagnostic(text);
    CompileError error{{}, 0, text.str().str()};
    if (diagnostic.hasSourceManager() && diagnostic.getLocation().isValid()) {
      const clang::PresumedLoc place = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
      if (place.isValid()) {
        error.path = place.getFilename();
        error.line = place.getLine();
      }
    }
    errors.push_back(std::move(error));
  }

private:
  std::vector<CompileError> &errors;
};

class PreprocessorWatch : public clang::PPCallbacks {
public:
  PreprocessorWatch(const ParseRequest &request, UserFiles &userFiles, const clang::SourceManager &sources,
                    std::vector<IncludeLine> &includes, std::vector<MacroUse> &macros)
      : request(request), userFiles(userFiles), sources(sources), includes(includes), macros(macros) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (reason == EnterFile)
      userFiles.contains(location); // also a file that declares nothing is one of the unit's
  }

  void InclusionDirective(clang::SourceLocation hash, const clang::Token &, llvm::StringRef name, bool isAngled,
                          clang::CharSourceRange range, clang::OptionalFileEntryRef, llvm::StringRef, llvm::StringRef,
                          const clang::Module *, bool, clang::SrcMgr::CharacteristicKind) override {
    if (userFiles.contains(hash))
      includes.push_back({hash, range.getEnd(), isAngled ? ("<" + name + ">").str() : ("\"" + name + "\"").str()});
  }

  void MacroExpands(const clang::Token &name, const clang::MacroDefinition &, clang::SourceRange range,
                    const clang::MacroArgs *) override {
    const llvm::StringRef spelled = name.getIdentifierInfo()->getName();
    if (request.isWantedMacro(spelled) && userFiles.contains(range.getBegin()))
      macros.push_back({sources.getExpansionLoc(range.getBegin()), spelled.str()});
  }

private:
  const ParseRequest &request;
  UserFiles &userFiles;
  const clang::SourceManager &sources;
  std::vector<IncludeLine> &includes;
  std::vector<MacroUse> &macros;
};

/// What one parse collects on its way.
struct Collected {
  std::vector<IncludeLine> includes;
  std::vector<MacroUse> macros;
  std::vector<CompileError> errors;
};

/// Instantiates what the end of a unit would, but only templates of the user's: what else is instantiated then costs
/// more than the rest of the parse, and nobody looks at it.
static void instantiateUserCode(clang::Sema &sema, UserFiles &userFiles) {
  clang::Scope unitScope(nullptr, clang::Scope::DeclScope, sema.getDiagnostics()); // where builtins get declared
  unitScope.setEntity(sema.getASTContext().getTranslationUnitDecl());
  const llvm::SaveAndRestore<clang::Scope *> withScope(sema.TUScope, &unitScope);
  for (auto &pending = sema.PendingInstantiations; !pending.empty();) {
    const auto [entity, pointOfUse] = pending.front();
    pending.pop_front();
    auto *function = llvm::dyn_cast<clang::FunctionDecl>(entity);
    if (!function || function->isDefined() || !userFiles.contains(function->getLocation()))
      continue;
    sema.InstantiateFunctionDefinition(pointOfUse, function, /*Recursive=*/false, /*DefinitionRequired=*/false,
                                       /*AtEndOfTU=*/true);
  }
}

class UnitConsumer : public clang::ASTConsumer {
public:
  UnitConsumer(clang::CompilerInstance &compiler, UserFiles &userFiles, Collected &collected,
               llvm::function_ref<void(ParsedUnit &)> use)
      : compiler(compiler), userFiles(userFiles), collected(collected), use(use) {}

  bool shouldSkipFunctionBody(clang::Decl *decl) override { return !userFiles.contains(decl->getLocation()); }

  void HandleTranslationUnit(clang::ASTContext &) override {
    instantiateUserCode(compiler.getSema(), userFiles);
    ParsedUnit unit{compiler.getSema(),
                    [this](clang::SourceLocation location) { return userFiles.contains(location); },
                    std::move(collected.includes),
                    std::move(collected.macros),
                    userFiles.files(),
                    collected.errors};
    use(unit);
  }

private:
  clang::CompilerInstance &compiler;
  UserFiles &userFiles;
  Collected &collected;
  llvm::function_ref<void(ParsedUnit &)> use;
};

class UnitAction : public clang::ASTFrontendAction {
public:
  UnitAction(const ParseRequest &request, Collected &collected, llvm::function_ref<void(ParsedUnit &)> use)
      : request(request), collected(collected), use(use) {}

  /// As for a precompiled header, the end of the unit instantiates nothing by itself: instantiateUserCode does.
  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler, llvm::StringRef) override {
    const clang::SourceManager &sources = compiler.getSourceManager();
    userFiles = std::make_unique<UserFiles>(sources, request);
    compiler.getPreprocessor().addPPCallbacks(
        std::make_unique<PreprocessorWatch>(request, *userFiles, sources, collected.includes, collected.macros));
    if (request.live)
      watchForPauses(compiler, *request.live);
    return std::make_unique<UnitConsumer>(compiler, *userFiles, collected, use);
  }

private:
  const ParseRequest &request;
  Collected &collected;
  llvm::function_ref<void(ParsedUnit &)> use;
  std::unique_ptr<UserFiles> userFiles;
};

} // namespace

static llvm::Expected<llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>> filesFor(const ParseRequest &request) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = request.files;
  if (!files)
    files = llvm::vfs::createPhysicalFileSystem();
  const std::string &directory = request.command.directory;
  if (const std::error_code code = files->setCurrentWorkingDirectory(directory))
    return error("its compile command runs in '{0}', which cannot be entered ({1}); make the compilation database anew",
                 directory, code.message());
  return files;
}

static llvm::Error checkText(llvm::StringRef text) {
  if (text.take_front(4096).contains('\0'))
    return error("is a binary file; name a C++ source file");
  return llvm::Error::success();
}

/// Says why the unit itself cannot be read, before Clang says it in its own way.
static llvm::Error checkReadable(const std::string &file, llvm::vfs::FileSystem &files) {
  const llvm::ErrorOr<llvm::vfs::Status> status = files.status(file);
  if (!status)
    return error("cannot be read ({0}); make the compilation database anew or leave the file out",
                 status.getError().message());
  if (status->getType() != llvm::sys::fs::file_type::regular_file)
    return error("is not a regular file; name a source file");
  const auto buffer = files.getBufferForFile(file);
  if (!buffer)
    return error("cannot be read ({0}); check its permissions", buffer.getError().message());
  return checkText((*buffer)->getBuffer());
}

/// Puts a text that may change in place of the main file, for a process that ends with the parse.
static void parseLive(const LiveParse &live, clang::CompilerInvocation &invocation) {
  const llvm::StringRef name = invocation.getFrontendOpts().Inputs.front().getFile();
  invocation.getPreprocessorOpts().addRemappedFile(name, live.text.buffer(name).release());
  invocation.getFrontendOpts().DisableFree = true; // the memory goes with the process
}

static llvm::Error parse(const ParseRequest &request, llvm::function_ref<void(ParsedUnit &)> use) {
  auto files = filesFor(request);
  if (!files)
    return files.takeError();
  if (llvm::Error unreadable =
          request.live ? checkText(request.live->text.text()) : checkReadable(request.command.file, **files))
    return unreadable;
  auto invocation = makeInvocation(request.command, *files);
  if (!invocation)
    return invocation.takeError();
  if (request.prelude)
    *files = request.prelude->use(**invocation, *files);
  if (request.live)
    parseLive(*request.live, **invocation);

  Collected collected;
  ErrorCollector errors(collected.errors);
  clang::CompilerInstance compiler;
  compiler.setInvocation(std::move(*invocation));
  compiler.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  compiler.createFileManager(*files);
  compiler.createSourceManager(compiler.getFileManager());
  if (!compiler.createTarget())
    return error("its compile command names a target that clang does not have; leave '-target' out");

  bool used = false;
  const auto noteUse = [&](ParsedUnit &unit) {
    used = true;
    use(unit);
  };
  UnitAction action(request, collected, noteUse); // keeps a reference to `noteUse`
  const clang::FrontendInputFile &input = compiler.getFrontendOpts().Inputs.front();
  if (action.BeginSourceFile(compiler, input)) {
    if (llvm::Error failed = action.Execute())
      return failed;
    action.EndSourceFile();
  }
  if (used)
    return llvm::Error::success();
  return error("clang stopped before the end of the file{0}",
               collected.errors.empty() ? "" : ": " + collected.errors.front().message);
}

/// A crash of the parser costs the unit, not the run.
static llvm::Error parseGuarded(const ParseRequest &request, llvm::function_ref<void(ParsedUnit &)> use) {
  llvm::Error result = llvm::Error::success();
  llvm::CrashRecoveryContext guard;
  if (guard.RunSafely([&] {
        llvm::consumeError(std::move(result));
        result = parse(request, use);
      }))
    return result;
  llvm::consumeError(std::move(result));
  return error("the parser crashed; see whether 'clang++-19 -fsyntax-only' does so too, and report it if not");
}

llvm::Error parseUnit(const ParseRequest &request, llvm::function_ref<void(ParsedUnit &)> use) {
  if (!request.prelude)
    return parseGuarded(request, use);
  bool used = false;
  llvm::Error failed = parseGuarded(request, [&](ParsedUnit &unit) {
    if (!unit.errors.empty())
      return;
    used = true;
    use(unit);
  });
  if (used)
    return failed;
  // Errors are told as the compiler sees them: without what a prelude may have to do with them.
  llvm::consumeError(std::move(failed));
  ParseRequest alone = request;
  alone.prelude = nullptr;
  return parseGuarded(alone, use);
}

} // namespace corolint
