#include "LiveChecker.h"

#include "Parcel.h"
#include "frontend/LiveText.h"

#include <llvm/Support/MemoryBuffer.h>

#include <algorithm>
#include <csignal>
#include <poll.h>

namespace corolint {

using Clock = std::chrono::steady_clock;
using End = LiveOutcome::End;

LiveChecker::LiveChecker(const Nursery &nursery, std::chrono::milliseconds limit)
    : nursery(nursery), limit(limit), bell(makeChannel()) {}

LiveChecker::~LiveChecker() { forget(); }

void LiveChecker::cancel() {
  if (bell)
    send((*bell)[0], 0, 0);
}

/// One that waits sees its channel close, one on its way does not look.
void LiveChecker::end(std::optional<Post> &post) {
  if (post)
    readNews(*post);
  if (post && !post->reach && post->process != 0)
    kill(static_cast<pid_t>(post->process), SIGKILL);
  post.reset();
}

void LiveChecker::forget() {
  end(near);
  end(base);
}

std::vector<uint64_t> LiveChecker::waiting() {
  std::vector<uint64_t> processes;
  for (const std::optional<Post> *post : {&base, &near})
    if (*post && (*post)->process != 0)
      processes.push_back((*post)->process);
  return processes;
}

static std::size_t sharedLength(llvm::StringRef a, llvm::StringRef b) {
  const std::size_t length = std::min(a.size(), b.size());
  return std::mismatch(a.begin(), a.begin() + length, b.begin()).first - a.begin();
}

static bool haveSameIncludes(llvm::StringRef a, llvm::StringRef b) {
  const std::size_t end = endOfIncludes(a);
  return end == endOfIncludes(b) && a.take_front(end) == b.take_front(end);
}

static bool haveSameCommand(const LiveOrder &a, const LiveOrder &b) {
  return a.settings == b.settings && a.command.directory == b.command.directory && a.command.file == b.command.file &&
         a.command.arguments == b.command.arguments;
}

void LiveChecker::readNews(Post &post) {
  while (const std::optional<Packet> news = receive(post.channel, /*mayWait=*/false)) {
    if (news->kind == Running)
      post.process = news->value;
    if (news->kind == Waiting)
      post.reach = news->value;
  }
}

bool LiveChecker::mayServe(std::optional<Post> &post, const LiveOrder &order) {
  if (!post || !haveSameCommand(post->first, order))
    return false;
  readNews(*post);
  const std::size_t shared = sharedLength(post->first.text(), order.text());
  return shared >= post->place() && (post->reach || haveSameIncludes(post->first.text(), order.text()));
}

/// From where on the text is parsed again and again while the same place is edited: some lines up, so that what is
/// typed may be taken back.
static std::size_t placeToWait(llvm::StringRef before, llvm::StringRef after) {
  constexpr unsigned lines = 3;
  std::size_t place = sharedLength(before, after);
  for (unsigned i = 0; i < lines && place != 0; ++i)
    place = after.rfind('\n', place - 1) == llvm::StringRef::npos ? 0 : after.rfind('\n', place - 1);
  return place;
}

static void readText(LiveOrder &order) {
  if (order.texts.contains(order.command.file))
    return;
  if (const auto text = llvm::MemoryBuffer::getFile(order.command.file))
    order.texts[order.command.file] = (*text)->getBuffer().str();
}

LiveOutcome LiveChecker::check(LiveOrder order) {
  readText(order);
  constexpr std::size_t farAway = 1 << 11; // parsing so much takes less than a millisecond or two
  const std::size_t place = lastText.empty() ? 0 : placeToWait(lastText, order.text());
  lastText = order.text();
  std::optional<LiveOutcome> outcome;
  if (mayServe(near, order) && place < near->place() + farAway)
    outcome = ask(*near, order, near->reach ? nullptr : &*near);
  if (!outcome && mayServe(base, order)) {
    end(near);
    order.pauseAt = place > base->place() + farAway ? place : 0;
    outcome = askBase(order);
  }
  if (!outcome) {
    forget();
    order.pauseAt = 0;
    outcome = begin(order);
  }
  return outcome ? std::move(*outcome) : LiveOutcome();
}

/// Lets a new process wait near the edit on its way.
std::optional<LiveOutcome> LiveChecker::askBase(const LiveOrder &order) {
  if (!base->reach)
    return ask(*base, order, &*base);
  auto ends = order.pauseAt != 0 ? makeChannel() : std::nullopt;
  if (!ends)
    return ask(*base, order, nullptr);
  near = Post{std::move((*ends)[0]), order, std::nullopt, 0};
  return ask(*base, order, &*near, std::move((*ends)[1]));
}

std::optional<LiveOutcome> LiveChecker::begin(const LiveOrder &order) {
  std::optional<OpenFile> channel = nursery.bear();
  if (!channel)
    return std::nullopt;
  base = Post{std::move(*channel), order, std::nullopt, 0};
  return ask(*base, order, &*base);
}

/// Nothing where the process cannot serve it. `onItsWay` is the one that the order leads to where it is to wait.
std::optional<LiveOutcome> LiveChecker::ask(Post &post, const LiveOrder &order, Post *onItsWay, OpenFile nearChannel) {
  auto answers = makeChannel();
  const OpenFile bytes = fileInMemory(pack(order));
  if (!answers || !bytes || !bell)
    return LiveOutcome();
  std::vector<int> files = {bytes.get(), (*answers)[1].get()};
  if (nearChannel)
    files.push_back(nearChannel.get());
  if (!send(post.channel, Check, 0, files))
    return std::nullopt;
  (*answers)[1].close();
  nearChannel.close();
  return await((*answers)[0], onItsWay);
}

static LiveOutcome resultIn(const Packet &packet) {
  const std::optional<std::string> bytes = packet.files.empty() ? std::nullopt : contentOf(packet.files.front());
  auto unit = unpack(bytes.value_or(""));
  if (!unit)
    return {End::NotChecked, {}, llvm::toString(unit.takeError())};
  return {End::Done, std::move(*unit), {}};
}

/// False where it took too long, or the bell rang.
bool LiveChecker::awaitAnswer(const OpenFile &answers, Clock::time_point deadline, End &end) {
  while (true) {
    pollfd files[] = {{answers.get(), POLLIN, 0}, {(*bell)[1].get(), POLLIN, 0}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    poll(files, std::size(files), static_cast<int>(std::clamp<int64_t>(left, 0, 60'000)));
    if (files[1].revents != 0) {
      while (receive((*bell)[1], /*mayWait=*/false))
        continue;
      end = End::Cancelled;
      return false;
    }
    if (files[0].revents != 0)
      return true;
    if (Clock::now() >= deadline) {
      end = End::OutOfTime;
      return false;
    }
  }
}

std::optional<LiveOutcome> LiveChecker::await(const OpenFile &answers, Post *onItsWay) {
  const Clock::time_point deadline = Clock::now() + limit;
  uint64_t process = 0;
  End cut = End::Crashed;
  while (awaitAnswer(answers, deadline, cut)) {
    const std::optional<Packet> answer = receive(answers);
    if (!answer && process == 0)
      return std::nullopt; // the process ended while it waited
    if (!answer)
      return LiveOutcome{End::Crashed, {}, {}};
    if (answer->kind == Done)
      return resultIn(*answer);
    if (answer->kind == Stale)
      return std::nullopt;
    process = answer->value;
    if (onItsWay && onItsWay->process == 0)
      onItsWay->process = process;
  }
  if (onItsWay)
    readNews(*onItsWay);
  // The one that leads to the place where others wait is let go on: the next order will need it.
  const bool isOnItsWay = onItsWay && !onItsWay->reach && (process == 0 || process == onItsWay->process);
  if (isOnItsWay && cut == End::OutOfTime)
    process = onItsWay->process;
  if (process != 0 && (cut == End::OutOfTime || !isOnItsWay))
    kill(static_cast<pid_t>(process), SIGKILL);
  return LiveOutcome{cut, {}, {}};
}

} // namespace corolint
