#include "IsolatedJobs.h"

#include "WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/FormatVariadic.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <optional>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace corolint {

using Clock = std::chrono::steady_clock;

namespace {

constexpr int memoryStatus = 86; // a job's process ends with it when there is no more memory

/// A job under way.
struct Child {
  std::size_t job;
  pid_t process;
  int results; // the reading end of its pipe
  Clock::time_point deadline;
  JobOutcome outcome;
};

class Runner {
public:
  Runner(const JobLimits &limits, llvm::function_ref<std::string(std::size_t)> job,
         llvm::function_ref<void(std::size_t, JobOutcome)> ended)
      : limits(limits), job(job), ended(ended) {}

  void run(std::size_t count, unsigned processes);

private:
  bool start(std::size_t index);
  [[noreturn]] void work(std::size_t index, int results) const;
  void wait();
  bool read(Child &child) const;
  void reap(Child &child) const;

  const JobLimits &limits;
  llvm::function_ref<std::string(std::size_t)> job;
  llvm::function_ref<void(std::size_t, JobOutcome)> ended;
  std::vector<Child> children;
};

} // namespace

static void leaveForMemory() { _exit(memoryStatus); }

static void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  setrlimit(resource, &both);
}

/// Makes of this process one that cannot harm: it dies with its parent, writes no file and says nothing.
static void confine(const JobLimits &limits) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  std::signal(SIGXFSZ, SIG_IGN);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  if (limits.memoryBytes != 0)
    limit(RLIMIT_DATA, limits.memoryBytes);
  std::set_new_handler(leaveForMemory);
  llvm::install_bad_alloc_error_handler([](void *, const char *, bool) { leaveForMemory(); });
  if (const int nowhere = open("/dev/null", O_RDWR); nowhere >= 0)
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      dup2(nowhere, stream);
}

static void writeAll(int file, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR)
      return;
    bytes = bytes.drop_front(std::max<ssize_t>(written, 0));
  }
}

void Runner::work(std::size_t index, int results) const {
  confine(limits);
  std::string bytes;
  runParallel(1, 1, [&](std::size_t) { bytes = job(index); });
  writeAll(results, bytes);
  _exit(0);
}

/// False where the system gives no more processes or pipes.
bool Runner::start(std::size_t index) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0)
    return false;
  const pid_t process = fork();
  if (process == 0) {
    for (const Child &other : children)
      close(other.results);
    close(ends[0]);
    work(index, ends[1]);
  }
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    return false;
  }
  children.push_back({index, process, ends[0], Clock::now() + limits.time, {}});
  return true;
}

/// Takes what has come; false at the end.
bool Runner::read(Child &child) const {
  char buffer[1 << 16];
  const ssize_t size = ::read(child.results, buffer, sizeof buffer);
  if (size > 0)
    child.outcome.bytes.append(buffer, size);
  return size > 0 || (size < 0 && errno == EINTR);
}

/// Sees how the process has ended.
void Runner::reap(Child &child) const {
  close(child.results);
  int status = 0;
  while (waitpid(child.process, &status, 0) < 0 && errno == EINTR)
    continue;
  using End = JobOutcome::End;
  if (child.outcome.end == End::OutOfTime)
    return;
  const bool hasExited = WIFEXITED(status);
  child.outcome.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  child.outcome.end = hasExited && WEXITSTATUS(status) == 0              ? End::Done
                      : hasExited && WEXITSTATUS(status) == memoryStatus ? End::OutOfMemory
                                                                         : End::Crashed;
}

/// Waits until some job has something to say or must end.
void Runner::wait() {
  std::vector<pollfd> files;
  Clock::time_point next = Clock::time_point::max();
  for (const Child &child : children) {
    files.push_back({child.results, POLLIN, 0});
    next = std::min(next, child.deadline);
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
  poll(files.data(), files.size(), static_cast<int>(std::clamp<int64_t>(left, 0, 60'000)));
  for (std::size_t i = children.size(); i-- > 0;) {
    Child &child = children[i];
    const bool isLate = Clock::now() >= child.deadline;
    if (isLate) {
      kill(child.process, SIGKILL);
      child.outcome.end = JobOutcome::End::OutOfTime;
    }
    if (!isLate && (files[i].revents == 0 || read(child)))
      continue;
    reap(child);
    Child done = std::move(child);
    children.erase(children.begin() + static_cast<std::ptrdiff_t>(i));
    ended(done.job, std::move(done.outcome));
  }
}

void Runner::run(std::size_t count, unsigned processes) {
  for (std::size_t next = 0; next < count || !children.empty();) {
    while (next < count && children.size() < processes) {
      if (start(next))
        ++next;
      else if (children.empty())
        ended(next++, {});
      else
        break; // one that ends makes room
    }
    if (!children.empty())
      wait();
  }
}

void runIsolated(std::size_t count, unsigned processes, const JobLimits &limits,
                 llvm::function_ref<std::string(std::size_t)> job,
                 llvm::function_ref<void(std::size_t, JobOutcome)> ended) {
  Runner(limits, job, ended).run(count, std::max(processes, 1u));
}

std::string describe(const JobOutcome &outcome, const JobLimits &limits) {
  using End = JobOutcome::End;
  switch (outcome.end) {
  case End::OutOfTime:
    return llvm::formatv("took longer than {0} s", std::chrono::ceil<std::chrono::seconds>(limits.time).count());
  case End::OutOfMemory:
    return llvm::formatv("needed more than {0} MiB of memory", limits.memoryBytes >> 20);
  case End::NotStarted:
    return "could not be started: the system gives no more processes";
  default:
    return outcome.signal == 0 ? "ended before it was done"
                               : llvm::formatv("crashed ({0})", strsignal(outcome.signal)).str();
  }
}

} // namespace corolint
