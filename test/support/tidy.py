"""The suite 'tidy': clang-tidy with our .clang-tidy, on what is not as it was when it passed."""
import functools
import hashlib
import json
import os
import re
from pathlib import Path

# Each of these lines has something that .clang-tidy asks for.
UNTIDY = 'static int *Name(int *p) {\n  if (p) return p; else return 0;\n}\nint *name(int *p) { return Name(p); }\n'
UNTIDY_CHECKS = {'readability-identifier-naming', 'readability-else-after-return', 'modernize-use-nullptr'}


def command(build):
    return ['clang-tidy-19', '--load', build / 'test' / 'own_code_plugin.so', '--quiet', '-p', build]


def overlooked(runner, build):
    """The checks that are quiet about a file that is not tidy: none, or that all files are tidy means nothing."""
    source = runner.logs / 'untidy.cpp'
    source.write_text(UNTIDY)
    _, output = runner.run([*command(build), source, '--', '-std=c++20'])
    return sorted(check for check in UNTIDY_CHECKS if f'[{check}' not in output)


def dependencies(runner, build):
    """Which of our files each object is made from: object -> set of paths, as the compiler told ninja."""
    _, output = runner.run(['ninja', '-C', build, '-t', 'deps'])
    made, files = {}, set()
    for line in output.splitlines():
        if line.startswith('    '):
            path = Path(os.path.normpath(build / line.strip()))
            if path.is_relative_to(runner.root) and not path.is_relative_to(build):
                files.add(path)
        elif ': #deps' in line:
            files = made.setdefault(line.split(': #deps')[0], set())
    return made


def keys(runner, build):
    """For each of our units what clang-tidy's answer depends on, as a hash: path -> key."""
    read = functools.cache(Path.read_bytes)
    settings = [runner.root / path for path in sorted(runner.run(['git', 'ls-files', '*.clang-tidy'])[1].split())]
    settings.append(runner.root / 'test' / 'support' / 'own_code_plugin.cpp')
    made = dependencies(runner, build)
    result = {}
    for entry in json.loads((build / 'compile_commands.json').read_text()):
        key = hashlib.sha256(entry['command'].encode())
        unit_object = re.search(r' -o (\S+)', entry['command'])[1]
        for path in (*settings, *sorted(made.get(unit_object, ())), Path(entry['file'])):
            key.update(read(path))
        result[os.path.relpath(entry['file'], runner.root)] = key.hexdigest()
    return result


class Passed:
    """The keys of the units that passed, kept in build/logs/."""

    def __init__(self, runner, build):
        self.path = runner.logs / 'tidy-passed.json'
        self.keys = keys(runner, build)
        before = set(json.loads(self.path.read_text())) if self.path.exists() else set()
        self.known = before & set(self.keys.values())

    def split(self, files):
        """Of `files` those that passed as they are, and those to look at."""
        units = [path for path in files if path in self.keys]
        return ([path for path in units if self.keys[path] in self.known],
                [path for path in units if self.keys[path] not in self.known])

    def add(self, path):
        self.known.add(self.keys[path])
        self.path.write_text(json.dumps(sorted(self.known)))
