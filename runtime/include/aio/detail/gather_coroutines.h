// A gather of coroutines: each becomes a task when its turn comes, and keeps its result here when it ends.
//
// Nobody sees a task before its first step unless they ask for all tasks, so it is made for that step: a coroutine
// that ends without waiting leaves the memory of its task to the next one, and ten thousand of them run in that of
// one. Names, order and turns are as if the tasks had been made at once.

#pragma once

#include <aio/detail/gather_base.h>
#include <aio/detail/task_state.h>

#include <optional>
#include <vector>

namespace aio::detail {

/// A gather whose coroutines begin one after the other, as far as it does not depend on their type.
class GatherCoroutinesBase : public GatherBase {
public:
  void make_tasks() noexcept final;

protected:
  using GatherBase::GatherBase;

  /// Begins `count` children in the next turn.
  void begin(std::size_t count) noexcept;

private:
  /// In the ready queue until the last child has begun.
  class Starter final : public Work {
  public:
    explicit Starter(GatherCoroutinesBase &gather) noexcept : gather_(gather) {}
    void run() noexcept override { gather_.start(); }

  private:
    GatherCoroutinesBase &gather_;
  };

  /// Makes the task of a child; null if there is no memory, and the child has ended.
  virtual TaskBase *make_task(std::size_t index, unsigned number) noexcept = 0;
  TaskBase *make_next() noexcept;
  void start() noexcept;

  Starter starter_{*this};
  unsigned first_number_ = 0;
  std::size_t begun_ = 0;
  std::size_t size_ = 0;
};

/// What is kept until all results are there. Those that can exist before they are known are kept where they are
/// returned.
template <class R>
using Awaited = std::conditional_t<std::is_trivially_default_constructible_v<R> && std::is_move_assignable_v<R> &&
                                       !std::is_same_v<R, bool>, // A vector of them has no elements.
                                   R, std::optional<R>>;

template <class Kind, class T>
class GatherCoroutines final : public FutureState<typename Kind::template RangeResult<T>, GatherCoroutinesBase> {
public:
  using Result = typename Kind::template RangeResult<T>;

  GatherCoroutines(LoopCore &loop, std::vector<Coroutine<T>> coroutines)
      : FutureState<Result, GatherCoroutinesBase>(loop, Kind::keeps_errors), coroutines_(std::move(coroutines)),
        results_(std::is_void_v<Result> ? 0 : coroutines_.size()) {
    this->begin(coroutines_.size());
  }

private:
  using Element = typename Kind::template Result<T>;

  /// A task that ends here.
  class Child final : public TaskState<T>, public Hook<GatherCoroutinesBase> {
  public:
    Child(GatherCoroutines &gather, std::size_t index, Coroutine<T> coroutine, unsigned number)
        : TaskState<T>(*gather.loop(), std::move(coroutine), number), gather_(gather), index_(index) {}

  private:
    void end() noexcept override {
      gather_.keep(index_, *this);
      this->release();
    }

    GatherCoroutines &gather_;
    std::size_t index_;
  };

  TaskBase *make_task(std::size_t index, unsigned number) noexcept override {
    Coroutine<T> coroutine = std::move(coroutines_[index]);
    if (debugging()) [[unlikely]]
      note_started(Access::promise(coroutine));
    try {
      Child *const child = new Child(*this, index, std::move(coroutine), number);
      running_.push_back(*child);
      child->release(); // The loop's reference stays.
      return child;
    } catch (...) {
      this->note_failure(std::current_exception());
      return nullptr;
    }
  }

  /// The child is done: takes what it gives.
  void keep(std::size_t index, Child &child) noexcept {
    static_cast<Hook<GatherCoroutinesBase> &>(child).unlink();
    if constexpr (!std::is_void_v<Result>) {
      try {
        if (!this->done() && (Kind::keeps_errors || child.status() == Status::value))
          put(results_[index], Kind::template take<T>(child));
      } catch (...) {
        this->note_error(std::current_exception());
      }
    }
    this->note(child);
  }

  static void put(Element &place, Element &&result) { place = std::move(result); }
  static void put(std::optional<Element> &place, Element &&result) { place.emplace(std::move(result)); }

  bool cancel_children() noexcept override {
    this->make_tasks();
    bool any = false;
    for (Child *child = running_.first(); child; child = running_.after(*child))
      any |= child->cancel();
    return any;
  }

  void collect() override {
    if constexpr (std::is_void_v<Result>) {
      set_value<void>(*this);
    } else if constexpr (std::is_same_v<Result, std::vector<Awaited<Element>>>) {
      set_value<Result>(*this, std::move(results_));
    } else {
      Result results;
      results.reserve(results_.size());
      for (std::optional<Element> &result : results_)
        results.push_back(std::move(*result));
      set_value<Result>(*this, std::move(results));
    }
  }

  void forget_children() noexcept override { results_ = std::vector<Awaited<Element>>(); }

  std::vector<Coroutine<T>> coroutines_; // Empty handles from where a child has begun.
  List<Child, GatherCoroutinesBase> running_;
  std::vector<Awaited<Element>> results_; // None for void.
};

} // namespace aio::detail
