// A plugin for clang-tidy that shows its checks our own code only.
//
// Without it each check walks all that a unit includes, and so has the precompiled header read to the last body:
// 16 s of CPU time for a unit that includes Clang, against 1.5 s with it. What is found in our code is the same.
#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

namespace {

class OwnCode : public clang::ASTConsumer {
public:
  /// What comes from a precompiled header is not told here.
  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    parsed.insert(parsed.end(), group.begin(), group.end());
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &ast) override {
    const clang::SourceManager &sources = ast.getSourceManager();
    std::erase_if(parsed, [&](const clang::Decl *decl) {
      return sources.isInSystemHeader(sources.getExpansionLoc(decl->getLocation()));
    });
    ast.setTraversalScope(parsed);
  }

private:
  std::vector<clang::Decl *> parsed;
};

class OwnCodeAction : public clang::PluginASTAction {
public:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<OwnCode>();
  }
  bool ParseArgs(const clang::CompilerInstance &, const std::vector<std::string> &) override { return true; }
  ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<OwnCodeAction> registration("own-code", "shows the checks our own code");

} // namespace
