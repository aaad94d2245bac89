#!/usr/bin/env python3
"""What a check costs in units of parsing: CPU time of 'corolint check' over that of 'clang++ -fsyntax-only'.

usage: parse_cost.py [--corolint PATH] [--clang PATH] [--repeat N] COMPILE_COMMANDS...

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

    def line(self, name, units, failed):
        ratio = self.corolint / self.clang if self.clang else float('nan')
        note = f'  ({failed} units do not parse with clang)' if failed else ''
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


def parse(clang, unit):
    """Parses with clang; returns its complaints, empty where there are none."""
    done = subprocess.run([clang, '-fsyntax-only', '-w', '-Qunused-arguments', *unit.flags, unit.file],
                          cwd=unit.directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, errors='replace')
    return done.stderr if done.returncode else ''


def drop_unknown(clang, units):
    """Takes out what only another compiler understands, and says how many units still do not parse. Not measured."""
    failed = 0
    with ThreadPoolExecutor() as pool:
        for unit, errors in zip(units, pool.map(lambda unit: parse(clang, unit), units)):
            unknown = set(re.findall(r"(?:unknown argument|unsupported option):? '([^']*)'", errors))
            unit.flags = [flag for flag in unit.flags if flag not in unknown]
            failed += bool(parse(clang, unit) if unknown else errors)
    return failed


def measure_clang(clang, units):
    before = cpu_time()
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda unit: parse(clang, unit), units))
    return cpu_time() - before


def measure_corolint(corolint, database, units):
    before = cpu_time()
    done = subprocess.run([corolint, 'check', '--no-config', '--format', 'json', '-p', database.parent,
                           *(unit.file for unit in units)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 1, 3):
        sys.exit(f'{database}: corolint ends with {done.returncode}: {done.stderr.strip()}')
    return cpu_time() - before


def measure(options, database, units):
    cost = Cost()
    for turn in range(options.repeat):
        for who in ('corolint', 'clang') if turn % 2 == 0 else ('clang', 'corolint'):
            if who == 'corolint':
                cost.corolint += measure_corolint(options.corolint, database, units)
            else:
                cost.clang += measure_clang(options.clang, units)
    return cost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('databases', nargs='+', type=Path, metavar='COMPILE_COMMANDS', help='file, or its folder')
    parser.add_argument('--corolint', default=ROOT / 'build' / 'dev' / 'bin' / 'corolint')
    parser.add_argument('--clang', default='clang++-19')
    parser.add_argument('--repeat', type=int, default=1, help='turns of both, summed up')
    options = parser.parse_args()
    total, count, failures = Cost(), 0, 0
    for given in options.databases:
        database = (given / 'compile_commands.json' if given.is_dir() else given).resolve()
        units = read_units(database)
        failed = drop_unknown(options.clang, units)
        cost = measure(options, database, units)
        print(cost.line(str(given), len(units), failed), flush=True)
        total = Cost(total.corolint + cost.corolint, total.clang + cost.clang)
        count, failures = count + len(units), failures + failed
    print(total.line('total', count, failures))


if __name__ == '__main__':
    main()
