// Pages that were rendered before, shared by all sessions and by the thread that reports statistics.

#pragma once

#include "storage.h"

#include <map>
#include <mutex>
#include <string>

namespace service {

struct Page {
  std::string body;
  int hits = 0;
};

class Cache {
public:
  explicit Cache(Storage &storage) : storage_(storage) {}

  aio::Coroutine<std::string> get(std::string path) {
    std::lock_guard lock(mutex_);
    if (const auto found = pages_.find(path); found != pages_.end())
      co_return found->second.body;
    std::string body = co_await storage_.load(path);
    pages_[path] = {body, 0};
    co_return body;
  }

  aio::Coroutine<> refresh(std::string path) {
    Page &page = pages_[path];
    std::string body = co_await storage_.load(path);
    page.body = std::move(body);
    page.hits = 0;
  }

  void drop(const std::string &path) {
    const std::lock_guard lock(mutex_);
    pages_.erase(path);
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return pages_.size();
  }

private:
  Storage &storage_;
  mutable std::mutex mutex_;
  std::map<std::string, Page> pages_;
};

} // namespace service
