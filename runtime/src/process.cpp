#include <aio/process.h>

#include "child.h"

#include <aio/gather.h>

#include <csignal>
#include <unistd.h>

namespace aio {

using ChildRef = detail::OpaqueRef<detail::Child>;

static const detail::ConnectionRef &pipe_of(const ChildRef &child, int fd, const char *operation) {
  const std::optional<detail::ConnectionRef> &pipe = child->stream(fd);
  if (!pipe)
    throw InvalidStateError(std::string(operation) + ": it is no pipe");
  return *pipe;
}

// The coroutines below hold the process: the handle may go while they run.
static Coroutine<int> wait_for_end(ChildRef child) {
  co_await child->exited();
  co_return *child->returncode();
}

static Coroutine<> feed(ChildRef child, std::string data) {
  const std::optional<detail::ConnectionRef> &pipe = child->stream(STDIN_FILENO);
  if (!pipe || (*pipe)->closing())
    co_return;
  try {
    (*pipe)->write(data);
    co_await (*pipe)->drain();
  } catch (const std::system_error &) {
    co_return (*pipe)->close(); // It reads no more.
  }
  (*pipe)->close();
}

static Coroutine<std::string> all_of(ChildRef child, int fd) {
  const std::optional<detail::ConnectionRef> &pipe = child->stream(fd);
  if (!pipe)
    co_return std::string();
  co_return co_await StreamReader(**pipe).read_all();
}

static Coroutine<ProcessOutput> talk(ChildRef child, std::string input) {
  auto [fed, output, errors] =
      co_await gather(feed(child, std::move(input)), all_of(child, STDOUT_FILENO), all_of(child, STDERR_FILENO));
  co_await child->exited();
  co_return ProcessOutput{std::move(output), std::move(errors)};
}

int Process::pid() const noexcept { return child_->pid(); }

std::optional<int> Process::returncode() const noexcept { return child_->returncode(); }

StreamWriter Process::input() const { return StreamWriter(*pipe_of(child_, STDIN_FILENO, "Process::input")); }

StreamReader Process::output() const { return StreamReader(*pipe_of(child_, STDOUT_FILENO, "Process::output")); }

StreamReader Process::errors() const { return StreamReader(*pipe_of(child_, STDERR_FILENO, "Process::errors")); }

Coroutine<int> Process::wait() const { return wait_for_end(child_); }

Coroutine<ProcessOutput> Process::communicate(std::string input) const { return talk(child_, std::move(input)); }

void Process::send_signal(int signal) const { child_->send_signal(signal); }

void Process::terminate() const { send_signal(SIGTERM); }

void Process::kill() const { send_signal(SIGKILL); }

Coroutine<Process> create_subprocess_exec(Command command, Redirects redirects, std::string cwd, Environment env) {
  detail::LoopCore &loop = detail::running_core("create_subprocess_exec");
  co_return Process(*new detail::Child(loop, command.words(), redirects, cwd, std::move(env)));
}

} // namespace aio
