// Several files written and read at once, in a folder that is gone afterwards.
//
// Each call on a file waits on a thread, not on the loop: the files of a gather are processed side by side, and other
// tasks run meanwhile. A semaphore limits how many are open at a time, since descriptors are few.

#include <aio/aio.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

class TemporaryFolder {
public:
  TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "aio-XXXXXX").string()) {
    if (!::mkdtemp(path_.data()))
      throw std::system_error(errno, std::generic_category(), path_);
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  ~TemporaryFolder() {
    std::error_code ignored; // A destructor has nobody to tell.
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] std::string file(const std::string &name) const { return path_ + "/" + name; }

private:
  std::string path_;
};

static aio::Coroutine<> write_orders(std::string path, int count) {
  std::string orders;
  for (int number = 1; number <= count; ++number)
    orders += std::to_string(number * 10) + "\n";
  const aio::File file = co_await aio::open(path, "x"); // Throws if the file exists.
  co_await file.write(std::move(orders));               // One call for all: each costs a hop to a thread.
  co_await file.close();                                // Throws what the system has to say about the writing.
}

static aio::Coroutine<int> total_of(std::string path, aio::Semaphore &descriptors) {
  const aio::LockGuard guard = co_await descriptors.lock();
  const aio::File file = co_await aio::open(path);
  auto lines = file.lines();
  int total = 0;
  while (const std::optional<std::string> line = co_await lines.anext())
    total += std::stoi(*line);
  co_return total;
}

static aio::Coroutine<> append(std::string path, std::string text) {
  const aio::File file = co_await aio::open(path, "a");
  co_await file.write(std::move(text));
  co_await file.close();
}

static aio::Coroutine<> write_all(const std::vector<std::string> &paths) {
  std::vector<aio::Coroutine<>> writes;
  writes.reserve(paths.size());
  int count = 0;
  for (const std::string &path : paths)
    writes.push_back(write_orders(path, ++count));
  co_await aio::gather(std::move(writes));
}

static aio::Coroutine<std::vector<int>> totals_of(const std::vector<std::string> &paths) {
  aio::Semaphore descriptors(2);
  std::vector<aio::Coroutine<int>> reads;
  reads.reserve(paths.size());
  for (const std::string &path : paths)
    reads.push_back(total_of(path, descriptors));
  std::vector<int> totals;
  // Waits for all, whatever happens to one: they use the semaphore.
  for (const aio::Outcome<int> &total : co_await aio::gather(aio::return_exceptions, std::move(reads)))
    totals.push_back(total.value());
  co_return totals;
}

static aio::Coroutine<> read_missing(std::string path) {
  try {
    co_await aio::open(path);
  } catch (const std::system_error &error) {
    std::printf("no orders of thursday: %s\n", error.code().message().c_str());
  }
}

static aio::Coroutine<> process(const TemporaryFolder &folder) {
  const std::vector<std::string> paths{folder.file("monday"), folder.file("tuesday"), folder.file("wednesday")};
  co_await write_all(paths);
  const std::vector<int> totals = co_await totals_of(paths);
  const std::string report = folder.file("report");
  for (const int total : totals)
    co_await append(report, std::to_string(total) + " ");
  const aio::File file = co_await aio::open(report);
  const std::string text = co_await file.read_all();
  std::printf("totals: %s\n", text.c_str());
  co_await read_missing(folder.file("thursday"));
}

int main() {
  const TemporaryFolder folder;
  aio::run(process(folder));
}
