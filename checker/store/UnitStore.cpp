#include "UnitStore.h"

#include "StoredUnits.h"
#include "UnitRecord.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <chrono>
#include <thread>
#include <unistd.h>

namespace corolint {

namespace fs = llvm::sys::fs;

static constexpr int openAttempts = 100; // two seconds; whoever makes the file needs some milliseconds

std::string UnitStore::fileIn(llvm::StringRef folder) {
  llvm::SmallString<256> file(folder);
  llvm::sys::path::append(file, "units-1.db"); // the number is that of the tables: versions do not share a file
  return file.str().str();
}

UnitStore::UnitStore(StoreOptions given) : options(std::move(given)), file(fileIn(options.folder)) { open(); }

UnitStore::~UnitStore() {
  if (!units || !canWrite)
    return;
  units->finish(options.limit);
  review();
}

void UnitStore::warn(const std::string &line) {
  if (!hasWarned && options.warn)
    options.warn(line);
  hasWarned = true;
}

void UnitStore::open() {
  if (const std::error_code code = fs::create_directories(options.folder))
    return warn(options.folder + ": no place for the cache (" + code.message() +
                "), so nothing is kept; name another with --cache");
  units = std::make_unique<StoredUnits>(file, Database::Access::Write, options.root);
  // Making a new file waits for no lock (sqlite.org/c3ref/busy_handler.html), so processes that start together meet.
  for (int attempt = 0; units->state().isLocked() && attempt < openAttempts; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    units = std::make_unique<StoredUnits>(file, Database::Access::Write, options.root);
  }
  if (units->state().state() == Database::State::Failed)
    openForReading(units->state().reason());
  else
    review();
}

/// A store that was made elsewhere and put in a place where nothing may be written is still good for reading.
void UnitStore::openForReading(std::string why) {
  canWrite = false;
  units.reset();
  if (fs::exists(file) && !fs::exists(file + "-wal"))
    units = std::make_unique<StoredUnits>(file, Database::Access::Read, options.root);
  if (units && units->state().state() != Database::State::Good)
    units.reset();
  warn(file + ": the cache cannot be written (" + why + "), so " +
       (units ? "nothing is added to it" : "all units are checked") + "; name another with --cache");
}

/// Decides what to do about a failure of the last call.
void UnitStore::review() {
  if (!units)
    return;
  const std::string why = units->state().reason();
  switch (units->state().state()) {
  case Database::State::Good:
    return;
  case Database::State::Damaged:
    return setAside(why);
  case Database::State::Failed:
    units->recover();
    canWrite = false;
    return warn(file + ": the cache cannot be written (" + why + "), so nothing more is added to it");
  }
}

/// The damaged file stays for whoever wants to know what has happened to it.
void UnitStore::setAside(std::string why) {
  units.reset();
  const std::string aside = file + ".damaged";
  const bool isMoved = canWrite && !fs::rename(file, aside);
  for (const char *companion : {"-wal", "-shm"}) // of SQLite's, which would be taken for those of the new file
    ::unlink((file + companion).c_str());
  warn(file + ": the cache is damaged (" + why + ")" +
       (isMoved ? "; it is now " + aside + ", and a new one begins" : ""));
  if (!isMoved)
    return;
  units = std::make_unique<StoredUnits>(file, Database::Access::Write, options.root);
  if (units->state().state() != Database::State::Good)
    units.reset();
}

std::optional<UnitResult> UnitStore::find(const Digest &key) {
  std::optional<std::string> bytes;
  {
    const std::lock_guard lock(mutex);
    if (units)
      bytes = units->find(key);
    review();
  }
  if (!bytes)
    return std::nullopt;
  llvm::Expected<UnitResult> unit = decodeUnit(*bytes, options.root);
  if (unit)
    return std::move(*unit);
  llvm::consumeError(unit.takeError());
  const std::lock_guard lock(mutex);
  if (units)
    setAside("a record is not what was written");
  return std::nullopt;
}

void UnitStore::keep(const Digest &key, const UnitResult &unit) {
  UnitResult kept = unit;
  kept.inputs.clear(); // they are kept apart
  const std::string bytes = encodeUnit(kept, options.root);
  const std::lock_guard lock(mutex);
  if (!units || !canWrite)
    return;
  units->keep(key, unit.inputs, bytes);
  review();
}

std::optional<StoreSize> UnitStore::size() {
  const std::lock_guard lock(mutex);
  if (!units)
    return std::nullopt;
  const StoreSize size = units->size();
  return units->state().state() == Database::State::Good ? std::optional(size) : std::nullopt;
}

bool UnitStore::clear() {
  const std::lock_guard lock(mutex);
  if (!units || !canWrite)
    return false;
  units->clear();
  const bool isClear = units->state().state() == Database::State::Good;
  review();
  return isClear;
}

} // namespace corolint
