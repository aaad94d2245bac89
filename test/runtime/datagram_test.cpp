// Datagrams and the look-up of names, on this machine. No test waits for time.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <netdb.h>
#include <system_error>

namespace aio_test {
namespace {

aio::Coroutine<aio::DatagramEndpoint> local_endpoint() { return aio::create_datagram_endpoint({"127.0.0.1", 0}); }

struct Datagrams : testing::Test, ManualLoop {
  /// What `awaitable` throws, which must be a std::system_error.
  template <class A> static aio::Coroutine<std::error_code> error_of(A awaitable) {
    try {
      co_await std::move(awaitable);
    } catch (const std::system_error &error) {
      co_return error.code();
    }
    co_return std::error_code();
  }
};

aio::Coroutine<> ask_and_answer() {
  const aio::DatagramEndpoint server = co_await local_endpoint();
  const aio::DatagramEndpoint client = co_await local_endpoint();
  const auto answer = [](aio::DatagramEndpoint server) -> aio::Coroutine<> {
    const aio::Datagram question = co_await server.receive_from();
    co_await server.send_to(question.data + "!", question.from);
  };
  const aio::Task<> answering = aio::create_task(answer(server));
  co_await client.send_to("hello", server.local_address());
  const aio::Datagram reply = co_await client.receive_from();
  EXPECT_EQ(reply.data, "hello!");
  EXPECT_EQ(reply.from, server.local_address());
  co_await answering;
}

TEST_F(Datagrams, ComeWholeWithTheAddressOfTheirSender) { loop.run_until_complete(ask_and_answer()); }

TEST_F(Datagrams, AreNotJoined) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::DatagramEndpoint server = co_await local_endpoint();
    const aio::DatagramEndpoint client = co_await aio::create_datagram_endpoint({}, server.local_address());
    co_await client.send("one");
    co_await client.send("");
    co_await client.send(std::string(60'000, 'x'));
    EXPECT_EQ((co_await server.receive_from()).data, "one");
    EXPECT_EQ((co_await server.receive_from()).data, "");
    EXPECT_EQ((co_await server.receive_from()).data.size(), 60'000u);
  };
  loop.run_until_complete(main());
}

TEST_F(Datagrams, TellWhatCannotBeSent) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::DatagramEndpoint socket = co_await local_endpoint();
    const aio::SocketAddress itself = socket.local_address();
    EXPECT_EQ(co_await error_of(socket.send_to(std::string(70'000, 'x'), itself)), std::errc::message_size);
    EXPECT_THROW(co_await socket.send_to("x", {"localhost", 1}), aio::GaiError) << "send_to looks up no names";
    EXPECT_EQ(co_await error_of(socket.send("x")), std::errc::destination_address_required);
    EXPECT_EQ(co_await error_of(aio::create_datagram_endpoint(itself)), std::errc::address_in_use);
    EXPECT_THROW(co_await aio::create_datagram_endpoint({}), std::invalid_argument);
  };
  loop.run_until_complete(main());
}

TEST_F(Datagrams, TellThatTheRemoteSideRefusesThem) {
  const auto main = []() -> aio::Coroutine<> {
    aio::SocketAddress nobody;
    {
      const aio::DatagramEndpoint gone = co_await local_endpoint();
      nobody = gone.local_address();
    }
    const aio::DatagramEndpoint client = co_await aio::create_datagram_endpoint({}, nobody);
    co_await client.send("x");
    EXPECT_EQ(co_await error_of(client.receive_from()), std::errc::connection_refused);
    co_await error_of(client.send("y")); // It goes on.
  };
  loop.run_until_complete(main());
}

TEST_F(Datagrams, GoToTheTaskThatWaitsLongest) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::DatagramEndpoint server = co_await local_endpoint();
    auto first = aio::create_task(server.receive_from());
    auto second = aio::create_task(server.receive_from());
    co_await aio::sleep(0s);
    co_await server.send_to("1", server.local_address());
    EXPECT_EQ((co_await first).data, "1");
    EXPECT_FALSE(second.done());
    co_await server.send_to("2", server.local_address());
    EXPECT_EQ((co_await second).data, "2");
  };
  loop.run_until_complete(main());
}

TEST_F(Datagrams, WakeAReceiverWhenTheEndpointCloses) {
  const auto main = []() -> aio::Coroutine<> {
    const aio::DatagramEndpoint socket = co_await local_endpoint();
    auto receiving = aio::create_task(error_of(socket.receive_from()));
    co_await aio::sleep(0s);
    socket.close();
    EXPECT_EQ(co_await receiving, std::errc::not_connected);
    EXPECT_EQ(co_await error_of(socket.send("x")), std::errc::not_connected);
  };
  loop.run_until_complete(main());
}

TEST_F(Datagrams, CanBeCancelledAnywhere) { EXPECT_GT(cancel_everywhere(ask_and_answer), 0); }

struct GetAddrInfo : testing::Test, ManualLoop {
  std::vector<aio::SocketAddress> ask(std::string host, std::uint16_t port) {
    return loop.run_until_complete(aio::getaddrinfo(std::move(host), port));
  }
};

TEST_F(GetAddrInfo, GivesANumberBackAsItIs) {
  EXPECT_EQ(ask("127.0.0.1", 80), (std::vector<aio::SocketAddress>{{"127.0.0.1", 80}}));
  EXPECT_EQ(to_string(ask("0:0::1", 443).front()), "[::1]:443");
}

TEST_F(GetAddrInfo, AsksTheSystemForAName) {
  const aio::SocketAddress found = ask("localhost", 22).front();
  EXPECT_TRUE(found.host == "127.0.0.1" || found.host == "::1") << found.host;
  EXPECT_EQ(found.port, 22);
}

TEST_F(GetAddrInfo, TellsThatANameHasNoAddress) {
  try {
    ask("no such name", 80);
    ADD_FAILURE();
  } catch (const aio::GaiError &error) {
    EXPECT_NE(error.code(), 0);
    EXPECT_NE(std::string(error.what()).find("'no such name'"), std::string::npos);
  }
}

TEST_F(GetAddrInfo, IsAskedByOpenConnection) {
  EXPECT_THROW(loop.run_until_complete(aio::open_connection("no such name", 80)), aio::GaiError);
}

TEST_F(GetAddrInfo, CanBeCancelledAnywhere) {
  const auto look_up = []() -> aio::Coroutine<> { co_await aio::getaddrinfo("localhost", 80); };
  EXPECT_EQ(cancel_everywhere(look_up), 1);
}

} // namespace
} // namespace aio_test
