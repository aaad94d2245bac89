#include "ThreadAnalysis.h"

#include "support/WorkerPool.h"

namespace corolint {

ThreadAnalysis::ThreadAnalysis(unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    threads.emplace_back(std::optional<unsigned>(parserStack), [this] { work(); });
}

ThreadAnalysis::~ThreadAnalysis() {
  {
    const std::lock_guard lock(mutex);
    ends = true;
    for (auto &[document, order] : waiting)
      order.done({{}, {}, false, true});
    waiting.clear();
  }
  changed.notify_all();
  for (llvm::thread &thread : threads)
    thread.join();
}

/// Makes what is under way for the document the result of no one.
void ThreadAnalysis::abandon(const DocumentId &document, std::unique_lock<std::mutex> lock) {
  newest[document] = ++orders;
  const auto old = waiting.extract(document);
  lock.unlock();
  if (old)
    old.mapped().done({{}, {}, false, true});
}

void ThreadAnalysis::check(const DocumentId &document, AnalysisRequest request,
                           std::function<void(AnalysisResult)> done) {
  abandon(document, std::unique_lock(mutex));
  {
    const std::lock_guard lock(mutex);
    waiting.insert_or_assign(document, Order{std::move(request), std::move(done)});
    queue.push_back(document);
  }
  changed.notify_one();
}

void ThreadAnalysis::close(const DocumentId &document) { abandon(document, std::unique_lock(mutex)); }

static AnalysisResult resultOf(const AnalysisRequest &request) {
  AnalysisResult result;
  auto unit = request.engine->checkUnit({request.command, overlay(request.texts)});
  if (unit)
    result.unit = std::move(*unit);
  else
    result.problem = llvm::toString(unit.takeError());
  return result;
}

void ThreadAnalysis::work() {
  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [this] { return ends || !queue.empty(); });
    if (ends)
      return;
    const DocumentId document = std::move(queue.front());
    queue.pop_front();
    auto order = waiting.extract(document);
    if (!order) // a newer request took its place and was served
      continue;
    const uint64_t number = newest[document];
    lock.unlock();
    AnalysisResult result = resultOf(order.mapped().request);
    lock.lock();
    result.cancelled = newest[document] != number;
    lock.unlock();
    order.mapped().done(std::move(result));
    lock.lock();
  }
}

} // namespace corolint
