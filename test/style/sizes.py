"""Files and functions that fit a reader's head."""
import ast

from scanner import functions
from tree import Complaint, is_case

MAX_FILE = 400
MAX_FUNCTION = 60


def check_file_sizes(tree):
    for path in tree.code():
        count = len(tree.text(path).splitlines())
        if count > MAX_FILE:
            yield Complaint(path, 0, f'{count} lines, the limit is {MAX_FILE}',
                            'give a second concept a file of its own; a long table is a data file')


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, node.lineno, node.end_lineno


def cpp_functions(text):
    for function in functions(text):
        yield function.head, function.first, function.last


def check_function_sizes(tree):
    for path in tree.files:
        if path.endswith('.py'):
            found = python_functions(tree.text(path))
        elif path.endswith(('.cpp', '.h')) and not is_case(path):
            found = cpp_functions(tree.text(path))
        else:
            continue
        for name, first, last in found:
            if last - first + 1 > MAX_FUNCTION:
                yield Complaint(path, first, f"'{name}' has {last - first + 1} lines, the limit is {MAX_FUNCTION}",
                                'name its steps and make them functions')
