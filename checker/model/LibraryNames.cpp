// How the enumerations of LibraryData.h are spelled in YAML and in messages.
#include "LibraryNames.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

static constexpr Named<Role> roles[] = {
    {"blocks", Role::Blocks},
    {"spawns", Role::Spawns},
    {"gathers", Role::Gathers},
    {"timeout", Role::Timeout},
    {"externalWait", Role::ExternalWait},
    {"runsLoop", Role::RunsLoop},
    {"offloads", Role::Offloads},
    {"switchesThread", Role::SwitchesThread},
    {"yields", Role::Yields},
    {"sleeps", Role::Sleeps},
    {"completes", Role::Completes},
    {"readsResult", Role::ReadsResult},
    {"cancels", Role::Cancels},
    {"runsNow", Role::RunsNow},
    {"runsOnLoop", Role::RunsOnLoop},
    {"keepsAlive", Role::KeepsAlive},
    {"storesHandler", Role::StoresHandler},
    {"ownsThis", Role::OwnsThis},
    {"consumes", Role::Consumes},
    {"onSuccess", Role::OnSuccess},
    {"handlesError", Role::HandlesError},
    {"neverFails", Role::NeverFails},
    {"opens", Role::Opens},
    {"tellsFailure", Role::TellsFailure},
    {"makesReady", Role::MakesReady},
    {"makesFailed", Role::MakesFailed},
    {"throwsAtOnce", Role::ThrowsAtOnce},
};

static constexpr Named<BlockKind> blockKinds[] = {
    {"sleep", BlockKind::Sleep},     {"file", BlockKind::File},       {"socket", BlockKind::Socket},
    {"dns", BlockKind::Dns},         {"process", BlockKind::Process}, {"wait", BlockKind::Wait},
    {"future", BlockKind::Future},   {"lock", BlockKind::Lock},       {"database", BlockKind::Database},
    {"network", BlockKind::Network}, {"console", BlockKind::Console}, {"cpu", BlockKind::Cpu},
};

static constexpr Named<TypeRole> typeRoles[] = {
    {"task", TypeRole::Task},
    {"lockGuard", TypeRole::LockGuard},
    {"asyncLock", TypeRole::AsyncLock},
    {"cancellation", TypeRole::Cancellation},
    {"token", TypeRole::Token},
    {"view", TypeRole::View},
    {"threadBound", TypeRole::ThreadBound},
    {"threadPool", TypeRole::ThreadPool},
    {"startsOn", TypeRole::StartsOn},
    {"timeout", TypeRole::Timeout},
    {"container", TypeRole::Container},
};

static constexpr Named<Start> starts[] = {
    {"unknown", Start::Unknown},
    {"lazy", Start::Lazy},
    {"eager", Start::Eager},
};

static constexpr Named<Drop> drops[] = {
    {"unknown", Drop::Unknown},       {"neverRuns", Drop::NeverRuns}, {"detaches", Drop::Detaches},
    {"cancels", Drop::Cancels},       {"blocks", Drop::Blocks},       {"terminates", Drop::Terminates},
    {"losesError", Drop::LosesError},
};

llvm::ArrayRef<Named<Role>> namesOf(Role) { return roles; }
llvm::ArrayRef<Named<BlockKind>> namesOf(BlockKind) { return blockKinds; }
llvm::ArrayRef<Named<TypeRole>> namesOf(TypeRole) { return typeRoles; }
llvm::ArrayRef<Named<Start>> namesOf(Start) { return starts; }
llvm::ArrayRef<Named<Drop>> namesOf(Drop) { return drops; }

template <typename Enum> static llvm::StringRef spelling(Enum value) {
  const auto *found = llvm::find_if(namesOf(value), [&](const Named<Enum> &named) { return named.value == value; });
  assert(found != namesOf(value).end() && "every value of the enumeration has a line in its table above");
  return found->name;
}

std::optional<Role> roleFromName(llvm::StringRef name) {
  for (const Named<Role> &role : roles)
    if (role.name == name)
      return role.value;
  return std::nullopt;
}

llvm::StringRef roleName(Role role) { return spelling(role); }
llvm::StringRef blockKindName(BlockKind kind) { return spelling(kind); }

std::vector<std::string> roleNames() {
  std::vector<std::string> names;
  for (const Named<Role> &role : roles)
    names.push_back(role.name.str());
  return names;
}

} // namespace corolint
