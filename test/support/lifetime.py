"""The suite 'lifetime': what the lifetime rules find in test/lifetime is what ASan sees when it runs.

A program is test/lifetime/<rule>.cpp. corolint must find its marks and nothing else; each of its bad functions must
end its process with a report of ASan, and each ok function must not. A function is a process, so every one is seen.
"""
import json
import re
from concurrent.futures import ThreadPoolExecutor

FLAGS = ['-std=c++20', '-Iruntime/include', '-Itest/lifetime']
REPORT = re.compile(r'ERROR: AddressSanitizer: (\S+)')
# A bad function may leave work behind that nobody frees: that is not what is asked for.
ASAN = {'ASAN_OPTIONS': 'detect_leaks=0:detect_stack_use_after_return=1'}


def marked_lines(source):
    return [number for number, line in enumerate(source.read_text().splitlines(), 1) if '// expect: ' in line]


def found_lines(runner, corolint, source):
    """The lines of the findings of the rule that `source` is named after; None where it was not checked."""
    status, output = runner.run([corolint, 'check', '--no-config', '--no-cache', '--format', 'json', '--rules', source.stem, source,
                                 '--', *FLAGS])
    return sorted(found['line'] for found in json.loads(output)['findings']) if status in (0, 1) else None


def verdict(runner, program, function):
    """What is wrong with how `function` of `program` ends; empty when nothing is."""
    status, output = runner.run([program, function], env=ASAN)
    report = REPORT.search(output)
    if function.startswith('bad_') and not (status and report):
        return f'goes on as if nothing had happened (exit {status})'
    if function.startswith('ok_') and status:
        return f'ends with exit {status}: {report[1] if report else output[-500:]}'
    return ''


def functions_of(runner, program, source):
    """The functions that the program offers, which must be all that its source defines."""
    _, listed = runner.run([program])
    defined = re.findall(r'^aio::Coroutine<[^\n]*> ((?:bad|ok)_\w+)\(\)', source.read_text(), re.M)
    return defined, sorted(defined) == sorted(listed.split())


def check_all(runner, corolint, build):
    """Yields (what was looked at, what is wrong with it)."""
    ends = []
    with ThreadPoolExecutor(runner.jobs) as pool:
        for source in sorted((runner.root / 'test' / 'lifetime').glob('*-*.cpp')):
            marks, found = marked_lines(source), found_lines(runner, corolint, source)
            yield source.stem, '' if marks and found == marks else f'finds lines {found}, marked are {marks}'
            functions, complete = functions_of(runner, build / source.stem, source)
            yield f'{source.stem} cases', '' if functions and complete else "'cases' lists other functions than the file"
            for function in functions:
                name = f'{source.stem} {function}'
                ends.append((name, pool.submit(verdict, runner, build / source.stem, function)))
        for name, end in ends:
            yield name, end.result()
