// A unit and a header on the disk, and processes that check the unit while it is edited.
//
// The processes come from a nursery, so a test that begins with it must not have started threads before.
#pragma once

#include "engine/Engine.h"
#include "engine/LiveChecker.h"
#include "engine/LiveUnit.h"

#include <gtest/gtest.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>

#include <fstream>

namespace corolint::test {

class LiveProject : public testing::Test {
protected:
  LiveProject() {
    llvm::SmallString<128> made;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("corolint-live", made));
    folder = made.str().str();
    write("task.h", task);
    const auto engines = [](const std::string &, const std::string &) -> llvm::Expected<std::shared_ptr<const Engine>> {
      return makeEngine();
    };
    nursery.emplace(
        llvm::cantFail(Nursery::start([=](OpenFile channel) { serveLiveUnit(std::move(channel), engines); })));
  }

  ~LiveProject() override { llvm::sys::fs::remove_directories(folder); }

  static std::shared_ptr<const Engine> makeEngine() {
    return std::make_shared<const Engine>(Config(), std::make_shared<const LibraryCatalog>(std::vector<LibraryData>()),
                                          RuleSelection(), [](llvm::StringRef, bool isSystem) { return !isSystem; });
  }

  void write(const std::string &name, const std::string &text) const { std::ofstream(folder + "/" + name) << text; }

  std::string unit() const { return folder + "/unit.cpp"; }

  LiveOrder order(const std::string &text) const {
    return {"", commandFromFlags(unit(), folder, {}), {{unit(), text}}};
  }

  static constexpr const char *task = R"(
#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  task(task &&);
  ~task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  std::coroutine_handle<promise_type> frame;
};
)";

  std::string folder;
  std::optional<Nursery> nursery;
};

} // namespace corolint::test
