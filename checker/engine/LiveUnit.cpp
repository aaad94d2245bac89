#include "LiveUnit.h"

#include "Engine.h"
#include "Parcel.h"
#include "frontend/LiveFiles.h"
#include "support/Confinement.h"
#include "support/WorkerPool.h"

#include <unistd.h>

namespace corolint {

namespace {

/// An order, and where its answers go.
struct Received {
  LiveOrder order;
  OpenFile answers;
  OpenFile ownChannel; // of the process that pauses for it; none where no one asks for that
};

class LiveUnit {
public:
  LiveUnit(OpenFile channel, const EngineMaker &makeEngine) : channel(std::move(channel)), makeEngine(makeEngine) {}

  void run();

private:
  std::size_t pause(std::size_t reach);
  std::size_t goOn(Received next);
  bool holdsFor(const LiveOrder &order, std::size_t reach) const;
  void check();

  OpenFile channel;
  const EngineMaker &makeEngine;
  std::optional<Received> current;
  std::string engine; // LiveOrder::engine of the one that runs
  std::unique_ptr<LiveText> text;
  llvm::IntrusiveRefCntPtr<LiveFiles> files;
};

} // namespace

static std::optional<Received> receiveOrder(const OpenFile &channel, bool mayWait = true) {
  std::optional<Packet> packet = receive(channel, mayWait);
  if (!packet || packet->kind != Check || packet->files.size() < 2)
    return std::nullopt;
  const std::optional<std::string> bytes = contentOf(packet->files[0]);
  std::optional<LiveOrder> order = bytes ? unpackOrder(*bytes) : std::nullopt;
  if (!order)
    return std::nullopt;
  Received received{std::move(*order), std::move(packet->files[1]), {}};
  if (packet->files.size() > 2)
    received.ownChannel = std::move(packet->files[2]);
  return received;
}

static void sayRunning(const OpenFile &answers) { send(answers, Running, static_cast<uint64_t>(getpid())); }

static llvm::StringRef sharedPart(llvm::StringRef a, llvm::StringRef b) {
  const std::size_t length = std::min(a.size(), b.size());
  return a.take_front(std::mismatch(a.begin(), a.begin() + length, b.begin()).first - a.begin());
}

bool LiveUnit::holdsFor(const LiveOrder &order, std::size_t reach) const {
  const llvm::StringRef wanted = order.text();
  return order.engine == engine && sharedPart(text->text(), wanted).size() >= reach && text->hasRoomFor(wanted) &&
         !wanted.contains('\0') && files->holdFor(order.texts);
}

/// Called by the parser where it is to wait: returns only in processes that go on from there.
std::size_t LiveUnit::pause(std::size_t reach) {
  if (!channel || reach == LiveParse::never)
    return LiveParse::never;
  files->noteStates();
  sayRunning(channel);
  send(channel, Waiting, reach);
  std::optional<Received> next = receiveOrder(channel, /*mayWait=*/false);
  bool isOwn = !next; // a newer order takes the place of the one that led here
  if (isOwn)
    next = std::move(current);
  for (current.reset(); next; next = receiveOrder(channel), isOwn = false) {
    if (!isOwn && !holdsFor(next->order, reach))
      send(next->answers, Stale, 0);
    else if (fork() == 0)
      return goOn(std::move(*next));
    next.reset();
  }
  _exit(0);
}

std::size_t LiveUnit::goOn(Received next) {
  dieWithParent();
  sayRunning(next.answers);
  text->become(next.order.text());
  files->become(next.order.texts);
  channel = std::move(next.ownChannel);
  const std::size_t pauseAt = channel ? next.order.pauseAt : LiveParse::never;
  current = std::move(next);
  return pauseAt;
}

void LiveUnit::check() {
  const LiveOrder &order = current->order;
  engine = order.engine;
  text = std::make_unique<LiveText>(order.text());
  files = llvm::makeIntrusiveRefCnt<LiveFiles>(order.command.file, order.texts);
  const LiveParse live{*text, [this](std::size_t reach) { return pause(reach); }};
  const bool hasText = order.texts.contains(order.command.file);
  auto made = makeEngine(order.settings, order.command.file);
  llvm::Expected<UnitResult> unit =
      made ? (*made)->checkUnit({.command = order.command, .files = files, .live = hasText ? &live : nullptr})
           : made.takeError();
  if (unit && current->order.notesInputs)
    unit->inputs = files->inputs();
  const std::string result = pack(std::move(unit));
  const OpenFile bytes = fileInMemory(result);
  if (bytes)
    send(current->answers, Done, 0, bytes.get());
  _exit(0);
}

void LiveUnit::run() {
  current = receiveOrder(channel);
  if (!current)
    return;
  sayRunning(current->answers);
  runParallel(1, 1, [this](std::size_t) { check(); });
}

void serveLiveUnit(OpenFile channel, const EngineMaker &makeEngine) {
  dieWithParent();
  LiveUnit(std::move(channel), makeEngine).run();
}

} // namespace corolint
