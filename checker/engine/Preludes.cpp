#include "Preludes.h"

#include "frontend/PreludePlan.h"
#include "store/UnitFields.h"

#include <mutex>

namespace corolint {

struct Preludes::Slot {
  std::size_t job; // the first that shares it
  std::vector<std::string> headers;
  std::once_flag made;
  std::shared_ptr<const Prelude> prelude;
};

Preludes::Preludes(llvm::ArrayRef<Job> jobs) : jobs(jobs), slots(jobs.size()) {
  std::vector<const CompileCommand *> commands;
  for (const Job &job : jobs)
    commands.push_back(&job.command);
  for (PreludeGroup &group : planPreludes(commands, *llvm::vfs::createPhysicalFileSystem())) {
    const auto slot = std::make_shared<Slot>();
    slot->headers = std::move(group.headers);
    slot->job = group.units.front();
    for (const std::size_t unit : group.units)
      slots[unit] = slot;
  }
}

Preludes::~Preludes() = default;

std::shared_ptr<const Prelude> Preludes::of(std::size_t index) {
  Slot *slot = index < slots.size() ? slots[index].get() : nullptr;
  if (!slot)
    return nullptr;
  std::call_once(slot->made, [&] { slot->prelude = Prelude::make(jobs[index].command, slot->headers); });
  return slot->prelude;
}

static constexpr llvm::StringLiteral kind = "prelude";

template <typename A> static void fields(A &archive, Archived<A, Prelude::Parts> &parts) {
  archive(parts.asked, parts.source, parts.pch);
}

void Preludes::makeIsolated(unsigned processes, const JobLimits &limits) {
  std::vector<Slot *> open;
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i] && slots[i]->job == i)
      open.push_back(slots[i].get());
  const auto make = [&](std::size_t i) {
    const std::shared_ptr<const Prelude> made = Prelude::make(jobs[open[i]->job].command, open[i]->headers);
    return made ? encode(kind, made->all(), "") : std::string();
  };
  runIsolated(open.size(), processes, limits, make, [&](std::size_t i, const JobOutcome &outcome) {
    Prelude::Parts parts;
    std::call_once(open[i]->made, [&] {
      if (decode(kind, outcome.bytes, "", parts))
        open[i]->prelude = std::make_shared<const Prelude>(std::move(parts));
    });
  });
}

} // namespace corolint
