#include "ProcessAnalysis.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/MemoryBuffer.h>

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
    document->isOpen = true;
    if (document->isChecking && !outdated)
      document->checker.cancel();
  }
  changed.notify_all();
  if (outdated)
    outdated->done({{}, {}, false, true});
}

void ProcessAnalysis::close(const DocumentId &id) {
  std::optional<Order> abandoned;
  {
    const std::lock_guard lock(mutex);
    joinRetired();
    const auto document = documents.find(id);
    if (document == documents.end())
      return;
    retireClosed();
    document->second->isOpen = false;
    abandoned = std::exchange(document->second->waiting, std::nullopt);
    if (document->second->isChecking)
      document->second->checker.cancel();
    else if (!document->second->isWarm)
      retire(std::move(documents.extract(document).mapped()));
  }
  if (abandoned)
    abandoned->done({{}, {}, false, true});
}

/// Only the one that was closed last is kept.
void ProcessAnalysis::retireClosed() {
  for (auto next = documents.begin(); next != documents.end();) {
    const auto document = next++;
    if (!document->second->isOpen)
      retire(std::move(documents.extract(document).mapped()));
  }
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
    const bool wasWarm = document.isWarm;
    lock.unlock();
    serve(document, std::move(order), wasWarm);
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
    return {{},
            "the parser crashed or ran out of memory; see whether 'clang++-19 -fsyntax-only' does so too, and report "
            "it if not",
            true};
  case End::OutOfTime:
    return {{}, llvm::formatv("took longer than {0} s", std::chrono::ceil<std::chrono::seconds>(limit).count()).str()};
  case End::NotStarted:
    break;
  }
  return {{}, "could not be started: the system gives no more processes"};
}

/// What was to end the check before may have come too late for that, and ends this one.
LiveOutcome ProcessAnalysis::check(Document &document, const LiveOrder &order) {
  while (true) {
    LiveOutcome outcome = document.checker.check(order);
    const std::lock_guard lock(mutex);
    if (outcome.end != End::Cancelled || document.waiting || document.closes || !document.isOpen)
      return outcome;
  }
}

static bool areOnDisk(const UnsavedTexts &texts) {
  return llvm::all_of(texts, [](const auto &text) {
    const auto saved = llvm::MemoryBuffer::getFile(text.first);
    return saved && (*saved)->getBuffer() == text.second;
  });
}

void ProcessAnalysis::serve(Document &document, Order order, bool isWarm) {
  AnalysisRequest &request = order.request;
  const bool isSaved = options.store && request.engine && areOnDisk(request.texts);
  const std::optional<Digest> key = isSaved ? keys.of({request.engine, request.command}) : std::nullopt;
  if (key && !isWarm)
    if (std::optional<UnitResult> known = options.store->find(*key))
      std::exchange(order.done, nullptr)({std::move(*known), {}}); // and make ready for the first edit
  LiveOrder live{.settings = std::move(request.settings),
                 .command = std::move(request.command),
                 .texts = std::move(request.texts),
                 .notesInputs = key.has_value()};
  if (const auto identity = request.engine ? request.engine->identity() : std::nullopt)
    live.engine = llvm::formatv("{0:x}{1:x}", identity->low, identity->high).str();
  LiveOutcome outcome = check(document, live);
  if (key && outcome.end == End::Done)
    options.store->keep(*key, outcome.unit);
  if (order.done)
    order.done(resultOf(std::move(outcome), options.limit));
}

} // namespace corolint
