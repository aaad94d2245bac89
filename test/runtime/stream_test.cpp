// Streams over sockets of this machine: data, ends, errors, back-pressure and cancellation. No test waits for time.

#include "manual_loop.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace aio_test {
namespace {

aio::Coroutine<> echo(aio::StreamReader reader, aio::StreamWriter writer) {
  for (std::string data = co_await reader.read(1000); !data.empty(); data = co_await reader.read(1000)) {
    writer.write(data);
    co_await writer.drain();
  }
  writer.close();
}

struct Streams : testing::Test, ManualLoop {
  /// Runs `client` with a connection to a server that calls `serve`.
  template <class Serve, class Client> void connect(Serve serve, Client client) {
    const auto main = [&]() -> aio::Coroutine<> {
      const aio::Server server = aio::start_server(serve, "127.0.0.1", 0);
      const aio::Stream stream = co_await aio::open_connection("127.0.0.1", server.port());
      co_await client(stream.reader, stream.writer);
      server.close();
    };
    loop.run_until_complete(main());
  }
};

TEST_F(Streams, CarryDataBothWays) {
  connect(echo, [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write("hello ");
    writer.write("world\nrest");
    EXPECT_EQ(co_await reader.read_exactly(6), "hello ");
    EXPECT_EQ(co_await reader.read_line(), "world\n");
    writer.write_eof();
    EXPECT_EQ(co_await reader.read_all(), "rest");
    EXPECT_EQ(co_await reader.read(10), "") << "the end stays the end";
  });
}

TEST_F(Streams, ReadUpToASeparator) {
  connect(echo, [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write("a: 1\r\nb: 2\r\n\r\nbody");
    EXPECT_EQ(co_await reader.read_until("\r\n\r\n"), "a: 1\r\nb: 2\r\n\r\n");
    writer.write_eof();
    try {
      co_await reader.read_until("\r\n");
      ADD_FAILURE();
    } catch (const aio::IncompleteReadError &error) {
      EXPECT_EQ(error.partial, "body");
    }
  });
}

TEST_F(Streams, RefuseALineWithoutEnd) {
  connect(echo, [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write(std::string(2 * aio::StreamReader::limit, 'x'));
    EXPECT_THROW(co_await reader.read_line(), aio::LimitOverrunError);
  });
}

TEST_F(Streams, MakeAWriterWaitWhoseReaderDoesNotRead) {
  const std::string megabytes(8 << 20, 'x');
  aio::Event reads;
  std::size_t received = 0;
  const auto serve = [&](aio::StreamReader reader, aio::StreamWriter) -> aio::Coroutine<> {
    co_await reads.wait();
    received = (co_await reader.read_all()).size();
  };
  connect(serve, [&](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write(megabytes);
    auto draining = aio::create_task(writer.drain());
    co_await aio::sleep(0s);
    EXPECT_FALSE(draining.done());
    reads.set();
    co_await draining;
    writer.write_eof();
    EXPECT_EQ(co_await reader.read(1), "");
  });
  EXPECT_EQ(received, megabytes.size());
}

TEST_F(Streams, SendWhatIsKeptBeforeTheyClose) {
  std::size_t received = 0;
  aio::Event finished;
  const auto serve = [&](aio::StreamReader reader, aio::StreamWriter) -> aio::Coroutine<> {
    received = (co_await reader.read_all()).size();
    finished.set();
  };
  connect(serve, [&](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write(std::string(4 << 20, 'x'));
    writer.close();
    EXPECT_TRUE(writer.is_closing());
    EXPECT_THROW(writer.write("more"), aio::InvalidStateError);
    co_await writer.wait_closed();
    EXPECT_THROW(co_await reader.read(1), std::system_error);
    co_await finished.wait();
  });
  EXPECT_EQ(received, 4u << 20);
}

TEST_F(Streams, TellOfAConnectionThatIsReset) {
  aio::Event written;
  const auto serve = [&](aio::StreamReader, aio::StreamWriter writer) -> aio::Coroutine<> {
    co_await written.wait();
    writer.close(); // With data that nobody read: that resets the connection.
  };
  connect(serve, [&](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    writer.write("lost");
    written.set();
    try {
      co_await reader.read_all();
      ADD_FAILURE();
    } catch (const std::system_error &error) {
      EXPECT_EQ(error.code(), std::errc::connection_reset);
    }
  });
}

TEST_F(Streams, TellOfAConnectionThatIsRefused) {
  const auto main = []() -> aio::Coroutine<> {
    std::uint16_t port = 0;
    {
      const aio::Server server = aio::start_server(echo, "127.0.0.1", 0);
      port = server.port();
      server.close();
      co_await aio::sleep(0s);
    }
    try {
      co_await aio::open_connection("127.0.0.1", port);
      ADD_FAILURE();
    } catch (const std::system_error &error) {
      EXPECT_EQ(error.code(), std::errc::connection_refused);
    }
  };
  loop.run_until_complete(main());
}

TEST_F(Streams, CanBeCancelledWhileTheyRead) {
  connect(echo, [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    auto reading = aio::create_task(reader.read(10));
    co_await aio::sleep(0s);
    reading.cancel();
    EXPECT_THROW(co_await reading, aio::CancelledError);
    writer.write("still works");
    EXPECT_EQ(co_await reader.read_exactly(11), "still works");
  });
}

TEST_F(Streams, WakeAReaderWhenTheWriterCloses) {
  connect(echo, [](aio::StreamReader reader, aio::StreamWriter writer) -> aio::Coroutine<> {
    auto reading = aio::create_task(reader.read(10));
    co_await aio::sleep(0s);
    writer.close();
    EXPECT_THROW(co_await reading, std::system_error);
  });
}

TEST_F(Streams, WorkOverUnixSockets) {
  const std::string path = std::filesystem::temp_directory_path() / ("aio-" + std::to_string(::getpid()));
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_unix_server(echo, path);
    EXPECT_THROW(static_cast<void>(aio::start_unix_server(echo, path)), std::system_error) << "it is taken";
    auto [reader, writer] = co_await aio::open_unix_connection(path);
    writer.write("x");
    EXPECT_EQ(co_await reader.read(1), "x");
    server.close();
  };
  loop.run_until_complete(main());
  std::filesystem::remove(path);
}

TEST_F(Streams, ServeManyAtATime) {
  const auto ask = [](std::uint16_t port, int number) -> aio::Coroutine<std::string> {
    auto [reader, writer] = co_await aio::open_connection("127.0.0.1", port);
    writer.write(std::to_string(number) + "\n");
    co_return co_await reader.read_line();
  };
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::Server server = aio::start_server(echo, "localhost", 0);
    std::vector<aio::Coroutine<std::string>> questions;
    for (int i = 0; i < 100; ++i)
      questions.push_back(ask(server.port(), i));
    const auto answers = co_await aio::gather(std::move(questions));
    EXPECT_EQ(answers.at(42), "42\n");
    server.close();
    co_await server.serve_forever(); // Returns: it is closed.
  };
  loop.run_until_complete(main());
}

TEST_F(Streams, LeaveNoDescriptorOpen) {
  const auto open_descriptors = [] { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); };
  const auto before = open_descriptors();
  {
    aio::EventLoop other;
    const auto main = [&]() -> aio::Coroutine<> {
      const aio::Server server = aio::start_server(echo, "127.0.0.1", 0);
      const aio::Stream stream = co_await aio::open_connection("127.0.0.1", server.port());
      stream.writer.write(std::string(1 << 20, 'x')); // Not read: still on its way when the loop goes.
    };
    other.set_exception_handler([](const aio::ExceptionContext &) {});
    other.run_until_complete(main());
  }
  EXPECT_EQ(open_descriptors(), before);
}

} // namespace
} // namespace aio_test
