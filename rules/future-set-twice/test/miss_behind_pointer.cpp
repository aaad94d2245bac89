// Promises that others own.
#include <future>

void answers(std::promise<int> *promise) {
  promise->set_value(1);
  promise->set_value(2); // miss: future-set-twice promises behind pointers are not followed
}
