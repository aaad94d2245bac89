// A gather of futures that exist: it has a node in the list of each.
//
// So do the coroutines of a gather with a fixed number of children, which are of different types.

#pragma once

#include <aio/detail/future_state.h>
#include <aio/detail/gather_base.h>
#include <aio/outcome.h>

#include <array>
#include <span>
#include <tuple>
#include <vector>

namespace aio::detail {

/// What a gather makes of its children: their values, and the first error becomes its own.
struct Values {
  static constexpr bool keeps_errors = false;
  template <class T> using Result = Stored<T>;
  template <class T> using RangeResult = std::conditional_t<std::is_void_v<T>, void, std::vector<Stored<T>>>;
  template <class T, class F> static Stored<T> take(F &child) { return take_value<T>(child); }
};

/// Or however each ended.
struct Outcomes {
  static constexpr bool keeps_errors = true;
  template <class T> using Result = Outcome<T>;
  template <class T> using RangeResult = std::vector<Outcome<T>>;
  template <class T, class F> static Outcome<T> take(F &child) { return outcome_of<T>(child); }
};

/// Waits in the list of one child.
class GatherChild final : public Work {
public:
  /// Throws RuntimeError if `child` belongs to another loop.
  void attach(GatherBase &owner, Ref<FutureBase> child);
  FutureBase &future() const noexcept { return *child_; }
  void start() noexcept;
  void forget() noexcept;

  void run() noexcept override { owner_->report(*child_); }

private:
  GatherBase *owner_ = nullptr;
  Ref<FutureBase> child_;
};

class GatherFutures : public GatherBase {
protected:
  using GatherBase::GatherBase;

  /// Starts to wait. The children are attached, and do not move.
  void begin(std::span<GatherChild> children) noexcept;

private:
  bool cancel_children() noexcept final;
  void forget_children() noexcept final;

  std::span<GatherChild> children_; // Owned by the derived class.
};

/// A gather of a fixed number of children of types `T`.
template <class Kind, class... T>
class GatherTuple final : public FutureState<std::tuple<typename Kind::template Result<T>...>, GatherFutures> {
public:
  using Result = std::tuple<typename Kind::template Result<T>...>;

  GatherTuple(LoopCore &loop, std::array<Ref<FutureBase>, sizeof...(T)> children)
      : FutureState<Result, GatherFutures>(loop, Kind::keeps_errors) {
    for (std::size_t i = 0; i < sizeof...(T); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_);
  }

private:
  void collect() override { collect_each(std::index_sequence_for<T...>()); }

  template <std::size_t... I> void collect_each(std::index_sequence<I...>) {
    set_value<Result>(*this, Kind::template take<T>(children_[I].future())...);
  }

  std::array<GatherChild, sizeof...(T)> children_;
};

/// A gather of any number of futures of one type.
template <class Kind, class T>
class GatherRange final : public FutureState<typename Kind::template RangeResult<T>, GatherFutures> {
public:
  using Result = typename Kind::template RangeResult<T>;

  GatherRange(LoopCore &loop, std::vector<Ref<FutureBase>> children)
      : FutureState<Result, GatherFutures>(loop, Kind::keeps_errors), children_(children.size()) {
    for (std::size_t i = 0; i < children.size(); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_);
  }

private:
  void collect() override {
    if constexpr (std::is_void_v<Result>) {
      set_value<void>(*this);
    } else {
      Result results;
      results.reserve(children_.size());
      for (GatherChild &child : children_)
        results.push_back(Kind::template take<T>(child.future()));
      set_value<Result>(*this, std::move(results));
    }
  }

  std::vector<GatherChild> children_; // Never grows: the elements are linked in place.
};

} // namespace aio::detail
