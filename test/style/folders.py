"""What lies where."""
from tree import Complaint

TOP_LEVEL = {
    '.ci', '.clang-format', '.clang-tidy', '.gitignore', 'CMakeLists.txt', 'CMakePresets.json', 'LICENSE', 'README.md',
    'checker', 'editors', 'rules', 'runtime', 'test',
}


def check_top_level(tree):
    for entry in sorted({path.split('/')[0] for path in tree.files} - TOP_LEVEL):
        yield Complaint(entry, 0, 'does not belong to the top level', f'there are {", ".join(sorted(TOP_LEVEL))}')


def check_rule_folders(tree):
    files = set(tree.files)
    for rule in tree.rules():
        folder = f'rules/{rule}'
        for name in ('rule.cpp', 'rule.md'):
            if f'{folder}/{name}' not in files:
                yield Complaint(folder, 0, f'{name} is missing', 'rules/README.md says what a rule consists of')
        if not tree.below(f'{folder}/test/'):
            yield Complaint(folder, 0, 'test/ is missing', 'write test/*.cpp with bad_ and ok_ functions')
