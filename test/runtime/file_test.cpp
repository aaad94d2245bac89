// Files: modes, positions, lines, errors of the system, and what a cancelled call leaves behind.

#include "cancel_everywhere.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace aio_test {
namespace {

struct Files : testing::Test, ManualLoop {
  Files() { std::filesystem::create_directory(folder); }
  ~Files() override { std::filesystem::remove_all(folder); }

  std::string path(const std::string &name) const { return folder / name; }

  std::string make(const std::string &name, const std::string &text) const {
    std::ofstream(path(name)) << text;
    return path(name);
  }

  static std::string text_of(const std::string &path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// The error of the system that `main` ends with.
  std::error_code error_of(aio::Coroutine<> main) {
    try {
      loop.run_until_complete(std::move(main));
    } catch (const std::system_error &error) {
      return error.code();
    }
    return {};
  }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("aio-files-" + std::to_string(::getpid()));
};

TEST_F(Files, AreWrittenAndRead) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File out = co_await aio::open(path("a"), "w");
    co_await out.write("hello ");
    co_await out.write("world");
    EXPECT_EQ(text_of(path("a")), "hello world") << "nothing is kept back";
    co_await out.close();
    const aio::File in = co_await aio::open(path("a"));
    EXPECT_EQ(co_await in.read(5), "hello");
    EXPECT_EQ(co_await in.read_all(), " world");
    EXPECT_EQ(co_await in.read(1), "");
  };
  loop.run_until_complete(main());
}

TEST_F(Files, OpenInTheModesOfPython) {
  const auto write = [&](std::string name, std::string mode) -> aio::Coroutine<> {
    const aio::File file = co_await aio::open(path(name), mode);
    co_await file.write("new");
  };
  make("old", "12345");
  loop.run_until_complete(write("old", "r+"));
  EXPECT_EQ(text_of(path("old")), "new45");
  loop.run_until_complete(write("old", "ab"));
  EXPECT_EQ(text_of(path("old")), "new45new");
  loop.run_until_complete(write("old", "w"));
  EXPECT_EQ(text_of(path("old")), "new");
  loop.run_until_complete(write("fresh", "x"));
  EXPECT_EQ(text_of(path("fresh")), "new");
  EXPECT_EQ(error_of(write("old", "x")), std::errc::file_exists);
  EXPECT_EQ(error_of(write("old", "r")), std::errc::bad_file_descriptor) << "it is open for reading";
  EXPECT_THROW(loop.run_until_complete(write("old", "rw")), std::invalid_argument);
}

TEST_F(Files, GiveTheirLines) {
  make("lines", "one\n\nthree\nrest");
  const auto main = [&]() -> aio::Coroutine<Log> {
    const aio::File file = co_await aio::open(path("lines"));
    EXPECT_EQ(co_await file.read_line(), "one\n");
    Log found;
    auto lines = file.lines();
    while (auto line = co_await lines.anext())
      found.push_back(*line);
    co_return found;
  };
  EXPECT_EQ(loop.run_until_complete(main()), (Log{"\n", "three\n", "rest"}));
}

TEST_F(Files, GiveLinesOfAnyLength) {
  const std::string line(300'000, 'x');
  make("long", line + "\n" + line);
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File file = co_await aio::open(path("long"));
    EXPECT_EQ(co_await file.read_line(), line + "\n");
    EXPECT_EQ(co_await file.read_line(), line);
  };
  loop.run_until_complete(main());
}

TEST_F(Files, HaveOnePositionForReadingAndWriting) {
  make("both", "0123456789");
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File file = co_await aio::open(path("both"), "r+");
    EXPECT_EQ(co_await file.read(2), "01");
    EXPECT_EQ(co_await file.tell(), 2) << "though more was fetched";
    co_await file.write("ab");
    EXPECT_EQ(co_await file.read(2), "45");
    EXPECT_EQ(co_await file.seek(1, aio::File::Whence::current), 7);
    EXPECT_EQ(co_await file.read(1), "7");
    EXPECT_EQ(co_await file.seek(-1, aio::File::Whence::end), 9);
    EXPECT_EQ(co_await file.read_all(), "9");
    EXPECT_EQ(co_await file.seek(0), 0);
    EXPECT_EQ(co_await file.read_all(), "01ab456789");
  };
  loop.run_until_complete(main());
}

TEST_F(Files, TellWhatTheSystemSays) {
  const auto missing = [&]() -> aio::Coroutine<> { co_await aio::open(path("missing")); };
  EXPECT_EQ(error_of(missing()), std::errc::no_such_file_or_directory);
  const auto folder_as_file = [&]() -> aio::Coroutine<> { co_await (co_await aio::open(folder)).read(1); };
  EXPECT_EQ(error_of(folder_as_file()), std::errc::is_a_directory);
  const auto full = []() -> aio::Coroutine<> { co_await (co_await aio::open("/dev/full", "w")).write("x"); };
  EXPECT_EQ(error_of(full()), std::errc::no_space_on_device);
}

TEST_F(Files, AreClosedOnce) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File file = co_await aio::open(path("a"), "w");
    const auto before = open_descriptors();
    co_await file.close();
    co_await file.close();
    EXPECT_EQ(open_descriptors(), before - 1);
    EXPECT_THROW(co_await file.write("x"), aio::InvalidStateError);
  };
  loop.run_until_complete(main());
}

TEST_F(Files, TakeTheCallsOfSeveralTasksInOrder) {
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File file = co_await aio::open(path("order"), "w");
    std::vector<aio::Coroutine<>> writes;
    for (int i = 0; i < 50; ++i)
      writes.push_back(file.write(std::to_string(i % 10)));
    co_await aio::gather(std::move(writes));
  };
  loop.run_until_complete(main());
  EXPECT_EQ(text_of(path("order")).substr(0, 12), "012345678901");
}

TEST_F(Files, LoseNothingWhenAReadIsCancelled) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  const auto main = [&]() -> aio::Coroutine<> {
    const aio::File pipe = co_await aio::open(path("pipe"), "r+"); // Both, so that it has no end.
    auto reading = aio::create_task(pipe.read(3));
    co_await aio::sleep(0s);
    co_await aio::to_thread([] {}); // Some thread has run.
    reading.cancel();
    EXPECT_THROW(co_await reading, aio::CancelledError);
    co_await (co_await aio::open(path("pipe"), "w")).write("abc");
    EXPECT_EQ(co_await pipe.read(3), "abc");
  };
  loop.run_until_complete(main());
}

TEST_F(Files, CanBeCancelledAnywhere) {
  make("a", std::string(200'000, 'x') + "\nrest");
  const auto copy = [&]() -> aio::Coroutine<> {
    const aio::File in = co_await aio::open(path("a"));
    const aio::File out = co_await aio::open(path("b"), "w");
    auto lines = in.lines();
    while (auto line = co_await lines.anext())
      co_await out.write(*line);
    co_await out.close();
  };
  EXPECT_GT(cancel_everywhere(copy), 5);
  EXPECT_EQ(text_of(path("b")), text_of(path("a"))) << "the last time it got through";
}

} // namespace
} // namespace aio_test
