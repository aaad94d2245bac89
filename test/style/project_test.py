"""Runs every style check over the project."""
import unittest
from pathlib import Path

import checks
from tree import Tree

ROOT = Path(__file__).resolve().parents[2]


class Project(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = Tree(ROOT)

    def test_has_files(self):
        self.assertIn('test/style/project_test.py', self.tree.files)


def make_test(check):
    def test(self):
        complaints = sorted(check(self.tree))
        if complaints:
            self.fail('\n' + '\n'.join(map(str, complaints)))
    return test


for check in checks.ALL:
    setattr(Project, f'test_{check.__name__.removeprefix("check_")}', make_test(check))

if __name__ == '__main__':
    unittest.main()
