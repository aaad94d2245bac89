// The typed part of gather: where the children are, and how their values become the result.
//
// What does not depend on the types is compiled once, in src/gather_base.cpp.

#pragma once

#include <aio/detail/future_state.h>
#include <aio/detail/gather_base.h>
#include <aio/outcome.h>

#include <array>
#include <tuple>
#include <vector>

namespace aio::detail {

/// What a gather makes of its children: their values, and the first error becomes its own.
struct Values {
  static constexpr bool keeps_errors = false;
  template <class T> using Result = Stored<T>;
  template <class T> using RangeResult = std::conditional_t<std::is_void_v<T>, void, std::vector<Stored<T>>>;
  template <class T> static Stored<T> take(FutureBase &child) { return take_value<T>(child); }
};

/// Or however each ended.
struct Outcomes {
  static constexpr bool keeps_errors = true;
  template <class T> using Result = Outcome<T>;
  template <class T> using RangeResult = std::vector<Outcome<T>>;
  template <class T> static Outcome<T> take(FutureBase &child) { return outcome_of<T>(child); }
};

/// A gather of a fixed number of children of types `T`.
template <class Kind, class... T>
class GatherTuple final : public FutureState<std::tuple<typename Kind::template Result<T>...>, GatherBase> {
public:
  using Result = std::tuple<typename Kind::template Result<T>...>;

  GatherTuple(LoopCore &loop, std::array<Ref<FutureBase>, sizeof...(T)> children)
      : FutureState<Result, GatherBase>(loop, Kind::keeps_errors) {
    for (std::size_t i = 0; i < sizeof...(T); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_.data(), children_.size());
  }

private:
  void collect() override { collect_each(std::index_sequence_for<T...>()); }

  template <std::size_t... I> void collect_each(std::index_sequence<I...>) {
    set_value<Result>(*this, Kind::template take<T>(children_[I].future())...);
  }

  std::array<GatherChild, sizeof...(T)> children_;
};

/// A gather of any number of children of one type.
template <class Kind, class T>
class GatherRange final : public FutureState<typename Kind::template RangeResult<T>, GatherBase> {
public:
  using Result = typename Kind::template RangeResult<T>;

  GatherRange(LoopCore &loop, std::vector<Ref<FutureBase>> children)
      : FutureState<Result, GatherBase>(loop, Kind::keeps_errors), children_(children.size()) {
    for (std::size_t i = 0; i < children.size(); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_.data(), children_.size());
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
