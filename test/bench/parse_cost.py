#!/usr/bin/env python3
"""What a check costs in units of parsing: CPU time of 'corolint check' over that of 'clang++ -fsyntax-only'.

usage: parse_cost.py [--corolint PATH] [--clang PATH] [--repeat N] [-j N] COMPILE_COMMANDS...

Runs both on the same commands, in turns and in one go, so that a busy machine is busy for both. CPU time is user plus
system time of the processes and all their threads. Prints a line a database and the total.
"""
import argparse
import json
import os
import re
import resource
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = re.compile(r'\.(cpp|cc|cxx|c\+\+|C)$')
# Flags with the value behind them, and flags alone, that make files instead of parsing.
WITH_VALUE = {'-o', '-MF', '-MT', '-MQ'}
ALONE = {'-c', '-S', '-E', '-MD', '-MMD', '-MP', '-M', '-MM'}


@dataclass
class Unit:
    directory: str
    file: str
    flags: list


@dataclass
class Cost:
    corolint: float = 0.0  # seconds of CPU time
    clang: float = 0.0
    failed: int = 0  # units that do not parse with clang

    def __add__(self, other):
        return Cost(self.corolint + other.corolint, self.clang + other.clang, self.failed + other.failed)

    def line(self, name, units):
        ratio = self.corolint / self.clang if self.clang else float('nan')
        note = f'  ({self.failed} units do not parse with clang)' if self.failed else ''
        return f'{name:50} {units:5} units  corolint {self.corolint:8.1f} s  clang {self.clang:8.1f} s  {ratio:5.2f}{note}'


def parsing_flags(command):
    arguments = command.get('arguments') or shlex.split(command['command'])
    flags, skip = [], False
    for argument in arguments[1:]:
        if skip or argument in ALONE or argument == command['file']:
            skip = False
        elif argument in WITH_VALUE:
            skip = True
        else:
            flags.append(argument)
    return flags


def read_units(database):
    """The C++ units of a database; of several commands for a file the first, as corolint does it."""
    units = {}
    for command in json.loads(database.read_text()):
        file = os.path.normpath(os.path.join(command['directory'], command['file']))
        if SOURCE.search(file):
            units.setdefault(file, Unit(command['directory'], file, parsing_flags(command)))
    return list(units.values())


def cpu_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_clang(clang, unit, *more):
    """Its exit status and complaints."""
    done = subprocess.run([clang, '-fsyntax-only', '-w', '-Qunused-arguments', *more, *unit.flags, unit.file],
                          cwd=unit.directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, errors='replace')
    return done.returncode, done.stderr


def drop_unknown(clang, units):
    """Takes out what only another compiler understands: '-###' names it without parsing. Not measured."""
    for unit in units:
        _, errors = run_clang(clang, unit, '-###')
        unknown = set(re.findall(r"(?:unknown argument|unsupported option):? '([^']*)'", errors))
        unit.flags = [flag for flag in unit.flags if flag not in unknown]


def measure_clang(options, units):
    """The CPU time, and how many units do not parse."""
    before = cpu_time()
    with ThreadPoolExecutor(options.jobs) as pool:
        failed = sum(status != 0 for status, _ in pool.map(lambda unit: run_clang(options.clang, unit), units))
    return cpu_time() - before, failed


def measure_corolint(options, database, units):
    before = cpu_time()
    done = subprocess.run([options.corolint, 'check', '--no-config', '--no-cache', '--format', 'json', '-j', str(options.jobs),
                           '-p', database.parent, *(unit.file for unit in units)],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 1, 3):
        sys.exit(f'{database}: corolint ends with {done.returncode}: {done.stderr.strip()}')
    return cpu_time() - before


def measure(options, database, units):
    cost = Cost()
    for turn in range(options.repeat):
        for who in ('corolint', 'clang') if turn % 2 == 0 else ('clang', 'corolint'):
            if who == 'corolint':
                cost.corolint += measure_corolint(options, database, units)
            else:
                seconds, cost.failed = measure_clang(options, units)
                cost.clang += seconds
    return cost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('databases', nargs='+', type=Path, metavar='COMPILE_COMMANDS', help='file, or its folder')
    parser.add_argument('--corolint', default=ROOT / 'build' / 'dev' / 'bin' / 'corolint')
    parser.add_argument('--clang', default='clang++-19')
    parser.add_argument('--repeat', type=int, default=1, help='turns of both, summed up')
    parser.add_argument('-j', '--jobs', type=int, default=os.cpu_count(), help='units at a time (default: cores)')
    options = parser.parse_args()
    total, count = Cost(), 0
    for given in options.databases:
        database = (given / 'compile_commands.json' if given.is_dir() else given).resolve()
        units = read_units(database)
        drop_unknown(options.clang, units)
        cost = measure(options, database, units)
        print(cost.line(str(given), len(units)), flush=True)
        total, count = total + cost, count + len(units)
    print(total.line('total', count))


if __name__ == '__main__':
    main()
