// An intrusive ring: an element carries its own links, so queueing allocates nothing and leaving needs no list.
//
// An element leaves its list when it is destroyed. That is what makes a cancelled timer or a destroyed coroutine frame
// vanish from whatever it waited in. One thread only.

#pragma once

namespace aio::detail {

/// The links of an element. `Tag` lets one class be in several lists at a time.
template <class Tag> class Hook {
public:
  Hook() noexcept = default;
  Hook(const Hook &) = delete;
  Hook &operator=(const Hook &) = delete;
  ~Hook() { unlink(); }

  bool linked() const noexcept { return next_ != this; }

  void unlink() noexcept {
    prev_->next_ = next_;
    next_->prev_ = prev_;
    next_ = prev_ = this;
  }

private:
  template <class, class> friend class List;

  Hook *next_ = this;
  Hook *prev_ = this;
};

/// A queue of elements of type `T`, which derives from `Hook<Tag>`. Owns nothing. Every function is O(1).
template <class T, class Tag> class List {
public:
  bool empty() const noexcept { return !head_.linked(); }

  T &front() noexcept { return static_cast<T &>(*head_.next_); }

  /// The element after `element`, null at the end.
  T *after(T &element) noexcept { return to_element(static_cast<Hook<Tag> &>(element).next_); }
  T *first() noexcept { return to_element(head_.next_); }

  void push_back(T &element) noexcept { link_before(head_, element); }
  void push_front(T &element) noexcept { link_before(*head_.next_, element); }

  /// Puts `element` into the list that `place` is in, before it.
  static void insert_before(T &place, T &element) noexcept { link_before(place, element); }

  T &pop_front() noexcept {
    T &element = front();
    static_cast<Hook<Tag> &>(element).unlink();
    return element;
  }

  /// Appends all elements of `other`, in their order.
  void take_all(List &other) noexcept {
    if (other.empty())
      return;
    other.head_.next_->prev_ = head_.prev_;
    other.head_.prev_->next_ = &head_;
    head_.prev_->next_ = other.head_.next_;
    head_.prev_ = other.head_.prev_;
    other.head_.next_ = other.head_.prev_ = &other.head_;
  }

private:
  static void link_before(Hook<Tag> &place, Hook<Tag> &hook) noexcept {
    hook.prev_ = place.prev_;
    hook.next_ = &place;
    place.prev_->next_ = &hook;
    place.prev_ = &hook;
  }

  T *to_element(Hook<Tag> *hook) noexcept { return hook == &head_ ? nullptr : static_cast<T *>(hook); }

  Hook<Tag> head_;
};

} // namespace aio::detail
