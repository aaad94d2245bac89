// Checks documents in processes of their own, each from where its text was edited.
//
// A thread a document waits for its process: what crashes, hangs or eats memory is never this program. Only the
// documents that were used last keep processes that wait for the next edit, since those hold all that the headers
// declare.
#pragma once

#include "Analysis.h"
#include "engine/LiveChecker.h"
#include "engine/UnitKey.h"

#include <condition_variable>
#include <list>
#include <map>
#include <mutex>
#include <thread>

namespace corolint {

struct ProcessAnalysisOptions {
  std::chrono::milliseconds limit = std::chrono::minutes(2); ///< of one check
  std::size_t mostWarm = 4;                                  ///< documents that keep processes
  UnitStore *store = nullptr;                                ///< what units on the disk have yielded; outlives it
};

class ProcessAnalysis : public Analysis {
public:
  /// `nursery` outlives it.
  explicit ProcessAnalysis(const Nursery &nursery, ProcessAnalysisOptions options = {});
  ~ProcessAnalysis() override; // abandons all

  void check(const DocumentId &document, AnalysisRequest request, std::function<void(AnalysisResult)> done) override;
  void close(const DocumentId &document) override;

private:
  struct Order {
    AnalysisRequest request;
    std::function<void(AnalysisResult)> done;
  };

  struct Document {
    Document(const Nursery &nursery, std::chrono::milliseconds limit) : checker(nursery, limit) {}

    LiveChecker checker; // of the thread
    std::optional<Order> waiting;
    bool isChecking = false, isWarm = false, cools = false, isOpen = true, closes = false, hasEnded = false;
    uint64_t lastUse = 0;
    std::thread thread;
  };

  void work(Document &document);
  void serve(Document &document, Order order, bool isWarm);
  LiveOutcome check(Document &document, const LiveOrder &order);
  void retireClosed();
  void coolOthers();
  void retire(std::unique_ptr<Document> document);
  void joinRetired();

  const Nursery &nursery;
  ProcessAnalysisOptions options;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<DocumentId, std::unique_ptr<Document>> documents;
  std::list<std::unique_ptr<Document>> retired; // closed, their threads are about to end
  uint64_t uses = 0;
  const UnitKeys keys{/*root=*/""};
};

} // namespace corolint
