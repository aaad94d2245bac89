#include "Invocation.h"

#include "support/Error.h"

#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Config/config.h>
#include <clang/Driver/Options.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/CompilerInvocation.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace corolint {

namespace options = clang::driver::options;

/// Parts of names of '-f...' flags that load code, write or read files beside the source, or only change messages.
static constexpr llvm::StringLiteral keptOutOfF[] = {
    "plugin",          "module", "diagnostics", "dependency", "time-trace", "time-report",
    "profile",         "crash",  "save",        "dump",       "color",      "backtrace",
    "constexpr-steps", "debug",  "proc-stat",   "bitcode",    "cache",      "bracket",
    "template-depth",  "list=",  "pch",         "lto",        "coverage",   "embed"};

static bool isParsingFlag(const llvm::opt::Arg &argument) {
  const llvm::opt::Option &option = argument.getOption();
  if (option.getKind() == llvm::opt::Option::UnknownClass || option.getKind() == llvm::opt::Option::InputClass)
    return false;
  for (const unsigned id :
       {options::OPT_D, options::OPT_U, options::OPT_undef, options::OPT_std_EQ, options::OPT_stdlib_EQ, options::OPT_x,
        options::OPT_target, options::OPT__sysroot_EQ, options::OPT__sysroot, options::OPT_nostdinc,
        options::OPT_nostdincxx, options::OPT_nostdlibinc, options::OPT_pthread, options::OPT_ansi,
        options::OPT_gcc_toolchain, options::OPT_include, options::OPT_imacros})
    if (option.matches(id))
      return true;
  if (option.matches(options::OPT_include_pch))
    return false;
  if (option.matches(options::OPT_I_Group) || option.matches(options::OPT_clang_i_Group) ||
      option.matches(options::OPT_O_Group))
    return true;
  if (option.matches(options::OPT_m_Group))
    return !option.matches(options::OPT_mllvm);
  const llvm::StringRef name = option.getName();
  return option.matches(options::OPT_f_Group) &&
         llvm::none_of(keptOutOfF, [&](llvm::StringRef part) { return name.contains(part); });
}

/// Points into `arguments`.
static llvm::opt::InputArgList parse(llvm::ArrayRef<std::string> arguments) {
  std::vector<const char *> raw;
  for (const std::string &argument : arguments.drop_front())
    raw.push_back(argument.c_str());
  unsigned missingIndex = 0, missingCount = 0;
  return clang::driver::getDriverOptTable().ParseArgs(raw, missingIndex, missingCount,
                                                      llvm::opt::Visibility(options::ClangOption));
}

std::vector<std::string> parsingFlags(llvm::ArrayRef<std::string> arguments) {
  const llvm::opt::InputArgList parsed = parse(arguments);
  std::vector<std::string> kept;
  for (const llvm::opt::Arg *argument : parsed) {
    if (!isParsingFlag(*argument))
      continue;
    llvm::opt::ArgStringList rendered;
    argument->render(parsed, rendered);
    kept.insert(kept.end(), rendered.begin(), rendered.end());
  }
  return kept;
}

std::vector<std::string> droppedFlags(llvm::ArrayRef<std::string> arguments) {
  const llvm::opt::InputArgList parsed = parse(arguments);
  std::vector<std::string> dropped;
  for (const llvm::opt::Arg *argument : parsed)
    if (!isParsingFlag(*argument))
      dropped.push_back(argument->getAsString(parsed));
  return dropped;
}

std::string resourceDirectory() {
  static const std::string found = [] {
    static int anchor;
    const std::string program = llvm::sys::fs::getMainExecutable(nullptr, &anchor);
    llvm::SmallString<256> shipped(llvm::sys::path::parent_path(llvm::sys::path::parent_path(program)));
    llvm::sys::path::append(shipped, "lib", "corolint", "clang");
    return llvm::sys::fs::is_directory(shipped) ? shipped.str().str() : std::string(COROLINT_CLANG_RESOURCES);
  }();
  return found;
}

/// Whatever the command said, the parse writes nothing, loads nothing and is silent about style.
static void confine(clang::CompilerInvocation &invocation) {
  clang::FrontendOptions &frontend = invocation.getFrontendOpts();
  frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  frontend.SkipFunctionBodies = true;
  frontend.DisableFree = false;
  frontend.OutputFile.clear();
  frontend.Plugins.clear();
  frontend.AddPluginActions.clear();
  frontend.ModuleFiles.clear();
  frontend.StatsFile.clear();
  frontend.TimeTracePath.clear();
  invocation.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  clang::DiagnosticOptions &diagnostics = invocation.getDiagnosticOpts();
  diagnostics.DiagnosticLogFile.clear();
  diagnostics.DiagnosticSerializationFile.clear();
  diagnostics.IgnoreWarnings = true;
  diagnostics.ErrorLimit = 0; // a unit that does not parse is still checked as far as it goes
  invocation.getPreprocessorOpts().ImplicitPCHInclude.clear();
  invocation.getHeaderSearchOpts().ModuleCachePath.clear();
  clang::LangOptions &language = invocation.getLangOpts();
  language.CommentOpts.ParseAllComments = false;
  language.SpellChecking = false; // suggestions for mistyped names cost time that nobody reads
}

static std::unique_ptr<clang::CompilerInvocation> invoke(const CompileCommand &command,
                                                         llvm::ArrayRef<std::string> flags,
                                                         llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  const std::string resources = resourceDirectory();
  std::vector<const char *> arguments = {"clang++", "--driver-mode=g++", "-fsyntax-only", "-resource-dir",
                                         resources.c_str()};
  for (const std::string &flag : flags)
    arguments.push_back(flag.c_str());
  arguments.push_back("--");
  arguments.push_back(command.file.c_str());
  clang::CreateInvocationOptions how;
  how.VFS = std::move(files);
  how.Diags = clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, new clang::IgnoringDiagConsumer);
  how.RecoverOnError = true;
  return clang::createInvocation(arguments, how);
}

static bool isMachineFlag(llvm::StringRef flag) { return flag.starts_with("-m"); }

llvm::Expected<std::shared_ptr<clang::CompilerInvocation>>
makeInvocation(const CompileCommand &command, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  std::vector<std::string> flags = parsingFlags(command.arguments);
  std::shared_ptr<clang::CompilerInvocation> invocation = invoke(command, flags, files);
  if (!invocation) {
    // A value such as '-march=...' that only the original compiler knows stops Clang's driver.
    llvm::erase_if(flags, isMachineFlag);
    invocation = invoke(command, flags, files);
  }
  if (!invocation)
    return error("clang cannot make sense of its compile command; check it with 'clang++ -fsyntax-only'");
  confine(*invocation);
  return invocation;
}

} // namespace corolint
