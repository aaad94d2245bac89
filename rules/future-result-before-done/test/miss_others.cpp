// Futures that others made.
#include <aio/aio.h>

int reads(aio::Future<int> answer) {
  return answer.result(); // miss: future-result-before-done of a future that the function did not make nothing is known
}
