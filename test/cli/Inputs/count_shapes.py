"""Counts the cases of a file in which something is found: count_shapes.py FILE < findings as JSON"""
import json
import re
import sys

text = open(sys.argv[1], encoding='utf-8').read()
# A case is a function called bad_* or ok_*; it ends where the next begins.
begins = [(m.start(), m[1]) for m in re.finditer(r'^[^\n/]*?\b((?:bad|ok)_\w+)\(', text, re.M)]
lines = [text.count('\n', 0, begin) + 1 for begin, _ in begins]
hit = set()
for finding in json.load(sys.stdin)['findings']:
    at = sum(line <= finding['line'] for line in lines) - 1
    if at >= 0:
        hit.add(begins[at][1])
for kind in ('bad', 'ok'):
    names = [name for _, name in begins if name.startswith(kind + '_')]
    print(f'{kind}: {len(hit & set(names))} of {len(names)}', *sorted(set(names) - hit if kind == 'bad' else hit & set(names)))
