#include "child.h"
#include "outside.h"
#include "system_call.h"

#include <array>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace aio::detail {

void retain(Child &child) noexcept { child.retain(); }
void release(Child &child) noexcept { child.release(); }

static void delete_handle(uv_handle_t *handle) { delete reinterpret_cast<uv_process_t *>(handle); }

static void close(uv_process_t *handle) noexcept { uv_close(reinterpret_cast<uv_handle_t *>(handle), delete_handle); }

namespace {

/// The standard streams of a process that is about to start: the ends that are its own, which close afterwards.
class Ends {
public:
  Ends() noexcept = default;
  Ends(const Ends &) = delete;
  Ends &operator=(const Ends &) = delete;
  ~Ends() {
    for (const int fd : own_) {
      if (fd >= 0)
        ::close(fd);
    }
  }

  /// Prepares descriptor `fd` of the process; our end of a pipe, nothing for other streams.
  std::optional<ConnectionRef> prepare(LoopCore &loop, int fd, Redirect redirect) {
    uv_stdio_container_t &stream = streams_[fd];
    switch (redirect) {
    case Redirect::inherit:
      stream = inherited(fd);
      return std::nullopt;
    case Redirect::devnull:
      stream.flags = UV_IGNORE;
      return std::nullopt;
    case Redirect::to_output:
      if (fd != STDERR_FILENO)
        throw std::invalid_argument("create_subprocess_exec: only errors can go to the output");
      stream = streams_[STDOUT_FILENO];
      return std::nullopt;
    default:
      return ConnectionRef(*new Connection(loop, pipe(fd)));
    }
  }

  uv_stdio_container_t *streams() noexcept { return streams_.data(); }

private:
  static uv_stdio_container_t inherited(int fd) noexcept {
    uv_stdio_container_t stream{};
    stream.flags = UV_INHERIT_FD;
    stream.data.fd = fd;
    return stream;
  }

  /// Returns our end. A socket for the input, since not every system tells when a pipe can be written.
  int pipe(int fd) {
    int ends[2];
    if (fd == STDIN_FILENO)
      check(uv_socketpair(SOCK_STREAM, 0, ends, 0, UV_NONBLOCK_PIPE), "create_subprocess_exec: socketpair");
    else
      check(uv_pipe(ends, UV_NONBLOCK_PIPE, 0), "create_subprocess_exec: pipe");
    const int own = fd == STDIN_FILENO ? 0 : 1;
    own_[fd] = ends[own];
    streams_[fd] = inherited(own_[fd]);
    return ends[1 - own];
  }

  std::array<uv_stdio_container_t, 3> streams_{};
  std::array<int, 3> own_{-1, -1, -1};
};

/// The texts as C wants them. They must live on.
std::vector<char *> pointers(std::vector<std::string> &texts) {
  std::vector<char *> result;
  result.reserve(texts.size() + 1);
  for (std::string &text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

} // namespace

Child::Child(LoopCore &loop, std::vector<std::string> command, Redirects redirects, const std::string &cwd,
             Environment env) {
  if (command.empty())
    throw std::invalid_argument("create_subprocess_exec: no command");
  Ends ends;
  streams_[0] = ends.prepare(loop, STDIN_FILENO, redirects.input);
  streams_[1] = ends.prepare(loop, STDOUT_FILENO, redirects.output);
  streams_[2] = ends.prepare(loop, STDERR_FILENO, redirects.errors);
  std::vector<char *> args = pointers(command);
  std::vector<char *> variables = env ? pointers(*env) : std::vector<char *>();
  uv_process_options_t how{};
  how.file = args.front();
  how.args = args.data();
  how.env = env ? variables.data() : nullptr;
  how.cwd = cwd.empty() ? nullptr : cwd.c_str();
  how.stdio = ends.streams();
  how.stdio_count = 3;
  spawn(loop, how);
}

void Child::spawn(LoopCore &loop, uv_process_options_t &options) {
  options.exit_cb = [](uv_process_t *handle, std::int64_t status, int signal) {
    if (auto *const child = static_cast<Child *>(handle->data))
      child->ended(signal != 0 ? -signal : static_cast<int>(status));
    close(handle);
  };
  handle_ = new uv_process_t{};
  if (const int result = uv_spawn(loop.outside().uv(), handle_, &options); result < 0) {
    close(handle_);
    check(result, std::string("create_subprocess_exec: ") + options.file);
  }
  handle_->data = this;
  pid_ = uv_process_get_pid(handle_);
}

Child::~Child() {
  if (!handle_)
    return;
  uv_process_kill(handle_, SIGKILL);
  handle_->data = nullptr;
}

void Child::ended(int returncode) noexcept {
  returncode_ = returncode;
  handle_ = nullptr;
  exited_.set();
}

void Child::abandon(uv_process_t &handle) noexcept {
  uv_process_kill(&handle, SIGKILL);
  while (::waitpid(uv_process_get_pid(&handle), nullptr, 0) < 0 && errno == EINTR)
    ;
  if (auto *const child = static_cast<Child *>(handle.data))
    child->ended(-SIGKILL);
  close(&handle);
}

void Child::send_signal(int signal) const {
  check(handle_ ? uv_process_kill(handle_, signal) : UV_ESRCH, "Process::send_signal");
}

} // namespace aio::detail
