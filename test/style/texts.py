"""What a text must and must not hold."""
import re

from scanner import without_comments
from tree import Complaint, is_case

UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX|HACK)\b|^\s*#\s*if\s+0\b')
TRACE = re.compile(r'/work/|/home/(?!user\b|me\b)|(?i:\bco-authored-by\b|\bclaude\b|\banthropic\b|\bchatgpt\b|\bcopilot\b)')


def check_unfinished(tree):
    for path in tree.code():
        if path.startswith('test/style/'):
            continue
        for number, line in tree.lines(path):
            if found := UNFINISHED.search(line):
                yield Complaint(path, number, f"'{found[0].strip()}'",
                                'finish it, or state the limit as a fact with a case in test/')


def check_traces(tree):
    """Nothing tells on whose machine or with what the project was written."""
    for path in tree.files:
        if path.startswith('test/style/'):
            continue
        for number, line in tree.lines(path):
            if found := TRACE.search(line):
                yield Complaint(path, number, f"'{found[0]}'", 'write what holds on every machine and for every reader')


def check_headers(tree):
    for path in tree.files:
        if not path.endswith('.h') or is_case(path):
            continue
        text = tree.text(path)
        comment = re.match(r'(?://[^\n]*\n)*', text)[0].count('\n')
        if comment < 2:
            yield Complaint(path, 1, f'begins with {comment} lines of comment',
                            'say in two to six lines what the file is for, why it exists apart, what it leaves out')
        if not re.search(r'^#pragma once$', text, re.M):
            yield Complaint(path, 1, "has no '#pragma once'", 'put it behind the leading comment')


def check_rule_names(tree):
    """A rule's id is its folder's name; code that repeats it must be found when the folder is renamed or removed."""
    rules = tree.rules()
    if not rules:
        return
    name = re.compile(r'(?<![\w-])(?:corolint-)?(' + '|'.join(map(re.escape, rules)) + r')(?![\w-])')
    for path in tree.below('checker/', 'runtime/', 'editors/'):
        if is_case(path) or path.endswith('.md'):
            continue
        text = tree.text(path)
        text = without_comments(text) if path.endswith(('.cpp', '.h')) else text
        for number, line in enumerate(text.splitlines(), 1):
            if found := name.search(line):
                yield Complaint(path, number, f"names the rule '{found[1]}'",
                                f'only rules/{found[1]}/ may; ask the registry or the model')
