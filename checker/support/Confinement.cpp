#include "Confinement.h"

#include <llvm/Support/ErrorHandling.h>

#include <csignal>
#include <fcntl.h>
#include <new>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace corolint {

#if defined(__SANITIZE_ADDRESS__) || (defined(__has_feature) && __has_feature(address_sanitizer))
static constexpr bool memoryIsShadowed = true; // the sanitizer reserves more than any limit
#else
static constexpr bool memoryIsShadowed = false;
#endif

static void leaveForMemory() { _exit(outOfMemoryStatus); }

static void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(resource, &both);
}

void dieWithParent() {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

void confine(const Confines &confines) {
  dieWithParent();
  std::signal(SIGXFSZ, SIG_IGN);
  limit(RLIMIT_FSIZE, confines.fileBytes);
  limit(RLIMIT_CORE, 0);
  if (confines.memoryBytes != 0 && !memoryIsShadowed)
    limit(RLIMIT_DATA, confines.memoryBytes);
  std::set_new_handler(leaveForMemory);
  llvm::install_bad_alloc_error_handler([](void *, const char *, bool) { leaveForMemory(); });
  if (const int nowhere = open("/dev/null", O_RDWR); nowhere >= 0) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
      dup2(nowhere, stream);
    if (nowhere > STDERR_FILENO)
      close(nowhere);
  }
}

} // namespace corolint
