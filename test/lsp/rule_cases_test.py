"""One engine: the server finds in each rule's cases what 'corolint check' finds.

All cases go through one server. What it publishes is compared with the report of the command line: rule, range,
severity, message, and the steps of the path; what it offers as a fix with the fixes of the report.
"""
import json
import os
import subprocess
import unittest

from lsp_client import COROLINT, EVERYTHING, ROOT, Editor, ServerTest, edits_of, pulling

INCLUDES = ('runtime/include', 'test/support', 'checker/libraries')
NUMBERS = {'error': 1, 'warning': 2, 'hint': 4}


def cases():
    """One in some of the cases of each rule, unless all are asked for; the same in each run."""
    files = sorted(ROOT.glob('rules/*/test/*.cpp'))
    return files if os.environ.get('COROLINT_ALL_CASES') else files[::6]


def place(line, column):
    return {'line': line - 1, 'character': column - 1}


def span(json):
    return {'start': place(json['line'], json['column']), 'end': place(json['endLine'], json['endColumn'])}


class RuleCases(ServerTest):
    def setUp(self):
        super().setUp()
        flags = [flag for folder in INCLUDES for flag in ('-isystem', str(ROOT / folder))]
        self.files = cases()
        self.write('compile_commands.json', json.dumps([
            {'directory': str(ROOT), 'file': str(file),
             'arguments': ['clang++', '-std=c++20', '-pthread', *flags, '-c', str(file)]} for file in self.files]))

    def by_command_line(self):
        done = subprocess.run([COROLINT, 'check', '-p', self.folder, '--no-cache', '--profile', 'all', '--format', 'json',
                               *self.files], cwd=ROOT, capture_output=True, text=True)
        report = json.loads(done.stdout)
        found = {str(file): [] for file in self.files}
        for finding in report['findings']:
            found[str(ROOT / finding['path'])].append(finding)
        return found

    def by_server(self):
        capabilities = pulling({**EVERYTHING, 'general': {'positionEncodings': ['utf-8']}})
        found = {}
        with Editor(ROOT, capabilities, options={'buildFolder': str(self.folder), 'profile': 'all'}) as editor:
            names = [str(file.relative_to(ROOT)) for file in self.files]
            asked = {}
            for name in names:
                editor.open(name)
                asked[name] = editor.ask('textDocument/diagnostic', {'textDocument': {'uri': editor.uri(name)}})
            for name in names:
                found[str(ROOT / name)] = editor.answer(asked[name])['items']
        return found

    def test_the_server_finds_what_the_command_line_finds(self):
        expected, published = self.by_command_line(), self.by_server()
        compared = 0
        for file, findings in expected.items():
            wanted = [(one['rule'], span(one), NUMBERS[one['severity']], one['message'],
                       [step['message'] for step in one['steps']]) for one in findings]
            got = [(one['code'], one['range'], one['severity'], one['message'],
                    [step['message'] for step in one.get('relatedInformation', [])]) for one in published[file]
                   if one['code'] != 'not-checked']
            key = lambda one: (one[1]['start']['line'], one[1]['start']['character'], one[0], one[3])
            self.assertEqual(sorted(got, key=key), sorted(wanted, key=key), file)
            compared += len(wanted)
        self.assertGreater(compared, 50)


if __name__ == '__main__':
    unittest.main()
