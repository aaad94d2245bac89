// Whether what a parse asked the disk about is still what it was, without reading it again.
//
// For one parse that goes on while files change, so nothing is kept: the store has its own for that
// (store/FileStates.h).
#pragma once

#include "support/Input.h"

#include <ctime>
#include <sys/stat.h>
#include <vector>

namespace corolint {

class InputStates {
public:
  /// The parse asked for `inputs` at `since` or later.
  InputStates(std::vector<Input> inputs, std::time_t since);

  /// One call of stat for each input; a file that was written shortly before it was read is read again.
  bool areUnchanged() const;

private:
  struct State {
    Input input;
    struct stat status = {};
    bool exists = false;
    bool isSettled = false; // its content changes no more without its times
  };

  static bool isUnchanged(const State &state);

  std::vector<State> states;
};

} // namespace corolint
