"""Demands that corolint and debug mode of aio name the same line: compare.py CHECKER BUILD SOURCE PROGRAM

The source says which rule finds its mistake, and marks the line with '// expect: <rule>'. Of a step that takes long
debug mode names the awaits before and after it: all lines from the one to the other count as named.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path


def marked_lines(text, rule):
    return {number for number, line in enumerate(text.splitlines(), 1) if f'// expect: {rule}' in line}


def found_lines(checker, build, source, rule):
    done = subprocess.run([checker, 'check', source, '-p', build, '--no-config', '--format', 'json', '--profile', 'all',
                           '--rules', rule], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f'corolint: exit status {done.returncode}\n{done.stdout}{done.stderr}')
    return {finding['line'] for finding in json.loads(done.stdout)['findings']}


def reported_lines(report, name):
    place = rf'\S*{re.escape(name)}:(\d+)'
    steps = re.findall(rf'from {place} to {place}', report)
    return {int(line) for line in re.findall(place, report)}.union(
        *(range(int(first), int(last) + 1) for first, last in steps))


def text_of(line):
    """What debug mode says in a line of JSON as it says it in text. What the program itself says stays as it is."""
    if not line.startswith('{'):
        return line
    report = json.loads(line)
    places = [f'{report[file]}:{report[number]}' for file, number in (('file', 'line'), ('called_file', 'called_line'))
              if file in report]
    return ' '.join([report['message'], *places])


def run(program, *arguments, mode='1'):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60,
                          env={**os.environ, 'AIO_DEBUG': mode})
    if done.returncode:
        sys.exit(f'{program}: exit status {done.returncode}\n{done.stderr}')
    return done.stderr


def main():
    checker, build, source, program = sys.argv[1:]
    text = Path(source).read_text()
    rule = re.search(r'^// rule: (\S+)$', text, re.M)[1]
    wanted = marked_lines(text, rule)
    if not wanted:
        sys.exit(f'{source}: no line is marked')
    if (found := found_lines(checker, build, source, rule)) != wanted:
        sys.exit(f'corolint finds {rule} in lines {sorted(found)}, not {sorted(wanted)}')
    report = run(program)
    reported = reported_lines(report, Path(source).name)
    if not wanted <= reported:
        sys.exit(f'debug mode names lines {sorted(reported)}, not {sorted(wanted)}:\n{report}')
    report = run(program, mode='json')
    if reported_lines('\n'.join(map(text_of, report.splitlines())), Path(source).name) != reported:
        sys.exit(f'in JSON debug mode does not name the lines {sorted(reported)}:\n{report}')
    if 'aio: ' in report:
        sys.exit(f'a line is not JSON:\n{report}')
    if quiet := run(program, 'ok'):
        sys.exit(f'debug mode complains about the good twin:\n{quiet}')


if __name__ == '__main__':
    main()
