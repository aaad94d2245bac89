#include "stub.h"

#include <thread>

using winrt::Windows::Foundation::IAsyncAction;
using namespace std::chrono_literals;

IAsyncAction save(int value);
winrt::fire_and_forget notify();

IAsyncAction ok_eager_dropped() {
  notify();
  save(1); // it runs and owns itself
  co_await save(2);
}

IAsyncAction bad_sleep() {
  std::this_thread::sleep_for(1s); // expect: blocking-call "winrt::resume_after"
  co_return;
}
IAsyncAction ok_sleep() { co_await winrt::resume_after(1s); }

IAsyncAction bad_waits_for_ever(void *event) {
  co_await winrt::resume_on_signal(event); // expect: missing-timeout
}
IAsyncAction ok_bounded(void *event) { co_await winrt::resume_on_signal(event, 5s); }

struct Tab : winrt::implements<Tab> {
  winrt::event<void()> changed;
  int title = 0;

  void bad_handler() {
    changed([weak = get_weak()]() -> winrt::fire_and_forget { // expect: dangling-lambda-coroutine "when the handler is removed"
      co_await winrt::resume_background();
      if (auto tab = weak.get())
        tab->title = 1;
    });
  }
  void ok_handler() {
    changed([weak = get_weak()]() -> winrt::fire_and_forget {
      auto copy = weak;
      co_await winrt::resume_background();
      if (auto tab = copy.get())
        tab->title = 1;
    });
  }

  IAsyncAction bad_without_owner() {
    co_await winrt::resume_background();
    title = 2; // expect: spawned-member-without-owner "get_strong"
  }
  IAsyncAction ok_with_owner() {
    auto self = get_strong();
    co_await winrt::resume_background();
    title = 2;
  }
};
