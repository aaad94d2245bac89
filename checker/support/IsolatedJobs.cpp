#include "IsolatedJobs.h"

#include "Confinement.h"
#include "WorkerPool.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FormatVariadic.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace corolint {

using Clock = std::chrono::steady_clock;

namespace {

constexpr unsigned jobsPerWorker = 64; // then a new one begins, without what leaks and fragments

struct Worker {
  pid_t process;
  int channel; // a job's number one way, the size of its bytes and the bytes the other
  unsigned jobsLeft = jobsPerWorker;
  std::optional<std::size_t> job; // under way
  Clock::time_point deadline;
  std::string received;
};

class Runner {
public:
  Runner(const JobLimits &limits, llvm::function_ref<std::string(std::size_t)> job,
         llvm::function_ref<void(std::size_t, JobOutcome)> ended)
      : limits(limits), job(job), ended(ended) {}

  void run(std::size_t count, unsigned processes);

private:
  bool start();
  [[noreturn]] void work(int channel) const;
  Worker *idle(unsigned processes);
  void give(Worker &worker, std::size_t index) const;
  void wait();
  bool receive(Worker &worker) const;
  void finish(Worker &worker) const;
  void bury(std::size_t index, bool isLate);

  const JobLimits &limits;
  llvm::function_ref<std::string(std::size_t)> job;
  llvm::function_ref<void(std::size_t, JobOutcome)> ended;
  std::vector<Worker> workers;
};

} // namespace

static void sendAll(int channel, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR)
      return;
    bytes = bytes.drop_front(std::max<ssize_t>(sent, 0));
  }
}

static void sendNumber(int channel, uint64_t number) {
  sendAll(channel, {reinterpret_cast<const char *>(&number), sizeof number});
}

static bool receiveNumber(int channel, uint64_t &number) {
  return recv(channel, &number, sizeof number, MSG_WAITALL) == sizeof number;
}

void Runner::work(int channel) const {
  confine({.memoryBytes = limits.memoryBytes});
  runParallel(1, 1, [&](std::size_t) {
    for (uint64_t index = 0; receiveNumber(channel, index);) {
      const std::string bytes = job(index);
      sendNumber(channel, bytes.size());
      sendAll(channel, bytes);
    }
  });
  _exit(0);
}

/// False where the system gives no more processes or channels.
bool Runner::start() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return false;
  const pid_t process = fork();
  if (process == 0) {
    for (const Worker &other : workers)
      close(other.channel);
    close(ends[0]);
    work(ends[1]);
  }
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    return false;
  }
  workers.push_back({.process = process, .channel = ends[0], .job = std::nullopt, .deadline = {}, .received = {}});
  return true;
}

/// A worker with nothing to do, made where there is room for one.
Worker *Runner::idle(unsigned processes) {
  for (std::size_t i = workers.size(); i-- > 0;)
    if (!workers[i].job && workers[i].jobsLeft == 0)
      bury(i, /*isLate=*/false);
  const auto free = llvm::find_if(workers, [](const Worker &worker) { return !worker.job; });
  if (free != workers.end())
    return &*free;
  return workers.size() < processes && start() ? &workers.back() : nullptr;
}

void Runner::give(Worker &worker, std::size_t index) const {
  worker.job = index;
  worker.jobsLeft -= 1;
  worker.deadline = Clock::now() + limits.time;
  sendNumber(worker.channel, index);
}

/// Takes what has come; false where the worker is no more.
bool Runner::receive(Worker &worker) const {
  char buffer[1 << 16];
  const ssize_t size = recv(worker.channel, buffer, sizeof buffer, 0);
  if (size > 0)
    worker.received.append(buffer, size);
  return size > 0 || (size < 0 && errno == EINTR);
}

/// Hands on the job's result if all of it has come.
void Runner::finish(Worker &worker) const {
  uint64_t size = 0;
  if (worker.received.size() < sizeof size)
    return;
  std::memcpy(&size, worker.received.data(), sizeof size);
  if (worker.received.size() - sizeof size < size)
    return;
  const std::size_t done = *worker.job;
  JobOutcome outcome{JobOutcome::End::Done, 0, worker.received.substr(sizeof size)};
  worker.received.clear();
  worker.job.reset();
  ended(done, std::move(outcome));
}

/// Ends the worker, which is dead, idle or late, and says what became of its job.
void Runner::bury(std::size_t index, bool isLate) {
  const Worker worker = std::move(workers[index]);
  workers.erase(workers.begin() + static_cast<std::ptrdiff_t>(index));
  close(worker.channel);
  if (isLate)
    kill(worker.process, SIGKILL);
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR)
    continue;
  if (!worker.job)
    return;
  using End = JobOutcome::End;
  JobOutcome outcome{End::Crashed, WIFSIGNALED(status) ? WTERMSIG(status) : 0, {}};
  if (isLate)
    outcome.end = End::OutOfTime;
  else if (WIFEXITED(status) && WEXITSTATUS(status) == outOfMemoryStatus)
    outcome.end = End::OutOfMemory;
  ended(*worker.job, std::move(outcome));
}

/// Waits until some job has something to say or must end.
void Runner::wait() {
  std::vector<pollfd> files;
  Clock::time_point next = Clock::time_point::max();
  for (const Worker &worker : workers) {
    files.push_back({worker.job ? worker.channel : -1, POLLIN, 0});
    if (worker.job)
      next = std::min(next, worker.deadline);
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
  poll(files.data(), files.size(), static_cast<int>(std::clamp<int64_t>(left, 0, 60'000)));
  for (std::size_t i = workers.size(); i-- > 0;) {
    if (!workers[i].job)
      continue;
    const bool isLate = Clock::now() >= workers[i].deadline;
    if (isLate || (files[i].revents != 0 && !receive(workers[i])))
      bury(i, isLate);
    else
      finish(workers[i]);
  }
}

void Runner::run(std::size_t count, unsigned processes) {
  const auto isBusy = [](const Worker &worker) { return worker.job.has_value(); };
  std::size_t next = 0;
  while (next < count || llvm::any_of(workers, isBusy)) {
    for (Worker *worker = nullptr; next < count && (worker = idle(processes));)
      give(*worker, next++);
    if (llvm::any_of(workers, isBusy))
      wait();
    else if (next < count)
      ended(next++, {});
  }
  while (!workers.empty())
    bury(workers.size() - 1, /*isLate=*/false);
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
