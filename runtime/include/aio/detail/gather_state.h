// The typed part of gather: where the children are, and how their values become the result.
//
// What does not depend on the types is compiled once, in src/gather_base.cpp.

#pragma once

#include <aio/detail/future_state.h>
#include <aio/detail/gather_base.h>

#include <array>
#include <tuple>
#include <vector>

namespace aio::detail {

/// A gather of a fixed number of children of types `T`.
template <class... T> class GatherTuple final : public FutureState<std::tuple<Stored<T>...>, GatherBase> {
public:
  using Result = std::tuple<Stored<T>...>;

  GatherTuple(LoopCore &loop, std::array<Ref<FutureBase>, sizeof...(T)> children)
      : FutureState<Result, GatherBase>(loop) {
    for (std::size_t i = 0; i < sizeof...(T); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_.data(), children_.size());
  }

private:
  void collect() override { collect_each(std::index_sequence_for<T...>()); }

  template <std::size_t... I> void collect_each(std::index_sequence<I...>) {
    set_value<Result>(*this, take_value<T>(children_[I].future())...);
  }

  std::array<GatherChild, sizeof...(T)> children_;
};

template <class T> using GatherRangeResult = std::conditional_t<std::is_void_v<T>, void, std::vector<Stored<T>>>;

/// A gather of any number of children of one type.
template <class T> class GatherRange final : public FutureState<GatherRangeResult<T>, GatherBase> {
public:
  using Result = GatherRangeResult<T>;

  GatherRange(LoopCore &loop, std::vector<Ref<FutureBase>> children)
      : FutureState<Result, GatherBase>(loop), children_(children.size()) {
    for (std::size_t i = 0; i < children.size(); ++i)
      children_[i].attach(*this, std::move(children[i]));
    this->begin(children_.data(), children_.size());
  }

private:
  void collect() override {
    if constexpr (std::is_void_v<T>) {
      set_value<void>(*this);
    } else {
      Result values;
      values.reserve(children_.size());
      for (GatherChild &child : children_)
        values.push_back(take_value<T>(child.future()));
      set_value<Result>(*this, std::move(values));
    }
  }

  std::vector<GatherChild> children_; // Never grows: the elements are linked in place.
};

} // namespace aio::detail
