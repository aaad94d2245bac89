"""The suites of test/run: what each runs and how it counts its tests."""
import functools
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Callable

import installed
import lifetime
import report_in_browser
import tidy
import validators

LIT = '/usr/lib/llvm-19/build/utils/lit/lit.py'

# The LLVM libraries are not built with ASan, so containers that cross over to them are not annotated alike.
SANITIZER_ENV = {'ASAN_OPTIONS': 'detect_container_overflow=0', 'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1'}


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        text = f'{self.passed} passed, {self.failed} failed'
        return text + (f', {self.skipped} skipped' if self.skipped else '')


@dataclass
class Suite:
    name: str
    run: Callable  # Runner -> Tally
    slow: bool = False


def show(title, output):
    print(f'--- {title}\n{output.strip()}\n', flush=True)


def count_unittest(output):
    """Reads what Python's unittest prints at its end."""
    ran = re.search(r'^Ran (\d+) test', output, re.M)
    if not ran:
        return Tally(failed=1)
    bad = sum(int(n) for n in re.findall(r'(?:failures|errors|unexpected successes)=(\d+)', output))
    skipped = sum(int(n) for n in re.findall(r'skipped=(\d+)', output))
    return Tally(max(int(ran[1]) - bad - skipped, 0), bad, skipped)


def run_style(runner):
    status, output = runner.run(['python3', '-B', '-m', 'unittest', 'discover', '-s', 'test/style', '-p', '*_test.py'],
                                'style.log')
    tally = count_unittest(output)
    if status:
        show('style', output)
        tally.failed = tally.failed or 1
    return tally


def count_lit(report):
    tally = Tally()
    for test in report['tests']:
        if test['code'] in ('PASS', 'FLAKYPASS', 'XFAIL'):
            tally.passed += 1
        elif test['code'] in ('UNSUPPORTED', 'SKIPPED', 'EXCLUDED'):
            tally.skipped += 1
        else:
            tally.failed += 1
    return tally


def run_lit(runner, build, folder, env=None):
    report = runner.logs / f'{build.name}-{folder}.json'
    report.unlink(missing_ok=True)
    status, output = runner.run(['python3', '-B', LIT, '-sv', f'-j{runner.jobs}', '--output', report,
                                 build / 'test' / folder], f'{build.name}-{folder}.log', env)
    if status:
        show(folder, output)
    if not report.exists():
        return Tally(failed=1)
    return count_lit(json.loads(report.read_text()))


def count_junit(report):
    """Counts the tests in the report of ctest, and shows the output of those that failed."""
    tally = Tally()
    for case in ElementTree.parse(report).getroot().iter('testcase'):
        status = case.get('status')
        if status == 'run':
            tally.passed += 1
        elif status in ('notrun', 'disabled') and case.find('skipped') is not None:
            tally.skipped += 1
        else:
            tally.failed += 1
            show(case.get('name'), case.findtext('system-out') or 'no output')
    return tally


def run_ctest(runner, build, env=None):
    report = runner.logs / f'{build.name}-ctest.xml'
    report.unlink(missing_ok=True)
    _, output = runner.run(['ctest', '--test-dir', build, '-j', runner.jobs, '--timeout', '300', '--output-junit',
                            report], f'{build.name}-ctest.log', env)
    if not report.exists():
        show('ctest', output)
        return Tally(failed=1)
    return count_junit(report)


def build_runtime(runner, name, *definitions):
    """The runtime and its tests without the checker, in build/`name`."""
    return runner.build(name, ['cmake', '-G', 'Ninja', '-S', runner.root / 'test' / 'gcc',
                               '-B', runner.root / 'build' / name, *definitions])


def run_gcc(runner):
    """The runtime with GCC: the checker needs Clang, the runtime does not."""
    build = build_runtime(runner, 'gcc', '-DCMAKE_CXX_COMPILER=g++-12', '-DCMAKE_C_COMPILER=gcc-12')
    return run_ctest(runner, build)


def run_sanitized(name, sanitizers, runner):
    """The runtime under `sanitizers`; the preset 'asan' is for the checker alone.

    Without vptr, which looks at memory through a pipe and fails in the test that leaves no descriptor for one.
    """
    build = build_runtime(runner, name, '-DCMAKE_CXX_COMPILER=clang++-19', '-DCMAKE_C_COMPILER=clang-19',
                          f'-DCMAKE_CXX_FLAGS=-g1 -fsanitize={sanitizers} -fno-sanitize=vptr '
                          '-fno-sanitize-recover=all')
    return run_ctest(runner, build)


def run_asan(runner):
    build = runner.preset('asan')
    tally = run_ctest(runner, build, SANITIZER_ENV)
    for folder in ('cases', 'cli'):
        tally += run_lit(runner, build, folder, SANITIZER_ENV)
    return tally


def sources(runner, *patterns):
    """Our own C++ files; the cases of the rules are written to be read, not to be formatted or tidy."""
    _, listed = runner.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard', *patterns])
    case = re.compile(r'(rules/[^/]+/test|checker/libraries|checker/sample|test/cli|test/witness)/')
    return [path for path in listed.splitlines() if not case.match(path) and (runner.root / path).exists()]


def run_each(runner, files, command):
    """Runs `command` with each file, some at a time; a file is a test. Yields the file and whether it passed."""
    def check(path):
        return path, runner.run([*command, path])

    with ThreadPoolExecutor(runner.jobs) as pool:
        for path, (status, output) in pool.map(check, files):
            if status:
                show(path, output)
            yield path, status == 0


def count(results):
    tally = Tally()
    for _, passed in results:
        tally += Tally(passed=1) if passed else Tally(failed=1)
    return tally


def run_format(runner):
    return count(run_each(runner, sources(runner, '*.cpp', '*.h'), ['clang-format-19', '--dry-run', '-Werror']))


def run_tidy(runner):
    build = runner.preset('dev')
    if quiet := tidy.overlooked(runner, build):
        show('clang-tidy', f'finds nothing of {", ".join(quiet)} where there is some')
        return Tally(failed=1)
    passed = tidy.Passed(runner, build)
    same, changed = passed.split(sources(runner, '*.cpp'))
    tally = Tally(passed=len(same))
    for path, is_tidy in run_each(runner, changed, tidy.command(build)):
        tally += count([(path, is_tidy)])
        if is_tidy:
            passed.add(path)
    return tally


def run_lifetime(runner):
    corolint = runner.preset('dev') / 'bin' / 'corolint'
    folder = runner.root / 'build' / 'lifetime'
    build = runner.build('lifetime', ['cmake', '-G', 'Ninja', '-S', runner.root / 'test' / 'lifetime', '-B', folder,
                                      '-DCMAKE_CXX_COMPILER=clang++-19', '-DCMAKE_C_COMPILER=clang-19'])
    tally = Tally()
    for what, wrong in lifetime.check_all(runner, corolint, build):
        if wrong:
            show(what, wrong)
        tally += Tally(failed=1) if wrong else Tally(passed=1)
    return tally


def run_clients(runner, folder):
    """Tests that talk with the language server; a file of them at a time on each core."""
    corolint = runner.preset('dev') / 'bin' / 'corolint'
    env = {'COROLINT': str(corolint), 'PYTHONPATH': str(runner.root / 'test' / 'support')}
    tally = Tally()

    def run(path):
        return path, runner.run(['python3', '-B', path], f'{folder}-{path.stem}.log', env)

    with ThreadPoolExecutor(runner.jobs) as pool:
        for path, (status, output) in pool.map(run, sorted((runner.root / 'test' / folder).glob('*_test.py'))):
            one = count_unittest(output)
            if status:
                show(path.stem, output)
                one.failed = one.failed or 1
            tally += one
    return tally


def run_docs(runner):
    """The API reference of aio, from its public headers: each is a test, which Doxygen must have nothing to say of."""
    reference = runner.root / 'build' / 'reference'
    shutil.rmtree(reference, ignore_errors=True)
    status, output = runner.run(['doxygen', 'runtime/Doxyfile'], 'docs.log')
    tally = Tally()
    for header in sorted((runner.root / 'runtime' / 'include' / 'aio').glob('*.h')):
        page = reference / f"{header.stem.replace('_', '__')}_8h.html"
        passed = f'{header}:' not in output and page.exists()
        tally += Tally(passed=1) if passed else Tally(failed=1)
    if status or tally.failed:
        show('docs', output)
        tally.failed = tally.failed or 1
    return tally


def run_install(runner):
    """The release preset as a user gets it: installed, used by a project outside, checking that project."""
    build, prefix, user = (runner.root / 'build' / name for name in ('release', 'installed', 'install-test'))
    shop, package = runner.root / 'build' / 'install-check', runner.root / 'build' / 'package'
    for folder in (prefix, user, shop, package):
        shutil.rmtree(folder, ignore_errors=True)
    runner.run(['checker/install-tools', '--static'])
    runner.preset('release', ['-DCOROLINT_TESTS=OFF'])
    corolint = prefix / 'bin' / 'corolint'
    steps = [
        ('is installed', ['cmake', '--install', build, '--prefix', prefix], 0, 'Install'),
        ('needs no libclang-cpp', ['sh', '-c', f"! ldd '{corolint}' | grep -E 'libclang|libLLVM'"], 0, ''),
        ('is found by find_package', ['cmake', '-G', 'Ninja', '-S', 'test/install', '-B', user,
                                      '-DCMAKE_CXX_COMPILER=clang++-19', f'-DCMAKE_PREFIX_PATH={prefix}'], 0, ''),
        ('is built against', ['cmake', '--build', user], 0, ''),
        ('runs', [user / 'ticker'], 0, '3 ticks'),
        ('checks', [corolint, 'check', '--no-cache', '-p', user, 'test/install/ticker.cpp'], 1, "coroutine 'tick' is never awaited"),
        ('explains', [corolint, 'explain', 'unawaited-coroutine'], 0, 'unawaited-coroutine'),
        *installed.check_targets(shop, prefix),
        *installed.check_package(build, package, shop / 'made here'),
    ]
    tally = Tally()
    for what, command, wanted, text in steps:
        status, output = runner.run(command)
        passed = status == wanted and text in output
        if not passed:
            show(f'the installed tree {what}', output)
        tally += Tally(passed=1) if passed else Tally(failed=1)
    return tally


def run_ecosystem(runner):
    """What other programs make of our outputs; fetches packages of npm."""
    corolint = runner.preset('dev') / 'bin' / 'corolint'
    tally = Tally()
    for what, wrong in validators.check_all(runner, corolint):
        if wrong:
            show(what, wrong)
        tally += Tally(failed=1) if wrong else Tally(passed=1)
    browser, failures = report_in_browser.check(runner, corolint)
    if failures:
        show('report in a browser', failures)
    return tally + Tally(*browser)


ALL = [
    Suite('style', run_style),
    Suite('format', run_format),
    Suite('unit', lambda runner: run_ctest(runner, runner.preset('dev'))),
    Suite('cases', lambda runner: run_lit(runner, runner.preset('dev'), 'cases')),
    Suite('cli', lambda runner: run_lit(runner, runner.preset('dev'), 'cli')),
    Suite('lsp', lambda runner: run_clients(runner, 'lsp')),
    Suite('editors', lambda runner: run_clients(runner, 'editors')),
    Suite('docs', run_docs),
    Suite('lifetime', run_lifetime),
    Suite('gcc', run_gcc),
    Suite('asan', run_asan, slow=True),
    Suite('aio-asan', functools.partial(run_sanitized, 'aio-asan', 'address,undefined'), slow=True),
    Suite('aio-tsan', functools.partial(run_sanitized, 'aio-tsan', 'thread'), slow=True),
    Suite('install', run_install, slow=True),
    Suite('ecosystem', run_ecosystem, slow=True),
    Suite('tidy', run_tidy, slow=True),
]
