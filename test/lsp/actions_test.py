"""What an editor offers on the line of a finding, and what is left of the text afterwards."""
import unittest
from pathlib import Path
from urllib.parse import unquote, urlparse

from lsp_client import EVERYTHING, ServerTest, edited, edits_of, without

TEXT = '''#include "task.h"
Task run() {
  save();
  if (true)
    save();
  co_return;
}
int plain() { save(); return 0; }
'''
LAZY = EVERYTHING
EAGER = without(EVERYTHING, 'textDocument', 'codeAction', 'resolveSupport')


class Actions(ServerTest):
    def opened(self, text=TEXT, capabilities=LAZY, **options):
        editor = self.editor(capabilities, **options)
        editor.open('main.cpp', text)
        return editor

    def titled(self, actions, words):
        found = [one for one in actions if words in one['title']]
        self.assertEqual(len(found), 1, [one['title'] for one in actions])
        return found[0]

    def after(self, editor, action):
        return edited(editor.texts['main.cpp'], edits_of(action, editor.uri('main.cpp')))

    def resolved(self, editor, action):
        return action if 'edit' in action else editor.request('codeAction/resolve', action)

    def test_a_fix_is_offered_on_any_column_of_the_line_whatever_the_client_says_it_shows(self):
        with self.opened() as editor:
            for column in (0, 3, 9):
                fix = self.titled(editor.actions('main.cpp', 2, column), 'co_await')
                self.assertEqual(fix['kind'], 'quickfix')
                self.assertIn('\n  co_await save();\n  if', self.after(editor, fix))
            self.assertEqual(editor.actions('main.cpp', 1), [])

    def test_a_fix_belongs_to_its_diagnostic_and_one_is_preferred(self):
        with self.opened() as editor:
            actions = editor.actions('main.cpp', 2)
            [preferred] = [one for one in actions if one.get('isPreferred')]
            self.assertIn('co_await', preferred['title'])
            [diagnostic] = preferred['diagnostics']
            self.assertEqual(diagnostic, [one for one in editor.diagnostics('main.cpp')
                                          if one['range']['start']['line'] == 2][0])

    def test_a_fix_that_would_not_compile_is_not_offered(self):
        text = TEXT.replace('save();\n  if', 'strict(3);\n  if').replace('"task.h"', '"task.h"\nStrict strict(int);')
        text = text.replace('Strict strict', '''struct Strict : Task {
  bool await_ready() = delete;
};
Strict strict''')
        with self.opened(text) as editor:
            line = text.splitlines().index('  strict(3);')
            self.assertEqual([one for one in editor.actions('main.cpp', line) if 'co_await' in one['title']], [])

    def test_edits_are_of_the_version_that_they_were_made_for(self):
        with self.opened() as editor:
            editor.change('main.cpp', (0, 0, 0, 0, '// a line more\n'))
            editor.texts['main.cpp'] = '// a line more\n' + TEXT
            fix = self.titled(editor.actions('main.cpp', 3), 'co_await')
            [change] = fix['edit']['documentChanges']
            self.assertEqual(change['textDocument']['version'], 2)
            self.assertIn('\n  co_await save();\n  if', self.after(editor, fix))

    def test_all_of_a_rule_at_once(self):
        for capabilities in (LAZY, EAGER):
            with self.opened(capabilities=capabilities) as editor:
                action = self.titled(editor.actions('main.cpp', 2), "all 'unawaited-coroutine'")
                if 'command' in action:  # the client asks for the change by running it
                    command = action['command']
                    editor.request('workspace/executeCommand',
                                   {'command': command['command'], 'arguments': command['arguments']})
                    action = editor.wait('workspace/applyEdit')
                text = self.after(editor, self.resolved(editor, action))
                self.assertEqual(text.count('co_await save();'), 2)
                self.assertIn('int plain() { save();', text)  # no coroutine, so nothing can be awaited

    def test_fix_all_is_a_source_action_of_our_own(self):
        for capabilities in (LAZY, EAGER):
            with self.opened(capabilities=capabilities) as editor:
                for only in ('source.fixAll.corolint', 'source.fixAll', 'source'):
                    [action] = editor.actions('main.cpp', 0, only=[only])
                    self.assertEqual(action['kind'], 'source.fixAll.corolint')
                    text = self.after(editor, self.resolved(editor, action))
                    self.assertEqual(text.count('co_await save();'), 2)
                self.assertEqual(editor.actions('main.cpp', 2, only=['source.organizeImports', 'refactor']), [])
                self.assertEqual(editor.actions('main.cpp', 2, only=['source.fixAll.corolint.more']), [])

    def test_a_document_without_findings_has_nothing_to_fix(self):
        with self.opened('int x;\n') as editor:
            self.assertEqual(editor.actions('main.cpp', 0), [])
            self.assertEqual(editor.actions('main.cpp', 0, only=['source.fixAll']), [])

    def silenced(self, words, text=TEXT, line=2):
        """The text after the suppression, in which the finding of the line is no more and no other has come."""
        with self.opened(text) as editor:
            before = len(editor.diagnostics('main.cpp'))
            changed = self.after(editor, self.titled(editor.actions('main.cpp', line), words))
            editor.change('main.cpp', changed)
            left = editor.diagnostics('main.cpp')
            self.assertEqual({one['code'] for one in left} - {'unawaited-coroutine'}, set(), left)
            self.assertLess(len(left), before)
            return changed, left

    def test_silenced_on_the_line(self):
        changed, left = self.silenced('on this line')
        self.assertRegex(changed.splitlines()[2], r'^  save\(\); // corolint: ignore unawaited-coroutine: ')
        self.assertEqual(len(left), 2)

    def test_silenced_on_a_line_that_has_a_comment(self):
        self.silenced('on this line', TEXT.replace('save();\n  if', 'save(); // for later\n  if'))

    def test_silenced_above(self):
        changed, left = self.silenced('above')
        self.assertRegex(changed.splitlines()[2], r'^  // corolint: ignore unawaited-coroutine: ')
        self.assertEqual(len(left), 2)

    def test_silenced_in_the_file(self):
        self.assertEqual(self.silenced('in this file')[1], [])

    def test_line_ends_stay_as_they_are(self):
        for words in ('on this line', 'above', 'in this file'):
            changed, _ = self.silenced(words, TEXT.replace('\n', '\r\n'))
            self.assertEqual(changed.count('\n'), changed.count('\r\n'), words)

    def test_no_comment_where_it_would_cut_a_macro(self):
        text = TEXT.replace('  save();\n  if (true)\n', '#define TWICE \\\n  save(); \\\n  save();\n  TWICE\n  if (true)\n')
        with self.opened(text) as editor:
            for line in range(len(text.splitlines())):
                for action in editor.actions('main.cpp', line):
                    if 'gnore' in action['title'] and 'edit' in action:
                        after = self.after(editor, action)
                        self.assertNotRegex(after, r'//[^\n]*\\\n')
                        self.assertNotRegex(after, r'\\\n *//')

    def test_switched_off_in_the_config(self):
        self.write('.corolint', '# ours\nprofile: default\nrules:\n  blocking-call: error # always\n')
        with self.opened() as editor:
            action = self.titled(editor.actions('main.cpp', 2), '.corolint')
            config = (self.folder / '.corolint').read_text()
            changed = edited(config, edits_of(action, editor.uri('.corolint')))
            self.assertIn('# ours\nprofile: default\nrules:\n', changed)
            self.assertIn('  blocking-call: error # always\n', changed)
            self.write('.corolint', changed)
            editor.diagnostics('main.cpp')
            editor.files_changed('.corolint')
            self.assert_rules(editor.diagnostics('main.cpp'))

    def test_a_config_is_made_where_there_is_none(self):
        (self.folder / '.corolint').unlink()
        (self.folder / '.git').mkdir()
        with self.opened() as editor:
            create, change = self.titled(editor.actions('main.cpp', 2), '.corolint')['edit']['documentChanges']
            self.assertEqual((create['kind'], create['uri']), ('create', editor.uri('.corolint')))
            self.assertEqual(edited('', change['edits']), 'rules:\n  unawaited-coroutine: off\n')

    def test_the_page_of_the_rule_is_opened(self):
        with self.opened() as editor:
            command = self.titled(editor.actions('main.cpp', 2), 'Explain')['command']
            editor.request('workspace/executeCommand',
                           {'command': command['command'], 'arguments': command['arguments']})
            link = urlparse(editor.wait('window/showDocument')['uri'])
            self.assertIn('# unawaited-coroutine', Path(unquote(link.path)).read_text())

    def test_commands_are_advertised_and_are_ours(self):
        with self.opened() as editor:
            commands = editor.server['capabilities']['executeCommandProvider']['commands']
            self.assertTrue(all(one.startswith('corolint.') for one in commands), commands)
            self.assertEqual(len(commands), len(set(commands)))

    def test_a_client_without_versioned_edits_gets_plain_ones(self):
        plain = without(EVERYTHING, 'workspace', 'workspaceEdit')
        with self.opened(capabilities=plain) as editor:
            fix = self.titled(editor.actions('main.cpp', 2), 'co_await')
            self.assertEqual(list(fix['edit']), ['changes'])
            self.assertIn('\n  co_await save();\n  if', self.after(editor, fix))


class Hover(ServerTest):
    def test_on_a_finding_it_is_the_page_of_the_rule(self):
        with self.editor() as editor:
            editor.open('main.cpp', TEXT)
            [finding, *_] = editor.diagnostics('main.cpp')
            hover = editor.hover('main.cpp', 2, 4)
            self.assertEqual(hover['range'], finding['range'])
            self.assertEqual(hover['contents']['kind'], 'markdown')
            self.assertIn(finding['message'], hover['contents']['value'])
            self.assertIn('# unawaited-coroutine', hover['contents']['value'])

    def test_elsewhere_it_is_the_other_servers(self):
        with self.editor() as editor:
            editor.open('main.cpp', TEXT)
            editor.published('main.cpp')
            self.assertIsNone(editor.hover('main.cpp', 0, 2))


if __name__ == '__main__':
    unittest.main()
