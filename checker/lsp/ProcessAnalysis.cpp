#include "ProcessAnalysis.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FormatVariadic.h>

namespace corolint {

using End = LiveOutcome::End;

ProcessAnalysis::ProcessAnalysis(const Nursery &nursery, ProcessAnalysisOptions options)
    : nursery(nursery), options(options) {}

ProcessAnalysis::~ProcessAnalysis() {
  std::unique_lock lock(mutex);
  while (!documents.empty())
    retire(std::move(documents.extract(documents.begin()).mapped()));
  lock.unlock();
  for (const std::unique_ptr<Document> &document : retired)
    document->thread.join();
}

void ProcessAnalysis::check(const DocumentId &id, AnalysisRequest request, std::function<void(AnalysisResult)> done) {
  std::optional<Order> outdated;
  {
    const std::lock_guard lock(mutex);
    joinRetired();
    std::unique_ptr<Document> &document = documents[id];
    if (!document) {
      document = std::make_unique<Document>(nursery, options.limit);
      document->thread = std::thread([this, &document = *document] { work(document); });
    }
    outdated = std::exchange(document->waiting, Order{std::move(request), std::move(done)});
    document->lastUse = ++uses;
    if (document->isChecking && !outdated)
      document->checker.cancel();
  }
  changed.notify_all();
  if (outdated)
    outdated->done({{}, {}, false, true});
}

void ProcessAnalysis::close(const DocumentId &id) {
  const std::lock_guard lock(mutex);
  joinRetired();
  if (auto document = documents.extract(id))
    retire(std::move(document.mapped()));
}

/// Its thread may be about to call back into whoever closes it: nobody waits for that here.
void ProcessAnalysis::retire(std::unique_ptr<Document> document) {
  document->closes = true;
  if (document->isChecking)
    document->checker.cancel();
  retired.push_back(std::move(document));
  changed.notify_all();
}

void ProcessAnalysis::joinRetired() {
  retired.remove_if([](const std::unique_ptr<Document> &document) {
    if (document->hasEnded)
      document->thread.join();
    return document->hasEnded;
  });
}

void ProcessAnalysis::work(Document &document) {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return document.waiting || document.closes || document.cools; });
    if (document.closes)
      break;
    if (std::exchange(document.cools, false)) {
      document.checker.forget();
      continue;
    }
    Order order = std::move(*document.waiting);
    document.waiting.reset();
    document.isChecking = true;
    lock.unlock();
    serve(document, std::move(order));
    lock.lock();
    document.isChecking = false;
    document.isWarm = true;
    coolOthers();
  }
  std::optional<Order> left = std::exchange(document.waiting, std::nullopt);
  lock.unlock();
  document.checker.forget();
  if (left)
    left->done({{}, {}, false, true});
  lock.lock();
  document.hasEnded = true;
}

/// Lets all but the documents that were used last end their processes.
void ProcessAnalysis::coolOthers() {
  std::vector<Document *> warm;
  for (const auto &[id, document] : documents)
    if (document->isWarm)
      warm.push_back(document.get());
  if (warm.size() <= options.mostWarm)
    return;
  llvm::sort(warm, [](const Document *a, const Document *b) { return a->lastUse > b->lastUse; });
  for (Document *document : llvm::ArrayRef(warm).drop_front(options.mostWarm)) {
    document->isWarm = false;
    document->cools = true;
  }
  changed.notify_all();
}

static AnalysisResult resultOf(LiveOutcome outcome, std::chrono::milliseconds limit) {
  switch (outcome.end) {
  case End::Done:
    return {std::move(outcome.unit), {}};
  case End::NotChecked:
    return {{}, std::move(outcome.problem)};
  case End::Cancelled:
    return {{}, {}, false, true};
  case End::Crashed:
    return {{}, "the parser crashed; see whether 'clang++-19 -fsyntax-only' does so too, and report it if not", true};
  case End::OutOfTime:
    return {{}, llvm::formatv("took longer than {0} s", std::chrono::ceil<std::chrono::seconds>(limit).count()).str()};
  case End::NotStarted:
    break;
  }
  return {{}, "could not be started: the system gives no more processes"};
}

void ProcessAnalysis::serve(Document &document, Order order) {
  AnalysisRequest &request = order.request;
  const LiveOrder live{std::move(request.settings), std::move(request.command), std::move(request.texts)};
  LiveOutcome outcome;
  bool again = true;
  while (again) {
    outcome = document.checker.check(live);
    // What was to end the check before may have come too late for that.
    const std::lock_guard lock(mutex);
    again = outcome.end == End::Cancelled && !document.waiting && !document.closes;
  }
  order.done(resultOf(std::move(outcome), options.limit));
}

} // namespace corolint
