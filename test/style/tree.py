"""The files of the project, and what a style check says about them."""
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, order=True)
class Complaint:
    path: str
    line: int  # 0 where the whole file is meant
    what: str
    mend: str

    def __str__(self):
        place = f'{self.path}:{self.line}' if self.line else self.path
        return f'{place}: {self.what}; {self.mend}'


class Tree:
    """The project's files: what git tracks or would track. Paths are relative to the root, with '/'."""

    def __init__(self, root, files=None):
        self.root = Path(root)
        listed = files if files is not None else self.from_git()
        self.files = sorted(path for path in set(listed) if (self.root / path).is_file())

    def from_git(self):
        return subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], cwd=self.root,
                              check=True, capture_output=True, text=True).stdout.split('\0')[:-1]

    @lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(errors='replace')

    def lines(self, path):
        """The lines with their numbers."""
        return enumerate(self.text(path).splitlines(), 1)

    def below(self, *folders):
        return [path for path in self.files if path.startswith(folders)]

    def cpp(self):
        return [path for path in self.files if path.endswith(('.cpp', '.h'))]

    def code(self):
        """All that people write as code: C++, Python, shell, CMake."""
        return [path for path in self.files
                if path.endswith(('.cpp', '.h', '.py', '.cmake', '.sh', 'CMakeLists.txt', '.cfg'))
                or self.text(path).startswith('#!')]

    def rules(self):
        """The ids of the rules: the folders below rules/."""
        return sorted({path.split('/')[1] for path in self.below('rules/') if path.count('/') >= 2})


def is_case(path):
    """Whether a C++ file is material for tests of the checker and need not keep the style of the project."""
    return path.startswith(('checker/libraries/', 'checker/sample/', 'test/cli/')) or (
        path.startswith('rules/') and '/test/' in path)
