// The name of a task in eight bytes.
//
// It is a number until somebody gives it a name, as most tasks never have one.

#pragma once

#include <cstdint>
#include <string>

namespace aio::detail {

class TaskName {
public:
  explicit TaskName(std::uint32_t number) noexcept : bits_(std::uintptr_t{number} << 1 | 1) {}
  TaskName(const TaskName &) = delete;
  TaskName &operator=(const TaskName &) = delete;
  ~TaskName() { delete given(); }

  void set(std::string name) {
    std::string *const given_before = given();
    bits_ = reinterpret_cast<std::uintptr_t>(new std::string(std::move(name)));
    delete given_before;
  }

  /// The name given, else 'Task-<number>'.
  std::string get() const { return given() ? *given() : "Task-" + std::to_string(bits_ >> 1); }

private:
  std::string *given() const noexcept { return bits_ & 1 ? nullptr : reinterpret_cast<std::string *>(bits_); }

  std::uintptr_t bits_; // A number times two plus one, or the address of a string that is owned.
};

} // namespace aio::detail
