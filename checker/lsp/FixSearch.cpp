#include "FixSearch.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

namespace {

class FixSearch : public std::enable_shared_from_this<FixSearch> {
public:
  FixSearch(Session &session, EventQueue &queue, std::string path, std::vector<FixOffer> offers,
            std::function<void(std::vector<std::size_t>)> done)
      : session(session), queue(queue), path(std::move(path)), offers(std::move(offers)), done(std::move(done)),
        check(session.lastCheck(this->path)), texts(session.texts()) {
    readOthers();
    std::vector<std::size_t> all(this->offers.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = i;
    if (!all.empty())
      open.push_back(std::move(all));
  }

  void next();

private:
  using Group = std::vector<std::size_t>;

  /// Fixes may edit files that are not open.
  void readOthers() {
    for (const FixOffer &offer : offers)
      for (const Edit &edit : offer.get().edits)
        if (!texts.contains(edit.span.path))
          if (const auto text = llvm::MemoryBuffer::getFile(edit.span.path))
            texts[edit.span.path] = (*text)->getBuffer().str();
  }

  bool add(FixTrial &trial, std::size_t offer) const {
    return trial.add({&offers[offer].finding, &offers[offer].get()});
  }
  FixTrial trialOf(Group &group) const;
  void judge(const Group &group, bool holds);

  Session &session;
  EventQueue &queue;
  const std::string path;
  const std::vector<FixOffer> offers;
  std::function<void(std::vector<std::size_t>)> done;
  std::shared_ptr<const UnitCheck> check; // without fixes
  UnsavedTexts texts;
  std::vector<Group> open; // to be tried, the next one last
  Group held;
};

} // namespace

/// What is kept and what of the group goes with it; the group becomes what was added.
FixTrial FixSearch::trialOf(Group &group) const {
  FixTrial trial(texts);
  for (const std::size_t offer : held)
    add(trial, offer);
  llvm::erase_if(group, [&](std::size_t offer) { return !add(trial, offer); });
  return trial;
}

void FixSearch::judge(const Group &group, bool holds) {
  if (holds)
    llvm::append_range(held, group);
  else if (group.size() > 1) {
    const llvm::ArrayRef<std::size_t> all(group);
    open.push_back(all.drop_front(group.size() / 2).vec());
    open.push_back(all.take_front(group.size() / 2).vec());
  }
  next();
}

void FixSearch::next() {
  if (session.lastCheck(path) != check || !session.isUpToDate(path))
    return done({});
  if (open.empty())
    return done(held);
  Group group = std::move(open.back());
  open.pop_back();
  const FixTrial trial = trialOf(group);
  const std::optional<AnalysisRequest> request = session.request(path, trial.texts());
  if (group.empty() || !request)
    return next();
  const auto judged = [self = shared_from_this(), group, trial, request,
                       baseline = session.settings().baseline](AnalysisResult result) {
    bool holds = false;
    if (!result.cancelled) {
      const UnitCheck with = unitCheckOf(*request, std::move(result), baseline);
      holds = with.problem.empty() && trial.holds(self->check->result.report, with.result.report);
    }
    self->queue.post([=] { self->judge(group, holds); });
  };
  session.checks().check(request->command.file + " with fixes", *request, judged);
}

void searchFixes(Session &session, EventQueue &queue, const std::string &path, std::vector<FixOffer> offers,
                 std::function<void(std::vector<std::size_t>)> done) {
  std::make_shared<FixSearch>(session, queue, path, std::move(offers), std::move(done))->next();
}

} // namespace corolint
