#include "Preludes.h"

#include "frontend/PreludePlan.h"

#include <mutex>

namespace corolint {

struct Preludes::Slot {
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

} // namespace corolint
