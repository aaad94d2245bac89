// What the cases of the lifetime rules share: work that waits, memory that ASan watches, and the table of a program.
//
// Each program runs one of its functions, named on its command line: a bad one ends the process.
#pragma once

#include <aio/aio.h>

#include <functional>
#include <string>
#include <vector>

/// Lets the others run once.
inline aio::Coroutine<void> rest() { co_await aio::sleep(std::chrono::seconds(0)); }

/// Too long to be kept inside of the string.
inline std::string text() { return std::string(100, 'x'); }

/// Reads all of it.
inline std::size_t count(const std::string &s) {
  std::size_t found = 0;
  for (const char c : s)
    found += c == 'x';
  return found;
}

struct Case {
  const char *name;
  std::function<aio::Coroutine<void>()> run;
};

/// The functions of a program; each file ends with its own.
extern const std::vector<Case> cases;

template <class T> aio::Coroutine<void> await_only(aio::Coroutine<T> work) { co_await std::move(work); }

/// A function that takes nothing and is or returns a coroutine.
#define CASE(function) {#function, [] { return await_only(function()); }}
