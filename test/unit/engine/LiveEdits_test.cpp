#include "LiveEdits.h"
#include "LiveProject.h"
#include "WholeCheck.h"

using namespace corolint;
using namespace corolint::test;

namespace {

class LiveEditsTest : public LiveProject, public testing::WithParamInterface<unsigned> {};

} // namespace

// Whatever has an effect on what follows it: macros, conditions, namespaces, templates, classes, defaults, lambdas.
static constexpr const char *text = R"(#include "task.h"
#if __has_include(<vector>)
#define SAVE save()
#endif
namespace app {
task save();
task twice(task (&next)()) {
  SAVE;
  co_await next();
}
class Session {
public:
  task run() {
    auto later = [this] { return read(limit); };
    co_await later();
    save();
  }
  task read(int most = 1) { co_return; }

private:
  int limit = 0;
};
template <class T> task each(T first, T last) {
  for (; first != last; ++first)
    save();
  co_return;
}
inline task all(int *values) { // comments and "texts" end nothing
  const char *raw = R"x(save(); } )x";
  each(values, values + 1);
  co_await each(raw, raw);
}
} // namespace app
)";

TEST_P(LiveEditsTest, FindWhatAWholeCheckFinds) {
  constexpr int edits = 60;
  const std::shared_ptr<const Engine> engine = makeEngine();
  LiveChecker live(*nursery, std::chrono::minutes(1));
  LiveEdits edited(text, GetParam());
  std::string now = text;
  for (int i = 0; i < edits; ++i) {
    const auto [whole, found] = compared(checkWhole(*engine, order(now)), live.check(order(now)));
    ASSERT_EQ(whole, found) << now;
    now = edited.next();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, LiveEditsTest, testing::Range(1u, 5u));
