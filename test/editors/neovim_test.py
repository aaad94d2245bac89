"""Debian's Neovim with editors/neovim: what a user sees and does, in the real editor."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COROLINT = os.environ.get('COROLINT', str(ROOT / 'build/dev/bin/corolint'))
TEXT = '''#include "task.h"
Task save();
Task all() {
  save();
  save();
  if (true) save();
  co_return;
}
'''


class Neovim(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory(prefix='corolint-neovim-') as name:
            folder = Path(name).resolve()
            (folder / '.corolint').write_text('profile: default\n')
            (folder / 'main.cpp').write_text(TEXT)
            shutil.copy(ROOT / 'test/cli/Inputs/task.h', folder)
            done = subprocess.run(
                ['nvim', '--headless', '-u', 'NONE', '--cmd', f'set runtimepath+={ROOT}/editors/neovim',
                 '-c', f'luafile {ROOT}/test/editors/neovim_session.lua'],
                env={**os.environ, 'COROLINT': COROLINT, 'FOLDER': str(folder), 'HOME': name,
                     'XDG_CACHE_HOME': f'{name}/cache'},
                stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False)
            cls.output = done.stdout + done.stderr
            lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{')]
            cls.steps = {line['step']: line['what'] for line in lines}

    def test_nothing_went_wrong(self):
        self.assertNotIn('error', self.steps, self.output)

    def test_findings_are_shown_when_a_file_is_opened(self):
        self.assertEqual(self.steps.get('open'), [f'{line} unawaited-coroutine' for line in (4, 5, 6)], self.output)

    def test_a_quick_fix_mends_its_line(self):
        self.assertEqual(self.steps.get('quick fix'),
                         ['  co_await save();', ['5 unawaited-coroutine', '6 unawaited-coroutine']], self.output)

    def test_a_comment_silences_a_line(self):
        text, rules = self.steps.get('suppress') or (self.output, [])
        self.assertRegex(text, r'save\(\); // corolint: ignore unawaited-coroutine')
        self.assertEqual(rules, ['6 unawaited-coroutine'])

    def test_fix_all_mends_what_is_safe(self):
        text, rules = self.steps.get('fix all') or (self.output, [])
        self.assertIn('co_await save();', text)
        self.assertFalse(rules)

    def test_an_edit_is_checked_as_it_is_typed(self):
        self.assertEqual(self.steps.get('edit'), ['4 unawaited-coroutine'], self.output)

    def test_hover_shows_the_page_of_the_rule(self):
        self.assertTrue(self.steps.get('hover'), self.output)

    def test_a_server_that_was_stopped_starts_again(self):
        self.assertEqual(self.steps.get('restart'), ['4 unawaited-coroutine'], self.output)


if __name__ == '__main__':
    unittest.main()
