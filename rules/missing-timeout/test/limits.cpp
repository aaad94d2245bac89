// What bounds an await within one function.
#include <aio/aio.h>
#include <chrono>
#include <string>

using namespace std::chrono_literals;

struct Peer {
  [[clang::annotate("corolint::externalWait")]] aio::Coroutine<std::string> receive();
  aio::Coroutine<std::string> local();
};

aio::Coroutine<std::string> bad_unbounded(Peer &peer) {
  co_return co_await peer.receive(); // expect: missing-timeout "'Peer::receive' may wait for ever"
}

aio::Coroutine<void> bad_after_a_bounded_one(Peer &peer) {
  co_await aio::wait_for(peer.receive(), 1s);
  co_await peer.receive(); // expect: missing-timeout
}

aio::Coroutine<void> ok_bounded(Peer &peer) {
  co_await aio::wait_for(peer.receive(), 1s);
  co_await peer.local();
}

aio::Coroutine<void> ok_bounded_as_a_whole(Peer &peer) {
  co_await aio::wait_for([&]() -> aio::Coroutine<std::string> { co_return co_await peer.receive(); }(), 1s);
}
