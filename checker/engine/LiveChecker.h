// Checks one unit again and again while it is edited, each time as Engine::checkUnit would, at the cost of what
// changed.
//
// It keeps two processes that wait (LiveUnit.h): behind the includes, and near the last edit. An order goes to the one
// whose text is the same for longest; where that is none, it begins anew.
#pragma once

#include "LiveOrder.h"
#include "program/UnitResult.h"
#include "support/Nursery.h"

#include <array>
#include <chrono>
#include <vector>

namespace corolint {

/// What becomes of an order.
struct LiveOutcome {
  enum class End { Done, NotChecked, Crashed, OutOfTime, Cancelled, NotStarted };
  End end = End::NotStarted;
  UnitResult unit;     // where it is done
  std::string problem; // where it is not checked: why not
};

class LiveChecker {
public:
  /// Processes come from `nursery`, which outlives it, and get the engine that its children make.
  LiveChecker(const Nursery &nursery, std::chrono::milliseconds limit);
  LiveChecker(const LiveChecker &) = delete;
  ~LiveChecker();

  /// Waits for the result. For one thread at a time.
  LiveOutcome check(LiveOrder order);

  /// Ends the check that is under way, at once, or else the next one. For any thread.
  void cancel();

  /// Ends the processes that wait: the next order begins anew. Not while a check is under way.
  void forget();

  /// The processes that wait, for who counts their memory. Not while a check is under way.
  std::vector<uint64_t> waiting();

private:
  /// A process that waits, or is on its way to.
  struct Post {
    OpenFile channel;
    LiveOrder first;                  // that led it there
    std::optional<std::size_t> reach; // how much of its text it holds for, once it waits
    uint64_t process = 0;             // once it is known

    std::size_t place() const { return reach.value_or(first.pauseAt); }
  };

  static void readNews(Post &post);
  static bool mayServe(std::optional<Post> &post, const LiveOrder &order);
  static void end(std::optional<Post> &post);
  std::optional<LiveOutcome> ask(Post &post, const LiveOrder &order, Post *onItsWay, OpenFile nearChannel = {});
  std::optional<LiveOutcome> askBase(const LiveOrder &order);
  std::optional<LiveOutcome> begin(const LiveOrder &order);
  bool awaitAnswer(const OpenFile &answers, std::chrono::steady_clock::time_point deadline, LiveOutcome::End &end);
  std::optional<LiveOutcome> await(const OpenFile &answers, Post *onItsWay);

  const Nursery &nursery;
  std::chrono::milliseconds limit;
  std::optional<std::array<OpenFile, 2>> bell; // rung to cancel
  std::optional<Post> base, near;
  std::string lastText; // of the unit
};

} // namespace corolint
