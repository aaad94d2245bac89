#include "PauseWatch.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>

namespace corolint {

namespace {

// Clang asks for the end of a file once, when it begins to read it, and has no way to say that it has moved. A template
// may be instantiated with what is private ([temp.spec.general]/6).
constexpr auto endIn(clang::Lexer *lexer);
template <auto member> struct WithAccess {
  friend constexpr auto endIn(clang::Lexer *) { return member; }
};
template struct WithAccess<&clang::Lexer::BufferEnd>;

class PauseWatch : public clang::PPCallbacks {
public:
  PauseWatch(clang::Preprocessor &preprocessor, const LiveParse &live)
      : preprocessor(preprocessor), live(live), next(endOfIncludes(live.text.text())) {}

  /// Back in the main file, the lexer stands at the beginning of the line behind the '#include': it has seen none of
  /// it.
  void FileChanged(clang::SourceLocation, FileChangeReason reason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    if (!isInMainFile())
      return;
    if (reason == EnterFile)
      setEnd();
    else if (reason == ExitFile && lexed() >= next)
      pause(live.text.text().take_front(lexed()).ends_with("\n") ? lexed() : LiveParse::never);
  }

  void tokenWasLexed() {
    if (next != LiveParse::never && isInMainFile() && lexed() >= next)
      pause(reachOf(live.text.text(), lexed()));
  }

private:
  clang::Lexer &lexer() const { return *static_cast<clang::Lexer *>(preprocessor.getCurrentFileLexer()); }

  bool isInMainFile() const {
    const clang::PreprocessorLexer *current = preprocessor.getCurrentFileLexer();
    return current && current->getFileID() == preprocessor.getSourceManager().getMainFileID();
  }

  std::size_t lexed() const { return lexer().getCurrentBufferOffset(); }

  void setEnd() { lexer().*endIn(&lexer()) = lexer().getBuffer().data() + live.text.text().size(); }

  void pause(std::size_t reach) {
    next = LiveParse::never;
    next = live.pause(reach);
    setEnd();
    forgetLines();
  }

  /// Where its lines begin is noted when the first one is asked for.
  void forgetLines() const {
    const clang::SourceManager &sources = preprocessor.getSourceManager();
    sources.getSLocEntry(sources.getMainFileID()).getFile().getContentCache().SourceLineCache = {};
  }

  clang::Preprocessor &preprocessor;
  const LiveParse &live;
  std::size_t next;
};

} // namespace

void watchForPauses(clang::CompilerInstance &compiler, const LiveParse &live) {
  clang::Preprocessor &preprocessor = compiler.getPreprocessor();
  auto watch = std::make_unique<PauseWatch>(preprocessor, live);
  PauseWatch *watching = watch.get();
  preprocessor.addPPCallbacks(std::move(watch));
  preprocessor.setTokenWatcher([watching](const clang::Token &) { watching->tokenWasLexed(); });
}

} // namespace corolint
