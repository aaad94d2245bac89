// Checks documents on threads of this process.
//
// It needs nothing of the system and is easy to debug, but a crash ends all, and a check that runs is not stopped: its
// result is thrown away.
#pragma once

#include "Analysis.h"

#include <llvm/Support/thread.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

namespace corolint {

class ThreadAnalysis : public Analysis {
public:
  explicit ThreadAnalysis(unsigned threads);
  ~ThreadAnalysis() override; // waits for the checks that run; what waits is cancelled

  void check(const DocumentId &document, AnalysisRequest request, std::function<void(AnalysisResult)> done) override;
  void close(const DocumentId &document) override;

private:
  struct Order {
    AnalysisRequest request;
    std::function<void(AnalysisResult)> done;
  };

  void work();
  void abandon(const DocumentId &document, std::unique_lock<std::mutex> lock);

  std::mutex mutex;
  std::condition_variable changed;
  std::deque<DocumentId> queue;          // in the order of their oldest request
  std::map<DocumentId, Order> waiting;   // the newest of each
  std::map<DocumentId, uint64_t> newest; // by number
  uint64_t orders = 0;
  bool ends = false;
  std::vector<llvm::thread> threads;
};

} // namespace corolint
