// Guards that are temporaries live to the end of their statement.
#include <aio/aio.h>

#include <mutex>
#include <vector>

aio::Coroutine<int> load();

class LockedTable {
public:
  explicit LockedTable(std::mutex &mutex, std::vector<int> &rows) : lock(mutex), rows(rows) {}
  ~LockedTable() { lock.unlock(); }
  std::vector<int> *operator->() { return &rows; }

private:
  std::unique_lock<std::mutex> lock;
  std::vector<int> &rows;
};
class Table {
public:
  LockedTable write() { return LockedTable(mutex, rows); }

private:
  std::mutex mutex;
  std::vector<int> rows;
};

aio::Coroutine<void> bad_object(Table &table) {
  table.write()->push_back(co_await load()); // expect: lock-across-suspension "to the end of this statement"
}
aio::Coroutine<void> ok_before(Table &table) {
  const int row = co_await load();
  table.write()->push_back(row);
}
aio::Coroutine<void> save(std::size_t size);
aio::Coroutine<void> bad_operand(Table &table) {
  co_await save(table.write()->size()); // expect: lock-across-suspension
}
aio::Coroutine<void> ok_size(Table &table) {
  const std::size_t size = table.write()->size();
  co_await save(size);
}
