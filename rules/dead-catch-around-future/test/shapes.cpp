#include <cases/lazy_task.h>

#include <stdexcept>

Task<int> load(int id);
Task<int> failed(std::exception_ptr);
int parse(const char *);
void log(const char *);
Task<int> checked(int id) {
  if (id < 0)
    throw std::invalid_argument("id");
  return load(id);
}

Task<int> bad_returned(int id) {
  try {
    return load(id); // expect: dead-catch-around-future
  } catch (const std::exception &) {
    throw std::runtime_error("cannot load");
  }
}
Task<int> ok_awaited(int id) {
  try {
    co_return co_await load(id);
  } catch (const std::exception &) {
    throw std::runtime_error("cannot load");
  }
}
Task<int> bad_in_branch(int id) {
  try {
    if (id > 0)
      return load(id); // expect: dead-catch-around-future
  } catch (...) {
    log("failed");
  }
  return load(0);
}
Task<int> ok_converted(int id) {
  try {
    return load(id);
  } catch (...) {
    return failed(std::current_exception());
  }
}
// A handler that only answers in another way was written for the work's failure, too.
Task<int> bad_another_answer(int id) {
  try {
    return load(id); // expect: dead-catch-around-future
  } catch (...) {
    return load(0);
  }
}
Task<int> bad_through_variable(int id) {
  try {
    auto work = load(id);
    return work; // expect: dead-catch-around-future
  } catch (const std::exception &) {
    return load(0);
  }
}
Task<int> bad_in_loop(int id) {
  try {
    for (;;)
      switch (id) {
      case 0:
        return load(1); // expect: dead-catch-around-future
      default:
        --id;
      }
  } catch (const std::exception &) {
    return load(0);
  }
}
Task<int> failed_with(const std::exception &);
Task<int> ok_converted_caught(int id) {
  try {
    return load(id);
  } catch (const std::exception &error) {
    return failed_with(error);
  }
}
Task<int> ok_converted_to_another(int id) {
  try {
    return load(id);
  } catch (const std::exception &) {
    return failed_with(std::runtime_error("cannot load"));
  }
}
Task<int> failed_with_current();
Task<int> ok_may_ask_for_it(int id) {
  try {
    return load(id);
  } catch (...) {
    return failed_with_current();
  }
}
Task<int> ok_made_before(int id) {
  auto work = load(id);
  try {
    log("loading");
    return work;
  } catch (const std::exception &) {
    return load(0);
  }
}
Task<int> ok_other_call_throws(const char *text) {
  try {
    return load(parse(text));
  } catch (const std::exception &) {
    throw std::runtime_error("no number");
  }
}
Task<int> ok_throws_at_once(int id) {
  try {
    return checked(id);
  } catch (const std::invalid_argument &) {
    throw std::runtime_error("no id");
  }
}
int ok_no_work(const char *text) {
  try {
    return parse(text);
  } catch (...) {
    log("failed");
    throw;
  }
}

// Generic code hands on what its caller's work gives, which is work only for some callers.
template <class F> auto ok_generic(F work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception &) {
    throw std::runtime_error("failed");
  }
}
Task<int> call_generic() {
  return ok_generic([] { return load(1); });
}
