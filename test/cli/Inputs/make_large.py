"""Writes a unit that is larger than anything that people write: make_large.py KIND COUNT > unit.cpp"""
import sys

HEAD = '''#include <coroutine>
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  Task(Task &&);
  ~Task();
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  template <class F> Task then(F f);
  std::coroutine_handle<> frame;
};
Task save(int id);
Task lend(const int &x);
int plain(int x);
void use(int &x);
'''


def coroutine(lines):
    return '\n'.join([HEAD, 'Task run(int x) {', *lines, '  save(x);', '  co_return;', '}'])


KINDS = {
    'statements': lambda n: coroutine(f'  int v{i} = plain(x); use(v{i});' for i in range(n)),
    'branches': lambda n: coroutine(f'  if (x > {i}) x = plain(x);' for i in range(n)),
    'awaits': lambda n: coroutine(f'  auto t{i} = save(x); co_await t{i};' for i in range(n)),
    'handlers': lambda n: coroutine('  try { co_await save(x); } catch (int) { use(x); }' for _ in range(n)),
    'nested': lambda n: coroutine(['  x = x' + ' + plain(x)' * n + ';']),
    'negated': lambda n: coroutine(['  x = ' + '!' * n + 'x;']),
    'blocks': lambda n: coroutine(['  ' + 'if (x) { ' * n + 'co_await save(x);' + ' }' * n]),
    'lambdas': lambda n: coroutine(['  auto f = ' + '[=] { return ' * n + 'x' + '; }' * n + ';']),
    'loops': lambda n: coroutine(['  ' + 'while (x) { co_await save(x); ' * n + '}' * n]),
    'tasks': lambda n: coroutine([f'  auto t{i} = save(x);' for i in range(n)] + [f'  co_await t{i};' for i in range(n)]),
    'lent': lambda n: coroutine(f'  int v{i} = x; use(v{i}); co_await lend(v{i});' for i in range(n)),
    'chained': lambda n: coroutine(['  auto t = save(x)' + '.then([] { return save(1); })' * n + ';', '  co_await t;']),
    # Each hands its parameter to the next two, so that what one does depends on all.
    'recursive': lambda n: coroutine([]) + '\n' + '\n'.join(
        [f'Task f{i}(const int &x);' for i in range(n)] +
        [f'Task f{i}(const int &x) {{ co_await f{(i + 1) % n}(x); co_await f{(i + 7) % n}(x); use(const_cast<int &>(x)); }}'
         for i in range(n)]),
}

print(KINDS[sys.argv[1]](int(sys.argv[2])))
