"""Shows that each style check can fail, and is quiet on what is right."""
import tempfile
import unittest
from pathlib import Path

import checks
import rules_table
from tree import Tree

HEADER = '// What it is for.\n// What it leaves out.\n#pragma once\n'


class ChecksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def complaints(self, check, files):
        """What `check` says of a tree with these files, as texts."""
        for path, text in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return [str(complaint) for complaint in check(Tree(self.root, files))]

    def assert_one(self, check, files, *parts):
        found = self.complaints(check, files)
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def assert_none(self, check, files):
        self.assertEqual(self.complaints(check, files), [])


class Includes(ChecksTest):
    def test_downward_is_fine(self):
        self.assert_none(checks.check_includes, {
            'checker/facts/Facts.h': '#include "Places.h"\n#include "model/AsyncModel.h"\n#include <clang/AST/Expr.h>\n',
            'checker/cli/main.cpp': '#include "engine/Engine.h"\n#include <CLI/CLI.hpp>\n',
            'rules/a/rule.cpp': '#include "engine/Rule.h"\n#include "facts/Facts.h"\n',
            'runtime/src/run.cpp': '#include <aio/run.h>\n#include <uv.h>\n#include <sys/poll.h>\n',
        })

    def test_upward_is_not(self):
        self.assert_one(checks.check_includes, {'checker/report/Sink.h': '\n#include "engine/Engine.h"\n'},
                        'checker/report/Sink.h:2: ', 'report/ may include support, not engine/', 'move what you need')

    def test_sideways_is_not(self):
        self.assert_one(checks.check_includes, {'checker/model/A.h': '#include "report/Finding.h"\n'}, 'not report/')

    def test_report_knows_no_clang(self):
        self.assert_one(checks.check_includes, {'checker/report/A.h': '#include <clang/AST/Expr.h>\n'}, 'no Clang')

    def test_checker_does_not_know_the_runtime(self):
        self.assert_one(checks.check_includes, {'checker/model/A.h': '#include <aio/task.h>\n'}, 'library.yaml')

    def test_runtime_does_not_know_the_checker(self):
        self.assert_one(checks.check_includes, {'runtime/src/a.cpp': '#include "support/Error.h"\n'}, 'never includes')
        self.assert_one(checks.check_includes, {'runtime/src/a.cpp': '#include <llvm/ADT/Twine.h>\n'}, 'never includes')

    def test_rules_see_facts_only(self):
        for name in ('engine/Engine.h', 'frontend/ParsedUnit.h', 'cli/Commands.h', 'config/Config.h'):
            self.assert_one(checks.check_includes, {'rules/a/rule.cpp': f'#include "{name}"\n'}, 'a rule includes')

    def test_rules_do_not_see_each_other(self):
        self.assert_one(checks.check_includes, {'rules/a/rule.cpp': '#include "../b/rule.cpp"\n'}, 'climbs out')

    def test_cases_may_include_what_they_show(self):
        self.assert_none(checks.check_includes, {'rules/a/test/bad_x.cpp': '#include <aio/aio.h>\n',
                                                 'checker/sample/main.cpp': '#include <aio/aio.h>\n'})


class Sizes(ChecksTest):
    def test_long_file(self):
        self.assert_one(checks.check_file_sizes, {'checker/cli/a.cpp': 'int x;\n' * 401}, '401 lines')
        self.assert_none(checks.check_file_sizes, {'checker/cli/a.cpp': 'int x;\n' * 400, 'b.yaml': '\n' * 999})

    def test_long_function(self):
        body = '  f();\n' * 59
        self.assert_one(checks.check_function_sizes, {'a.cpp': f'\nint g(int x) {{\n{body}}}\n'},
                        'a.cpp:2: ', "'int g(int x)' has 61 lines")

    def test_long_method(self):
        body = '  f();\n' * 60
        self.assert_one(checks.check_function_sizes, {
            'a.h': f'namespace n {{\nclass A : public B {{\npublic:\n  A() : x(1) {{\n{body}  }}\n}};\n}}\n'}, 'A() : x(1)')

    def test_what_is_no_function_may_be_long(self):
        body = '  {1, "}", \'{\', 1\'000}, // {\n' * 70
        self.assert_none(checks.check_function_sizes, {
            'a.cpp': f'namespace n {{\nint table[] = {{\n{body}}};\nstruct alignas(8) A {{\n{"int x;" * 9}\n}};\n}}\n'})

    def test_functions_end_where_they_end(self):
        short = 'int f() {\n  return R"({{{)" "}";\n}\n'
        self.assert_none(checks.check_function_sizes, {'a.cpp': short * 30})

    def test_long_python_function(self):
        self.assert_one(checks.check_function_sizes, {'a.py': 'def f():\n' + '    x = 1\n' * 60}, "'f' has 61 lines")


class Texts(ChecksTest):
    def test_unfinished(self):
        for text in ('int x; // TO' + 'DO later', '# FIX' + 'ME', '  #if 0', '// XX' + 'X'):
            self.assert_one(checks.check_unfinished, {'checker/cli/a.cpp': f'\n{text}\n'}, 'a.cpp:2: ')
        self.assert_none(checks.check_unfinished, {'checker/cli/a.cpp': '#if 01\nint todo;\n'})

    def test_traces(self):
        for text in ('see /work/' + 'main', '/home/' + 'ann/x'):
            self.assert_one(checks.check_traces, {'README.md': text}, 'README.md:1: ')
        self.assert_none(checks.check_traces, {'README.md': 'the homework/ folder'})

    def test_header_comment(self):
        self.assert_one(checks.check_headers, {'checker/cli/a.h': '// One line.\n#pragma once\n'}, 'two to six')
        self.assert_none(checks.check_headers, {'checker/cli/a.h': HEADER})

    def test_pragma_once(self):
        self.assert_one(checks.check_headers, {'a.h': '// One.\n// Two.\n#ifndef A\n#endif\n'}, 'pragma once')

    def test_rule_named_outside(self):
        rule = {'rules/lost-task/rule.cpp': '', 'rules/lost-task/rule.md': ''}
        for line in ('if (id == "lost-task")', 'x = "corolint-lost-task"'):
            self.assert_one(checks.check_rule_names, {**rule, 'checker/cli/a.cpp': line}, "names the rule 'lost-task'")
        self.assert_none(checks.check_rule_names, {
            **rule, 'checker/cli/a.cpp': '// for lost-task\nauto x = "lost-tasks";', 'checker/sample/README.md': 'lost-task',
            'checker/libraries/x/test.cpp': 'f(); // expect: lost-task'})


class Folders(ChecksTest):
    def test_top_level(self):
        self.assert_one(checks.check_top_level, {'notes.txt': '', 'checker/cli/a.h': ''}, 'notes.txt: does not belong')

    def test_rule_folders(self):
        whole = {'rules/a/rule.cpp': '', 'rules/a/rule.md': '', 'rules/a/test/bad_x.cpp': '', 'rules/README.md': ''}
        self.assert_none(checks.check_rule_folders, whole)
        for name in ('rule.cpp', 'rule.md', 'test/bad_x.cpp'):
            files = {path: text for path, text in whole.items() if path != f'rules/a/{name}'}
            self.assert_one(checks.check_rule_folders, files, f'{name.split("/bad")[0]}', 'is missing')

    def test_rules_table(self):
        source = 'const Rule rules::COROLINT_RULE = {\n    .summary = "a task "\n               "is lost",\n};'
        readme = rules_table.with_table(f'{rules_table.BEGIN}\n{rules_table.END}\n', [('lost-task', source)])
        self.assertIn('(lost-task/rule.md) | a task is lost | on | – |', readme)
        files = {'rules/README.md': readme, 'rules/lost-task/rule.cpp': source}
        self.assert_none(checks.check_rules_table, files)
        files['rules/lost-task/rule.cpp'] = source.replace('};', '    .tier = Tier::Hint,\n};')
        self.assert_one(checks.check_rules_table, files, 'run test/style/rules_table.py')


class EveryCheck(unittest.TestCase):
    def test_is_shown_to_fail(self):
        text = Path(__file__).read_text()
        for check in checks.ALL:
            self.assertIn(f'assert_one(checks.{check.__name__}', text.replace('\n', ' '))


if __name__ == '__main__':
    unittest.main()
