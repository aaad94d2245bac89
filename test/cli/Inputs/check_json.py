"""Checks that standard input is a report in the documented JSON form, and prints its findings and problems, a line each.

{"findings": [{"rule", "severity", "path", "line", "column", "endLine", "endColumn", "message", "steps": [...],
"fixes": [...]}], "problems": [{"path", "message"}], "stats": {...}}; lines and columns from 1.
"""
import json
import os
import sys

PLACE = {'path': str, 'line': int, 'column': int, 'endLine': int, 'endColumn': int}
FINDING = {**PLACE, 'rule': str, 'severity': str, 'message': str, 'steps': list, 'fixes': list}
STEP = {**PLACE, 'message': str}
FIX = {'title': str, 'safe': bool, 'edits': list}
EDIT = {**PLACE, 'text': str}


def check(value, form, where):
    for key, kind in form.items():
        assert isinstance(value.get(key), kind), f'{where}: {key!r} is {value.get(key)!r}, not a {kind.__name__}'
    if 'line' in form:
        assert value['line'] >= 1 and value['column'] >= 1, f'{where}: {value}'
        assert (value['endLine'], value['endColumn']) >= (value['line'], value['column']), f'{where}: {value}'
        assert os.path.isabs(value['path']), f'{where}: {value["path"]}'


report = json.load(sys.stdin)
check(report, {'findings': list, 'problems': list, 'stats': dict}, 'report')
for finding in report['findings']:
    check(finding, FINDING, 'finding')
    assert finding['severity'] in ('hint', 'warning', 'error'), finding['severity']
    for step in finding['steps']:
        check(step, STEP, 'step')
    for fix in finding['fixes']:
        check(fix, FIX, 'fix')
        for edit in fix['edits']:
            check(edit, EDIT, 'edit')
    print(f'{os.path.basename(finding["path"])}:{finding["line"]}:{finding["column"]} {finding["severity"]} '
          f'{finding["rule"]}: {finding["message"]}')
for problem in report['problems']:
    check(problem, {'path': str, 'message': str}, 'problem')
    print(f'problem {os.path.basename(problem["path"])}: {problem["message"]}')
