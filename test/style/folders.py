"""What lies where."""
import rules_table
from tree import Complaint

TOP_LEVEL = {
    '.ci', '.clang-format', '.clang-tidy', '.gitignore', '.pre-commit-hooks.yaml', 'CMakeLists.txt',
    'CMakePresets.json', 'LICENSE', 'README.md', 'action.yml', 'checker', 'editors', 'rules', 'runtime', 'test',
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


def check_rules_table(tree):
    """The table of all rules says what the rules say."""
    if rules_table.README not in tree.files:
        return
    readme = tree.text(rules_table.README)
    sources = [(rule, tree.text(f'rules/{rule}/rule.cpp')) for rule in tree.rules()
               if f'rules/{rule}/rule.cpp' in tree.files]
    if rules_table.with_table(readme, sources) != readme:
        yield Complaint(rules_table.README, 0, 'its table does not say what the rules say',
                        'run test/style/rules_table.py')
