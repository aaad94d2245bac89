// Other programs, with their standard streams as streams.
//
//     const aio::Process sort = co_await aio::create_subprocess_exec(
//         {"sort", "-n"}, {.input = aio::Redirect::pipe, .output = aio::Redirect::pipe});
//     const auto [output, errors] = co_await sort.communicate("10\n9\n");
//     if (sort.returncode() != 0)
//       complain();
//
// No shell takes part: the arguments arrive as they are. Nothing here has a limit in time: use wait_for.

#pragma once

#include <aio/stream.h>

#include <optional>
#include <vector>

namespace aio {

namespace detail {
class Child;
void retain(Child &child) noexcept;
void release(Child &child) noexcept;
} // namespace detail

/// What a standard stream of the program is.
enum class Redirect {
  inherit,   // That of this process.
  pipe,      // A stream: Process::input, output and errors.
  devnull,   // Nothing to read, and what is written vanishes.
  to_output, // For errors only: where the output goes.
};

struct Redirects {
  Redirect input = Redirect::inherit;
  Redirect output = Redirect::inherit;
  Redirect errors = Redirect::inherit;
};

/// A program and its arguments.
class Command {
public:
  template <class... Words>
    requires(std::constructible_from<std::string, const Words &> && ...)
  Command(const Words &...words) : words_{std::string(words)...} {}
  Command(std::vector<std::string> words) noexcept : words_(std::move(words)) {}

  [[nodiscard]] const std::vector<std::string> &words() const noexcept { return words_; }

private:
  std::vector<std::string> words_;
};

/// The variables of the environment, "NAME=value" each; nothing for those of this process.
using Environment = std::optional<std::vector<std::string>>;

struct ProcessOutput {
  std::string output;
  std::string errors;
};

/// A program that was started; a copy is the same one. When the last copy is gone it is killed (SIGKILL) if it still
/// runs, as in asyncio; so it is when the loop goes, which waits for its end. Belongs to the loop's thread.
class Process {
public:
  explicit Process(detail::Child &child) noexcept : child_(child) {}

  [[nodiscard]] int pid() const noexcept;

  /// What it returned; -n if signal n ended it. Nothing while it runs.
  [[nodiscard]] std::optional<int> returncode() const noexcept;

  /// The streams that were asked for as pipes. Close the input to let a program that reads it come to an end. Throw
  /// InvalidStateError if it is none.
  [[nodiscard]] StreamWriter input() const;
  [[nodiscard]] StreamReader output() const;
  [[nodiscard]] StreamReader errors() const;

  /// Waits until it has ended and returns its returncode. A program that writes more to a pipe than somebody reads
  /// never ends: use communicate(). Cancelling the wait leaves it running.
  [[nodiscard]] Coroutine<int> wait() const;

  /// Writes `input` to it and closes that, reads all it has to say, and waits until it has ended. Streams that are no
  /// pipes are left out. That it does not read all of `input` is no error. Cancelling loses what was read.
  [[nodiscard]] Coroutine<ProcessOutput> communicate(std::string input = {}) const;

  /// Throws std::errc::no_such_process if it has ended.
  void send_signal(int signal) const;
  void terminate() const; // SIGTERM
  void kill() const;      // SIGKILL

private:
  detail::OpaqueRef<detail::Child> child_;
};

/// Starts the program that is the first word of `command`, looked for in PATH if it has no '/', in the folder `cwd`, or
/// that of this process if that is empty. It inherits no descriptor but its standard streams. Blocks the loop while the
/// system makes the process.
/// Throws std::system_error, such as std::errc::no_such_file_or_directory, permission_denied, too_many_files_open;
/// std::invalid_argument; RuntimeError if no loop runs in this thread.
[[nodiscard]] Coroutine<Process> create_subprocess_exec(Command command, Redirects redirects = {}, std::string cwd = {},
                                                        Environment env = {});

} // namespace aio
