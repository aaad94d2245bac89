// Callables that are called somewhere else.
#include <aio/coroutine.h>

aio::Coroutine<void> refresh();

template <class F> struct Timer {
  F callback;
  void fire() { callback(); }
};
void sets_timer() {
  Timer timer{refresh}; // miss: coroutine-to-void-callback whoever stores a callable may drop its result elsewhere
  timer.fire();
}
