// Queue, LifoQueue and PriorityQueue: order, back-pressure, and no item is lost or doubled by a cancellation.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <memory>

namespace aio_test {
namespace {

struct Queues : testing::Test, ManualLoop {
  Log log;

  aio::Coroutine<> take(aio::Queue<int> &queue, std::string name) {
    const int item = co_await queue.get();
    log.push_back(name + " " + std::to_string(item));
  }

  aio::Coroutine<> bring(aio::Queue<int> &queue, int item) {
    co_await queue.put(item);
    log.push_back("put " + std::to_string(item));
  }

  template <class Q> static std::vector<typename Q::value_type> drain(Q &queue) {
    std::vector<typename Q::value_type> items;
    while (!queue.empty())
      items.push_back(queue.get_nowait());
    return items;
  }
};

TEST_F(Queues, GiveWhatCameFirst) {
  aio::Queue<int> queue;
  for (const int item : {3, 1, 2})
    queue.put_nowait(item);
  EXPECT_EQ(queue.qsize(), 3u);
  EXPECT_EQ(drain(queue), (std::vector{3, 1, 2}));
}

TEST_F(Queues, CanGiveTheLastOrTheSmallestFirst) {
  aio::LifoQueue<int> last;
  aio::PriorityQueue<std::pair<int, std::string>> smallest;
  for (const int item : {3, 1, 2}) {
    last.put_nowait(item);
    smallest.put_nowait({item, "job"});
  }
  EXPECT_EQ(drain(last), (std::vector{2, 1, 3}));
  EXPECT_EQ(smallest.get_nowait().first, 1);
  EXPECT_EQ(smallest.get_nowait().first, 2);
}

TEST_F(Queues, LetGettersWaitInLine) {
  aio::Queue<int> queue;
  auto a = loop.create_task(take(queue, "a"));
  auto b = loop.create_task(take(queue, "b"));
  loop.run_until_idle();
  queue.put_nowait(1);
  queue.put_nowait(2);
  EXPECT_THROW(queue.get_nowait(), aio::QueueEmpty) << "both items belong to those who waited";
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"a 1", "b 2"}));
}

TEST_F(Queues, LetPuttersWaitForRoom) {
  aio::Queue<int> queue(1);
  auto a = loop.create_task(bring(queue, 1));
  auto b = loop.create_task(bring(queue, 2));
  loop.run_until_idle();
  EXPECT_TRUE(queue.full());
  EXPECT_THROW(queue.put_nowait(3), aio::QueueFull);
  EXPECT_EQ(log, (Log{"put 1"}));
  EXPECT_EQ(queue.get_nowait(), 1);
  EXPECT_THROW(queue.put_nowait(3), aio::QueueFull) << "the room belongs to the one who waits";
  loop.run_until_idle();
  EXPECT_EQ(log, (Log{"put 1", "put 2"}));
  EXPECT_EQ(drain(queue), (std::vector{2}));
}

TEST_F(Queues, KeepTheItemOfAGetterThatIsCancelledTooLate) {
  aio::Queue<int> queue;
  auto a = loop.create_task(take(queue, "a"));
  auto b = loop.create_task(take(queue, "b"));
  loop.run_until_idle();
  queue.put_nowait(1); // For a, which is ready now.
  a.cancel();
  loop.run_until_idle();
  EXPECT_TRUE(a.cancelled());
  EXPECT_EQ(log, (Log{"b 1"}));
}

TEST_F(Queues, DropTheItemOfAPutterThatIsCancelled) {
  aio::Queue<int> queue(1);
  queue.put_nowait(1);
  auto a = loop.create_task(bring(queue, 2));
  auto b = loop.create_task(bring(queue, 3));
  loop.run_until_idle();
  EXPECT_EQ(queue.get_nowait(), 1); // Room for a, which is ready now.
  a.cancel();
  loop.run_until_idle();
  EXPECT_EQ(drain(queue), (std::vector{3}));
}

TEST_F(Queues, TellWhenAllWorkIsDone) {
  aio::Queue<int> queue;
  const auto work = [&]() -> aio::Coroutine<> {
    while (true) {
      const int item = co_await queue.get();
      co_await aio::sleep(std::chrono::seconds(item));
      queue.task_done();
    }
  };
  const auto main = [&]() -> aio::Coroutine<> {
    co_await queue.join(); // Nothing was put.
    const auto worker = aio::create_task(work());
    queue.put_nowait(1);
    queue.put_nowait(2);
    co_await queue.join();
    EXPECT_EQ(now(), 3s);
    worker.cancel();
  };
  loop.run_until_complete(main());
  EXPECT_THROW(queue.task_done(), aio::InvalidStateError);
}

TEST_F(Queues, MoveWhatCanOnlyBeMoved) {
  aio::Queue<std::unique_ptr<int>> queue(1);
  aio::PriorityQueue<std::unique_ptr<int>> sorted;
  const auto main = [&]() -> aio::Coroutine<int> {
    co_await queue.put(std::make_unique<int>(7));
    sorted.put_nowait(co_await queue.get());
    co_return *co_await sorted.get();
  };
  EXPECT_EQ(loop.run_until_complete(main()), 7);
}

TEST_F(Queues, CarryItemsBetweenTasksWithBackPressure) {
  aio::Queue<int> queue(2);
  int sum = 0;
  const auto produce = [&]() -> aio::Coroutine<> {
    for (int i = 1; i <= 100; ++i)
      co_await queue.put(i);
  };
  const auto consume = [&]() -> aio::Coroutine<> {
    for (int i = 1; i <= 50; ++i)
      sum += co_await queue.get();
  };
  const auto main = [&]() -> aio::Coroutine<> { co_await aio::gather(produce(), consume(), consume()); };
  loop.run_until_complete(main());
  EXPECT_EQ(sum, 5050);
}

} // namespace
} // namespace aio_test
