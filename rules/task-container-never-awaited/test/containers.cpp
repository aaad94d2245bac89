// Containers that hold tasks to their end.
#include "../../../checker/libraries/cppcoro/stub.h"
#include "../../../checker/libraries/seastar/stub.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

cppcoro::task<int> load(int id);
seastar::future<> send(int id);

cppcoro::task<int> bad_vector() {
  std::vector<cppcoro::task<int>> tasks;
  tasks.reserve(2);
  tasks.push_back(load(1)); // expect: task-container-never-awaited "it does not run"
  tasks.push_back(load(2));
  co_return static_cast<int>(tasks.size());
}
cppcoro::task<int> ok_vector() {
  std::vector<cppcoro::task<int>> tasks;
  tasks.push_back(load(1));
  co_await cppcoro::when_all(std::move(tasks));
  co_return 0;
}

void bad_futures() {
  std::vector<seastar::future<>> sent;
  for (int i = 0; i < 3; ++i)
    sent.emplace_back(send(i)); // expect: task-container-never-awaited "nobody waits"
}
seastar::future<> ok_futures() {
  std::vector<seastar::future<>> sent;
  for (int i = 0; i < 3; ++i)
    sent.emplace_back(send(i));
  for (auto &one : sent)
    co_await std::move(one);
}

cppcoro::task<int> bad_optional(bool early) {
  std::optional<cppcoro::task<int>> task;
  if (early)
    task.emplace(load(1)); // expect: task-container-never-awaited
  co_return 0;
}
cppcoro::task<int> ok_optional(bool early) {
  std::optional<cppcoro::task<int>> task;
  if (early)
    task.emplace(load(1));
  co_return task ? co_await std::move(*task) : 0;
}

cppcoro::task<int> bad_map() {
  std::map<std::string, cppcoro::task<int>> tasks;
  tasks.emplace("a", load(1)); // expect: task-container-never-awaited
  co_return 0;
}
cppcoro::task<int> ok_element() {
  std::map<std::string, cppcoro::task<int>> tasks;
  tasks.emplace("a", load(1));
  co_return co_await std::move(tasks.at("a"));
}

void keep(std::vector<cppcoro::task<int>> &tasks);
void ok_handed_on() {
  std::vector<cppcoro::task<int>> tasks;
  tasks.push_back(load(1));
  keep(tasks);
}
void ok_swapped(std::vector<cppcoro::task<int>> &kept) {
  std::vector<cppcoro::task<int>> tasks;
  tasks.push_back(load(1));
  tasks.swap(kept);
}
std::vector<cppcoro::task<int>> ok_returned() {
  std::vector<cppcoro::task<int>> tasks;
  tasks.push_back(load(1));
  return tasks;
}
void ok_captured() {
  std::vector<cppcoro::task<int>> tasks;
  tasks.push_back(load(1));
  auto run = [&] { keep(tasks); };
  run();
}

std::vector<cppcoro::task<int>> loadAll();
void check(bool);
void ok_given_and_seen_to_be_empty() {
  auto tasks = loadAll();
  check(tasks.empty());
}
