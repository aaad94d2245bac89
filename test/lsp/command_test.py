"""'corolint lsp' beside a session: '--check' shows what would be published, '--trace' writes what was said."""
import json
import subprocess
import unittest

from lsp_client import COROLINT, Connection, Editor, ServerTest, frame

DROPPED = '#include "task.h"\nTask run() {\n  save();\n  co_return;\n}\n'


class Command(ServerTest):
    def check(self, *arguments):
        return subprocess.run([COROLINT, 'lsp', *arguments], cwd=self.folder, capture_output=True, text=True)

    def test_check_prints_what_an_editor_would_get(self):
        self.write('main.cpp', DROPPED)
        done = self.check('--check', 'main.cpp')
        shown = json.loads(done.stdout)
        shown = shown.get('params', shown)
        with self.editor() as editor:
            editor.open('main.cpp')
            expected = editor.published('main.cpp')
        self.assertEqual(done.returncode, 1)
        self.assertEqual(shown['uri'], expected['uri'])
        self.assertEqual([one['range'] for one in shown['diagnostics']],
                         [one['range'] for one in expected['diagnostics']])

    def test_check_of_what_is_clean_or_not_there(self):
        self.write('main.cpp', 'int x;\n')
        self.assertEqual(self.check('--check', 'main.cpp').returncode, 0)
        missing = self.check('--check', 'missing.cpp')
        self.assertEqual(missing.returncode, 2)
        self.assertIn('missing.cpp', missing.stderr)

    def test_options_hold_for_it(self):
        self.write('main.cpp', DROPPED)
        self.assertEqual(self.check('--check', 'main.cpp', '--rules', '-unawaited-coroutine').returncode, 0)

    def test_a_trace_plays_again(self):
        trace = self.folder / 'trace'
        with Editor(self.folder, arguments=['--trace', trace]) as editor:
            editor.open('main.cpp', DROPPED)
            editor.published('main.cpp')
            editor.change('main.cpp', (2, 2, 2, 2, 'co_await '))
            editor.published('main.cpp')
        lines = [json.loads(line) for line in trace.read_text().splitlines()]
        said = {who: [one['message'] for one in lines if one['from'] == who] for who in ('client', 'server')}
        self.assertEqual(self.replay(said), self.last_published(said['server']))

    def last_published(self, messages):
        return [one['params'] for one in messages if one.get('method') == 'textDocument/publishDiagnostics'][-1]

    def replay(self, said):
        """Says again what the client has said, and waits for answers where the client had them."""
        server = Connection(folder=self.folder)
        heard, requests = [], {one['id'] for one in said['client'] if 'id' in one and 'method' in one}
        for message in said['client']:
            if message.get('method') == 'shutdown':
                wanted = self.last_published(said['server'])['version']
                while not heard or heard[-1].get('params', {}).get('version') != wanted:
                    heard.append(server.receive())
            server.write(frame(message))
            if message.get('id') in requests and 'method' in message:
                while 'result' not in (answer := server.receive()) or answer.get('id') != message['id']:
                    heard.append(answer)
        server.end()
        return self.last_published(heard)

    def test_a_trace_that_cannot_be_written_is_told(self):
        done = subprocess.run([COROLINT, 'lsp', '--trace', '/nowhere/trace'], input='', capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn('/nowhere/trace', done.stderr)


if __name__ == '__main__':
    unittest.main()
