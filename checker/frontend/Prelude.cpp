#include "Prelude.h"

#include "InputRecorder.h"
#include "Invocation.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Serialization/ASTWriter.h>
#include <llvm/Support/CrashRecoveryContext.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

namespace {

/// Writes the parsed headers to memory; bodies are left out but where the language needs them.
class PreludeConsumer : public clang::PCHGenerator {
public:
  PreludeConsumer(clang::CompilerInstance &compiler, std::shared_ptr<clang::PCHBuffer> buffer)
      : PCHGenerator(compiler.getPreprocessor(), compiler.getModuleCache(), "", "", std::move(buffer),
                     llvm::ArrayRef<std::shared_ptr<clang::ModuleFileExtension>>(), /*AllowASTWithErrors=*/true) {}

  bool shouldSkipFunctionBody(clang::Decl *) override { return true; }
};

class PreludeAction : public clang::ASTFrontendAction {
public:
  std::shared_ptr<clang::PCHBuffer> buffer = std::make_shared<clang::PCHBuffer>();

  clang::TranslationUnitKind getTranslationUnitKind() override { return clang::TU_Prefix; }

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler, llvm::StringRef) override {
    return std::make_unique<PreludeConsumer>(compiler, buffer);
  }
};

} // namespace

static constexpr llvm::StringLiteral sourceName = "/corolint-prelude.h", pchName = "/corolint-prelude.pch";

static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
          llvm::ArrayRef<std::pair<llvm::StringRef, llvm::StringRef>> added) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[path, content] : added)
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBuffer(content, path, /*RequiresNullTerminator=*/false));
  const auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(files));
  overlay->pushOverlay(memory);
  return overlay;
}

static std::string sourceOf(llvm::ArrayRef<std::string> headers) {
  std::string source;
  for (const std::string &header : headers)
    source += llvm::formatv("#if __has_include(<{0}>)\n#include <{0}>\n#endif\n", header).str();
  return source;
}

static bool parse(const CompileCommand &command, llvm::IntrusiveRefCntPtr<InputRecorder> disk, llvm::StringRef source,
                  std::string &pch) {
  CompileCommand prelude = command;
  prelude.file = sourceName;
  auto files = withFiles(std::move(disk), {{sourceName, source}});
  if (files->setCurrentWorkingDirectory(command.directory))
    return false;
  auto invocation = makeInvocation(prelude, files);
  if (!invocation) {
    llvm::consumeError(invocation.takeError());
    return false;
  }
  (*invocation)->getLangOpts().CompilingPCH = true;
  clang::FrontendInputFile &input = (*invocation)->getFrontendOpts().Inputs.front();
  input = clang::FrontendInputFile(sourceName, clang::InputKind(clang::Language::CXX));

  clang::IgnoringDiagConsumer silent;
  clang::CompilerInstance compiler;
  compiler.setInvocation(std::move(*invocation));
  compiler.createDiagnostics(&silent, /*ShouldOwnClient=*/false);
  compiler.createFileManager(files);
  compiler.createSourceManager(compiler.getFileManager());
  PreludeAction action;
  if (!compiler.createTarget() || !action.BeginSourceFile(compiler, compiler.getFrontendOpts().Inputs.front()))
    return false;
  llvm::consumeError(action.Execute());
  const bool hasErrors = compiler.getDiagnostics().hasErrorOccurred();
  action.EndSourceFile();
  if (hasErrors || !action.buffer->IsComplete)
    return false;
  pch.assign(action.buffer->Data.begin(), action.buffer->Data.end());
  return true;
}

std::shared_ptr<const Prelude> Prelude::make(const CompileCommand &command, llvm::ArrayRef<std::string> headers) {
  Parts parts;
  parts.source = sourceOf(headers);
  const auto disk = llvm::makeIntrusiveRefCnt<InputRecorder>();
  bool parsed = false;
  llvm::CrashRecoveryContext guard;
  const bool survived = guard.RunSafely([&] { parsed = parse(command, disk, parts.source, parts.pch); });
  parts.asked = disk->inputs();
  return survived && parsed ? std::make_shared<const Prelude>(std::move(parts)) : nullptr;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
Prelude::use(clang::CompilerInvocation &invocation, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) const {
  clang::PreprocessorOptions &options = invocation.getPreprocessorOpts();
  options.ImplicitPCHInclude = pchName;
  // It was made with the same flags a moment ago; the check would compare every file's time.
  options.DisablePCHOrModuleValidation = clang::DisableValidationForModuleKind::PCH;
  return withFiles(std::move(files), {{sourceName, parts.source}, {pchName, parts.pch}});
}

} // namespace corolint
