"""Who may include whom. One direction, so that a folder can be read with the folders below it in mind only."""
import re

from tree import Complaint, is_case

# Each folder of checker/ with the folders it may include besides its own.
MAY_INCLUDE = {
    'support': set(),
    'report': {'support'},
    'config': {'report', 'support'},
    'model': {'support'},
    'vcs': {'support'},
    'frontend': {'support'},
    'flow': {'model', 'support'},
    'program': {'report', 'support'},
    'store': {'program', 'report', 'support'},
    'facts': {'program', 'flow', 'model', 'report', 'support'},
    'engine': {'store', 'program', 'facts', 'flow', 'frontend', 'config', 'model', 'report', 'support'},
    'cli': {'lsp', 'vcs', 'engine', 'store', 'program', 'facts', 'flow', 'frontend', 'config', 'model', 'report', 'support'},
    'lsp': {'engine', 'facts', 'flow', 'frontend', 'config', 'model', 'report', 'support'},
}
WITHOUT_CLANG = {'support', 'report', 'config', 'vcs', 'program', 'store'}
RULE_MAY_INCLUDE = {'program', 'facts', 'flow', 'model', 'report', 'support'}
FOR_RULES = {'engine/Rule.h', 'engine/Fixes.h', 'engine/Rewrites.h'}  # of engine/, which otherwise runs the rules
INCLUDE = re.compile(r'^\s*#\s*include\s*(<[^>]*>|"[^"]*")')


def included(tree, path):
    """The lines, names and kinds of the includes of a file."""
    for number, line in tree.lines(path):
        if found := INCLUDE.match(line):
            yield number, found[1][1:-1], found[1][0] == '<'


def foreign(name):
    """What the header belongs to: 'aio', 'clang', a folder of checker/, or '' for the rest of the world."""
    first = name.split('/')[0] if '/' in name else ''
    return first if first in ('aio', 'clang', 'llvm') or first in MAY_INCLUDE else ''


def in_checker(folder, name, angled):
    """What is wrong with an include in checker/<folder>, as (what, mend)."""
    owner = foreign(name)
    if owner == 'aio':
        return 'the checker never includes the runtime', 'describe it in checker/libraries/aio/library.yaml'
    if owner == 'clang' and folder in WITHOUT_CLANG:
        return f'{folder}/ knows no Clang', 'copy what you need into plain values in frontend/ or facts/'
    if angled or owner in ('', folder, 'clang', 'llvm') or owner in MAY_INCLUDE[folder]:
        return None
    allowed = ', '.join(sorted(MAY_INCLUDE[folder])) or 'nothing'
    return f'{folder}/ may include {allowed}, not {owner}/', f'move what you need down, or call it from a folder above'


def in_rule(name, angled):
    owner = foreign(name)
    if angled or name in FOR_RULES or owner in RULE_MAY_INCLUDE | {'', 'clang', 'llvm'}:
        return None
    return f'a rule includes {", ".join(sorted(FOR_RULES))}, facts/ and model/, not {name}', 'make what you need a fact in facts/'


def in_runtime(name, angled):
    owner = foreign(name)
    if owner in ('', 'aio'):
        return None
    return f'the runtime never includes the checker or {owner}', 'use the standard library, libuv or the system'


def complaint(path, name, angled):
    parts = path.split('/')
    if name.startswith('../') or '/../' in name:
        return 'an include that climbs out of its folder', "write the path from the folder's parent, 'report/Finding.h'"
    if parts[0] == 'checker' and parts[1] in MAY_INCLUDE:
        return in_checker(parts[1], name, angled)
    if parts[0] == 'rules':
        return in_rule(name, angled)
    if parts[0] == 'runtime' or path.startswith('test/runtime/'):
        return in_runtime(name, angled)
    return None


def check_includes(tree):
    for path in tree.cpp():
        if is_case(path):
            continue
        for number, name, angled in included(tree, path):
            if found := complaint(path, name, angled):
                yield Complaint(path, number, f"'{name}': {found[0]}", found[1])
