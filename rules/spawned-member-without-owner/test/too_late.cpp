// An owner that is asked for when the object may be gone.
#include "../../../checker/libraries/winrt/stub.h"

struct Page : winrt::implements<Page> {
  int shown = 0;

  winrt::fire_and_forget bad_too_late() {
    co_await winrt::resume_background();
    auto self = get_strong(); // expect: spawned-member-without-owner
    ++shown;
  }
  winrt::fire_and_forget ok_at_once() {
    auto self = get_strong();
    co_await winrt::resume_background();
    ++shown;
  }
  winrt::fire_and_forget bad_weak_not_asked() {
    auto weak = get_weak();
    co_await winrt::resume_background();
    ++shown; // expect: spawned-member-without-owner
  }
  winrt::fire_and_forget ok_weak() {
    auto weak = get_weak();
    co_await winrt::resume_background();
    if (auto self = weak.get())
      ++self->shown;
  }
};
