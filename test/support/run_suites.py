"""Builds corolint and runs its test suites; started by test/run, which has installed the tools.

Each suite says how many of its tests passed, failed and were skipped; the last line sums them up. Logs are kept in
build/logs/.
"""
import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import suites
from suites import Tally

ROOT = Path(__file__).resolve().parents[2]


class BuildFailed(Exception):
    """A step before the tests failed; the text says which."""


class Runner:
    """Runs commands for the suites and builds each preset once."""

    def __init__(self, root, jobs):
        self.root = root
        self.jobs = jobs
        self.logs = root / 'build' / 'logs'
        self.logs.mkdir(parents=True, exist_ok=True)
        self.built = {}

    def run(self, command, log=None, env=None):
        """The exit status and the output, which also goes to build/logs/ where `log` names a file."""
        done = subprocess.run([str(part) for part in command], cwd=self.root, stdin=subprocess.DEVNULL, text=True,
                              errors='replace', stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, **(env or {})})
        if log:
            (self.logs / log).write_text(done.stdout)
        return done.returncode, done.stdout

    def build(self, name, configure):
        """The folder of the build `name`, configured by `configure` and built completely."""
        if name in self.built:
            return self.built[name]
        folder = self.root / 'build' / name
        start = time.monotonic()
        for what, command in (('configure', configure),
                              ('build', ['cmake', '--build', folder, '--parallel', self.jobs])):
            status, output = self.run(command, f'{name}-{what}.log')
            if status:
                print(output, flush=True)
                raise BuildFailed(f"'{what} {name}' failed, see above")
        print(f'built {name} in {time.monotonic() - start:.0f} s', flush=True)
        self.built[name] = folder
        return folder

    def preset(self, name, definitions=()):
        return self.build(name, ['cmake', '--preset', name, *definitions])


def parse_arguments(arguments):
    known = ', '.join(f'{suite.name}{"*" if suite.slow else ""}' for suite in suites.ALL)
    parser = argparse.ArgumentParser(prog='test/run', description='Installs, builds and runs the tests.',
                                     epilog=f'suites: {known} (* only with --all or by name)')
    parser.add_argument('--all', action='store_true', help='also the slow suites')
    parser.add_argument('-j', '--jobs', type=int, default=os.cpu_count(), help='processes at a time (default: cores)')
    parser.add_argument('suites', nargs='*', metavar='SUITE', help='only these')
    options = parser.parse_args(arguments)
    names = {suite.name: suite for suite in suites.ALL}
    for name in options.suites:
        if name not in names:
            parser.error(f"no suite '{name}'; there are {known}")
    chosen = [suite for suite in suites.ALL if options.all or not suite.slow]
    if options.suites:
        chosen = [names[name] for name in options.suites]
    return options.jobs, chosen


def run_suite(suite, runner):
    start = time.monotonic()
    try:
        tally = suite.run(runner)
    except BuildFailed as reason:
        print(f'{suite.name}: {reason}')
        tally = Tally(failed=1)
    print(f'{suite.name:8} {tally}  ({time.monotonic() - start:.0f} s)', flush=True)
    return tally


def main():
    jobs, chosen = parse_arguments(sys.argv[1:])
    runner = Runner(ROOT, jobs)
    total = Tally()
    for suite in chosen:
        total += run_suite(suite, runner)
    print(total)
    return 1 if total.failed or not total.passed else 0


if __name__ == '__main__':
    sys.exit(main())
