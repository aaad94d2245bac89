// The documents of an editor, and what is found in them. Knows no protocol.
//
//     open, change, close, save -> which units must be checked anew -> Analysis -> findings of each open document
//
// All on one thread, that of the EventQueue; checks happen elsewhere (Analysis.h). What is found belongs to versions
// of the documents; nothing that is older than what was told before is told.
#pragma once

#include "Analysis.h"
#include "Document.h"
#include "EventQueue.h"
#include "Settings.h"
#include "UnitFinder.h"

#include <set>

namespace corolint {

/// What one check of a unit has found, and in which texts.
struct UnitCheck {
  BatchResult result;                      // suppressions applied
  std::map<std::string, int64_t> versions; // of the documents that were open
  std::string problem;                     // why nothing was checked
  bool crashed = false;
  std::chrono::steady_clock::duration time{};
};

/// What the result of a check comes to for an editor: suppressions are applied, and what `baseline` knows is dropped.
UnitCheck unitCheckOf(const AnalysisRequest &request, AnalysisResult result, const std::string &baseline);

class Session {
public:
  /// Told of each document whose findings may have changed.
  using Listener = std::function<void(const std::string &path)>;

  Session(Analysis &analysis, EventQueue &queue, EngineMaker makeEngine, Listener listener);
  ~Session();

  // What the editor does.
  void setEncoding(Encoding chosen) { encodingOfClient = chosen; }
  void setFolders(std::vector<std::string> opened);
  void setSettings(Settings chosen);
  void open(const std::string &path, int64_t version, std::string text);
  bool change(const std::string &path, int64_t version, llvm::ArrayRef<TextChange> changes);
  bool close(const std::string &path);
  void save(const std::string &path);
  void filesChanged(llvm::ArrayRef<std::string> paths); // on the disk

  /// Forgets everything that was read or found, and checks all open documents anew.
  void startOver();

  // What there is to know.
  const Document *document(const std::string &path) const;
  const std::map<std::string, Document> &all() const { return documents; }
  Encoding encoding() const { return encodingOfClient; }
  const Settings &settings() const { return current; }
  UnsavedTexts texts() const;

  /// The findings in a document, at the places of its present text; sorted.
  std::vector<Finding> findings(const std::string &path) const;

  /// What was not checked of it, as a sentence each.
  std::vector<std::string> problems(const std::string &path) const;

  /// The last check of the unit that a document belongs to; null before the first.
  std::shared_ptr<const UnitCheck> lastCheck(const std::string &path) const;

  /// Whether what is known is of the present texts.
  bool isUpToDate(const std::string &path) const;

  /// What would check the document's unit with `texts`; none where its settings are wrong.
  std::optional<AnalysisRequest> request(const std::string &path, UnsavedTexts texts) const;

  Analysis &checks() const { return analysis; }

private:
  struct Unit {
    FoundUnit found;
    std::shared_ptr<const Engine> engine; // null: `trouble` says why
    std::string settings, trouble;
    std::set<std::string> watchers; // the open documents that belong to it
    std::shared_ptr<const UnitCheck> last;
    bool isDirty = false, isRunning = false;
    uint64_t number = 0; // of the running check
    EventQueue::Clock::time_point dirtySince, shownSince;
  };

  std::string folderOf(const std::string &path) const;
  void makeEngineOf(Unit &unit);
  void attach(const std::string &path);
  void detach(const std::string &path);
  void makeDirty(const std::string &unit, bool atOnce);
  void textChanged(const std::string &path, bool atOnce);
  void start(const std::string &unit);
  void finish(const std::string &unit, uint64_t number, std::shared_ptr<const UnitCheck> check);
  const Unit *unitFor(const std::string &path) const;

  Analysis &analysis;
  EventQueue &queue;
  EngineMaker makeEngine;
  Listener listener;
  Encoding encodingOfClient = Encoding::Utf16;
  Settings current;
  std::vector<std::string> folders;
  std::unique_ptr<UnitFinder> finder;
  std::map<std::string, std::shared_ptr<const Engine>> engines; // by all that goes into them
  std::map<std::string, Document> documents;
  std::map<std::string, std::string> unitOf; // by document
  std::map<std::string, Unit> units;         // by path
  std::shared_ptr<bool> alive;               // false when results have nowhere to go
};

} // namespace corolint
