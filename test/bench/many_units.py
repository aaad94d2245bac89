#!/usr/bin/env python3
"""What a program of many units costs once its facts are known: time and memory of a run that parses nothing.

    test/bench/many_units.py --corolint build/release/bin/corolint [--units 5000] [--functions 50] [--folder FOLDER]

Generates the program, checks it once to fill a cache of its own, and then a second and third time. Functions call
others in other units, so that chains of calls to a blocking one run through the program.
"""
import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from pathlib import Path

HEADER = '''#pragma once
#include <coroutine>
struct [[nodiscard]] Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
extern "C" int usleep(unsigned);
'''


def name(unit, function):
    return f'unit{unit}::f{function}'


def source(unit, units, functions):
    """A call a function on average, into units behind this one: no recursion, and chains of many lengths."""
    lines = ['#include "task.h"']
    body = []
    declared = set()
    for function in range(functions):
        calls = []
        for _ in range(random.choice((0, 1, 1, 2))):
            other = unit + random.randint(1, 200)
            if other < units:
                # Coroutines have the even numbers divisible by ten, and are not called from plain functions.
                callee = random.choice([f for f in range(functions) if f % 10])
                calls.append(f'{name(other, callee)}();')
                declared.add((other, callee))
        if function == 1 and unit % 25 == 7:
            calls.append('usleep(1000);')
        if function % 10:
            body.append(f'void f{function}() {{ {" ".join(calls)} }}')
        else:
            body.append(f'Task f{function}() {{ {" ".join(calls)} co_return; }}')
    lines += [f'namespace unit{other} {{ void f{callee}(); }}' for other, callee in sorted(declared)]
    lines += [f'namespace unit{unit} {{', *body, '}', '']
    return '\n'.join(lines)


def generate(folder, units, functions):
    random.seed(units)
    (folder / 'task.h').write_text(HEADER)
    commands = []
    for unit in range(units):
        file = f'unit{unit}.cpp'
        (folder / file).write_text(source(unit, units, functions))
        commands.append({'directory': str(folder), 'file': file, 'arguments': ['c++', '-std=c++20', '-c', file]})
    (folder / 'compile_commands.json').write_text(json.dumps(commands))


def measure(what, command):
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stdin=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        out.seek(0)
        lines = sum(1 for _ in out)
    print(f'{what:8} {time.monotonic() - start:6.1f} s, {used.ru_utime + used.ru_stime:6.1f} s CPU, '
          f'{used.ru_maxrss / 1024:5.0f} MiB, {lines} findings, exit {os.waitstatus_to_exitcode(status)}', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--corolint', required=True)
    parser.add_argument('--units', type=int, default=5000)
    parser.add_argument('--functions', type=int, default=50)
    parser.add_argument('--jobs', type=int, default=os.cpu_count())
    parser.add_argument('--folder', help='where the program is made and kept (default: for this run only)')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.folder or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        generate(folder, options.units, options.functions)
        command = [options.corolint, 'check', folder, '--no-config', '-q', '-j', str(options.jobs), '--cache',
                   folder / 'cache', '-o', f'sarif={folder}/report.sarif', '-o', 'text']
        for what in ('cold', 'second', 'third'):
            measure(what, command)


if __name__ == '__main__':
    main()
