// Handing items from tasks to tasks, in order and with back-pressure.
//
//     aio::Queue<Order> orders(10);              // at most ten wait
//     co_await orders.put(order);                // waits for room
//     const Order order = co_await orders.get(); // waits for an item
//     orders.task_done();                        // for join(), when it is served
//
// Fair: items and room go to whoever waits longest. A task that is cancelled, even just before it would have run,
// takes nothing away with it.

#pragma once

#include <aio/detail/permits.h>
#include <aio/event.h>

#include <limits>
#include <queue>
#include <vector>

namespace aio {

/// Thrown by get_nowait.
class QueueEmpty : public RuntimeError {
public:
  using RuntimeError::RuntimeError;
};

/// Thrown by put_nowait.
class QueueFull : public RuntimeError {
public:
  using RuntimeError::RuntimeError;
};

namespace detail {

/// Which item of a queue is the next: the first that came, the last, or the smallest.
template <class T> class FirstIn : std::queue<T> {
public:
  using std::queue<T>::size, std::queue<T>::push;
  T pop() {
    T item = std::move(this->front());
    std::queue<T>::pop();
    return item;
  }
};

template <class T> class LastIn : std::vector<T> {
public:
  using std::vector<T>::size;
  void push(T item) { this->push_back(std::move(item)); }
  T pop() {
    T item = std::move(this->back());
    this->pop_back();
    return item;
  }
};

/// std::greater without <functional>, which would cost every unit that includes aio 0.1 s to compile.
struct Greater {
  template <class T> bool operator()(const T &left, const T &right) const { return left > right; }
};

template <class T> class Smallest : std::priority_queue<T, std::vector<T>, Greater> {
  using Heap = std::priority_queue<T, std::vector<T>, Greater>;

public:
  using Heap::size, Heap::push;
  T pop() {
    T item = std::move(this->c.front()); // top() is const, and what is moved here is not compared again.
    Heap::pop();
    return item;
  }
};

[[noreturn]] void throw_queue_empty();
[[noreturn]] void throw_queue_full();
[[noreturn]] void throw_too_many_done();

/// A queue whose next item `Order` chooses. An item that is there and the room for one are permits: a getter takes the
/// one and gives the other.
template <class T, template <class> class Order> class QueueOf {
public:
  using value_type = T;

  /// Holds at most `max_size` items; zero: any number.
  explicit QueueOf(std::size_t max_size = 0)
      : max_size_(max_size), room_(max_size == 0 ? std::numeric_limits<std::size_t>::max() : max_size) {
    finished_.set();
  }
  QueueOf(const QueueOf &) = delete;
  QueueOf &operator=(const QueueOf &) = delete;

  class [[nodiscard]] Put : public PermitAwaiter {
  public:
    Put(QueueOf &queue, T item) : PermitAwaiter(queue.room_, "Queue::put"), queue_(queue), item_(std::move(item)) {}

    void await_resume() {
      PermitAwaiter::await_resume();
      queue_.add(std::move(item_));
    }

  private:
    QueueOf &queue_;
    T item_;
  };

  class [[nodiscard]] Get : public PermitAwaiter {
  public:
    explicit Get(QueueOf &queue) noexcept : PermitAwaiter(queue.present_, "Queue::get"), queue_(queue) {}

    T await_resume() {
      PermitAwaiter::await_resume();
      return queue_.take();
    }

  private:
    QueueOf &queue_;
  };

  /// Adds an item; waits as long as the queue is full. Does not suspend otherwise. No allocation but the queue's own.
  /// Awaiting throws CancelledError, then the item is not added.
  Put put(T item) { return Put(*this, std::move(item)); }

  /// Takes an item out; waits as long as the queue is empty. Awaiting throws CancelledError, then none is taken.
  Get get() noexcept { return Get(*this); }

  /// Throws QueueFull.
  void put_nowait(T item) {
    if (!room_.try_take())
      throw_queue_full();
    add(std::move(item));
  }

  /// Throws QueueEmpty.
  T get_nowait() {
    if (!present_.try_take())
      throw_queue_empty();
    return take();
  }

  /// Tells that the work on an item that was taken is done. Throws InvalidStateError if more are done than were put.
  void task_done() {
    if (unfinished_ == 0)
      throw_too_many_done();
    if (--unfinished_ == 0)
      finished_.set();
  }

  /// Waits until task_done() was called for every item put. Does not suspend if it was. Throws CancelledError.
  [[nodiscard]] EventAwaiter join() noexcept { return finished_.wait(); }

  [[nodiscard]] std::size_t qsize() const noexcept { return items_.size(); }
  [[nodiscard]] std::size_t max_size() const noexcept { return max_size_; }
  [[nodiscard]] bool empty() const noexcept { return items_.size() == 0; }
  [[nodiscard]] bool full() const noexcept { return max_size_ != 0 && items_.size() >= max_size_; }

private:
  void add(T item) {
    items_.push(std::move(item));
    if (unfinished_++ == 0)
      finished_.clear();
    present_.give();
  }

  T take() {
    T item = items_.pop();
    room_.give();
    return item;
  }

  Order<T> items_;
  std::size_t max_size_;
  std::size_t unfinished_ = 0;
  Permits room_;
  Permits present_{0};
  Event finished_;
};

} // namespace detail

/// First in, first out. Must outlive its waiters; belongs to one loop.
template <class T> using Queue = detail::QueueOf<T, detail::FirstIn>;

/// Last in, first out.
template <class T> using LifoQueue = detail::QueueOf<T, detail::LastIn>;

/// The smallest first, by `operator>`; among equals in no promised order.
template <class T> using PriorityQueue = detail::QueueOf<T, detail::Smallest>;

} // namespace aio
