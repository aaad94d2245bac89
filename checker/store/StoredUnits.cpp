#include "StoredUnits.h"

#include "Archive.h"
#include "support/Paths.h"

#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/xxhash.h>

#include <ctime>

namespace corolint {

static constexpr const char *schema = R"(
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS inputs (id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL, kind INTEGER NOT NULL,
    content BLOB NOT NULL, UNIQUE (path, kind, content));
  CREATE TABLE IF NOT EXISTS units (id INTEGER PRIMARY KEY, key BLOB NOT NULL, used INTEGER NOT NULL,
    sum INTEGER NOT NULL, inputs BLOB NOT NULL, result BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS unitsByKey ON units (key, id);
  CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, signature BLOB NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
)";

// States of a unit that are kept side by side, for going from branch to branch and back.
static constexpr int statesOfUnit = 8;
// A hit is noted only so often: a run that finds everything has nothing to write.
static constexpr int64_t noteUseSeconds = 3600;

StoredUnits::StoredUnits(const std::string &file, Database::Access access, std::string root)
    : database(file, access), root(std::move(root)) {
  if (access == Database::Access::Write)
    database.run(schema);
  files.emplace(database);
  selectUnits.emplace(database, "SELECT id, used, sum, inputs, result FROM units WHERE key = ?1 ORDER BY id DESC");
  selectInput.emplace(database, "SELECT path, kind, content FROM inputs WHERE id = ?1");
  selectId.emplace(database, "SELECT id FROM inputs WHERE path = ?1 AND kind = ?2 AND content = ?3");
  insertInput.emplace(database, "INSERT INTO inputs (path, kind, content) VALUES (?1, ?2, ?3) RETURNING id");
  dropUnits.emplace(database, "DELETE FROM units WHERE key = ?1 AND (sum = ?2 OR id NOT IN "
                              "(SELECT id FROM units WHERE key = ?1 ORDER BY id DESC LIMIT ?3))");
  insertUnit.emplace(database, "INSERT INTO units (key, used, sum, inputs, result) VALUES (?1, ?2, ?3, ?4, ?5)");
  noteUse.emplace(database, "UPDATE units SET used = ?2 WHERE id = ?1");
}

template <typename T> static llvm::StringRef bytesOf(const T &value) {
  return {reinterpret_cast<const char *>(&value), sizeof value};
}

/// An input is known by these bytes, and a set of inputs by the sum of their hashes.
static std::string bytesOf(llvm::StringRef path, InputKind kind, llvm::StringRef content) {
  return (path + llvm::Twine('\0') + llvm::Twine(static_cast<int>(kind)) + content).str();
}

StoredUnits::Known StoredUnits::known(int64_t id) {
  const auto [entry, isNew] = knownInputs.try_emplace(id);
  if (!isNew || !selectInput->with(id).step())
    return entry->second;
  Input input;
  const std::string path = selectInput->bytes(0).str();
  const llvm::StringRef content = selectInput->bytes(2);
  input.path = unrootedPath(path, root);
  input.kind = static_cast<InputKind>(selectInput->number(1));
  if (content.size() == sizeof input.content)
    std::memcpy(&input.content, content.data(), sizeof input.content);
  entry->second.hash = llvm::xxh3_64bits(bytesOf(path, input.kind, content));
  selectInput->stop();
  entry->second.isUnchanged = files->isUnchanged(input);
  return entry->second;
}

bool StoredUnits::areUnchanged(llvm::StringRef ids, uint64_t sum) {
  std::vector<int64_t> steps;
  Reader reader(ids, root);
  reader(steps);
  int64_t id = 0;
  uint64_t found = 0;
  for (const int64_t step : steps) {
    const Known input = known(id += step);
    if (!input.isUnchanged)
      return false;
    found += input.hash;
  }
  return reader.isComplete() && found == sum;
}

std::optional<std::string> StoredUnits::find(const Digest &key) {
  std::optional<std::string> result;
  selectUnits->with(bytesOf(key));
  while (!result && selectUnits->step()) {
    if (!areUnchanged(selectUnits->bytes(3), static_cast<uint64_t>(selectUnits->number(2))))
      continue;
    result = selectUnits->bytes(4).str();
    if (selectUnits->number(1) + noteUseSeconds < std::time(nullptr))
      used.push_back(selectUnits->number(0));
  }
  selectUnits->stop();
  return result;
}

int64_t StoredUnits::idOf(const Input &input, uint64_t &hash) {
  const std::string path = rootedPath(input.path, root);
  const std::string bytes = bytesOf(path, input.kind, bytesOf(input.content));
  hash = llvm::xxh3_64bits(bytes);
  const auto [entry, isNew] = ids.try_emplace(bytes);
  if (!isNew)
    return entry->second;
  const auto kind = static_cast<int64_t>(input.kind);
  for (Statement *ask : {&*selectId, &*insertInput})
    if (ask->with(path, kind, bytesOf(input.content)).step()) {
      entry->second = ask->number(0);
      ask->stop();
      break;
    }
  return entry->second;
}

void StoredUnits::keep(const Digest &key, llvm::ArrayRef<Input> inputs, llvm::StringRef result) {
  Transaction transaction(database);
  uint64_t sum = 0;
  std::vector<int64_t> all;
  all.reserve(inputs.size());
  for (const Input &input : inputs) {
    uint64_t hash = 0;
    all.push_back(idOf(input, hash));
    sum += hash;
  }
  llvm::sort(all);
  for (std::size_t i = all.size(); i > 1; --i)
    all[i - 1] -= all[i - 2];
  Writer steps(root);
  steps(all);
  dropUnits->with(bytesOf(key), static_cast<int64_t>(sum), int64_t{statesOfUnit - 1}).step();
  insertUnit->with(bytesOf(key), int64_t{std::time(nullptr)}, static_cast<int64_t>(sum), steps.bytes(), result).step();
  transaction.commit();
  hasWritten = true;
}

StoreSize StoredUnits::size() {
  const auto number = [&](const char *sql) { return static_cast<uint64_t>(database.number(sql)); };
  return {(number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size"),
          number("SELECT count(*) FROM units"), number("SELECT count(*) FROM inputs")};
}

void StoredUnits::finish(uint64_t limit) {
  if (!used.empty() || files->hasNews()) {
    Transaction transaction(database);
    for (const int64_t id : used)
      noteUse->with(id, int64_t{std::time(nullptr)}).step();
    files->remember();
    transaction.commit();
  }
  const uint64_t bytes = hasWritten ? size().bytes : 0;
  if (bytes <= limit)
    return;
  Transaction transaction(database);
  dropOldest(bytes - limit + limit / 4); // not the least, so that the next run need not do so again
  dropUnusedInputs();
  transaction.commit();
  shrink();
}

void StoredUnits::dropOldest(uint64_t bytes) {
  Statement oldest(database, "SELECT id, length(result) + length(inputs) FROM units ORDER BY used, id");
  std::vector<int64_t> dropped;
  for (uint64_t freed = 0; freed < bytes && oldest.step(); freed += static_cast<uint64_t>(oldest.number(1)))
    dropped.push_back(oldest.number(0));
  oldest.stop();
  Statement drop(database, "DELETE FROM units WHERE id = ?1");
  for (const int64_t id : dropped)
    drop.with(id).step();
}

/// Another process may have kept an id of an input that goes: ids are never given twice, so its unit is not found.
void StoredUnits::dropUnusedInputs() {
  llvm::DenseSet<int64_t> needed;
  Statement units(database, "SELECT inputs FROM units");
  while (units.step()) {
    std::vector<int64_t> steps;
    Reader reader(units.bytes(0), root);
    reader(steps);
    int64_t id = 0;
    for (const int64_t step : steps)
      needed.insert(id += step);
  }
  std::vector<int64_t> unused;
  Statement inputs(database, "SELECT id FROM inputs");
  while (inputs.step())
    if (!needed.contains(inputs.number(0)))
      unused.push_back(inputs.number(0));
  Statement drop(database, "DELETE FROM inputs WHERE id = ?1");
  for (const int64_t id : unused)
    drop.with(id).step();
  database.run("DELETE FROM files");
}

void StoredUnits::clear() {
  database.run("BEGIN IMMEDIATE; DELETE FROM units; DELETE FROM inputs; DELETE FROM files; COMMIT");
  shrink();
}

void StoredUnits::shrink() {
  database.run("PRAGMA incremental_vacuum");
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace corolint
