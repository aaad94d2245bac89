#include "WorkerPool.h"

#include <llvm/Support/Threading.h>
#include <llvm/Support/thread.h>

#include <algorithm>
#include <atomic>
#include <unistd.h>
#include <vector>

namespace corolint {

void runParallel(std::size_t count, unsigned threads, llvm::function_ref<void(std::size_t)> job) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++)
      job(i);
  };
  std::vector<llvm::thread> pool;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, std::max(threads, 1u)); ++i)
    pool.emplace_back(std::optional<unsigned>(parserStack), work);
  for (llvm::thread &thread : pool)
    thread.join();
}

unsigned defaultThreads() { return std::max(1u, llvm::hardware_concurrency().compute_thread_count()); }

uint64_t physicalMemory() {
  const long pages = sysconf(_SC_PHYS_PAGES), pageBytes = sysconf(_SC_PAGESIZE);
  return pages > 0 && pageBytes > 0 ? static_cast<uint64_t>(pages) * static_cast<uint64_t>(pageBytes) : 0;
}

} // namespace corolint
