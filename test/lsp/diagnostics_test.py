"""Findings in the editor: where, how severe, with what around them, and for which text."""
import json
import os
import unittest
from pathlib import Path
from urllib.parse import unquote, urlparse

from lsp_client import EVERYTHING, ServerTest, without

DROPPED = '#include "task.h"\nTask run() {\n  save();\n  co_return;\n}\n'
AWAITED = DROPPED.replace('  save', '  co_await save')
BLOCKING = '''#include "task.h"
#include <unistd.h>
static void nap() { sleep(1); }
static void rest() { nap(); }
Task run() {
  rest();
  co_return;
}
'''


class Diagnostics(ServerTest):
    def test_a_finding_is_published_with_its_range_and_the_version_of_the_text(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            published = editor.published('main.cpp')
            self.assertEqual(published['version'], 1)
            [finding] = published['diagnostics']
            self.assertEqual((finding['source'], finding['code'], finding['severity']),
                             ('corolint', 'unawaited-coroutine', 2))
            self.assertEqual(finding['range'], {'start': {'line': 2, 'character': 2},
                                                'end': {'line': 2, 'character': 8}})
            self.assertIn("'save'", finding['message'])

    def test_it_goes_when_it_is_mended_and_comes_back(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')
            editor.change('main.cpp', (2, 2, 2, 2, 'co_await '))
            self.assert_rules(editor.diagnostics('main.cpp'))
            editor.change('main.cpp', (2, 2, 2, 11, ''))
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_of_many_edits_the_last_one_counts(self):
        with self.editor() as editor:
            editor.open('main.cpp', AWAITED)
            for _ in range(20):
                editor.change('main.cpp', (0, 0, 0, 0, '\n'))
            editor.change('main.cpp', DROPPED)
            [finding] = editor.diagnostics('main.cpp')
            self.assertEqual(finding['range']['start']['line'], 2)

    def test_versions_never_go_back(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            for _ in range(30):
                editor.change('main.cpp', (0, 0, 0, 0, '\n'))
            seen = []
            while not seen or seen[-1] != 31:
                seen.append(editor.wait('textDocument/publishDiagnostics')['version'])
            self.assertEqual(seen, sorted(set(seen)))

    def test_closing_takes_them_away(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            editor.published('main.cpp')
            editor.close('main.cpp')
            cleared = editor.wait('textDocument/publishDiagnostics')
            self.assertEqual((cleared['uri'], cleared['diagnostics']), (editor.uri('main.cpp'), []))

    def test_the_way_to_a_finding_is_its_related_information_in_order(self):
        with self.editor() as editor:
            editor.open('main.cpp', BLOCKING)
            chain = [one for one in editor.diagnostics('main.cpp') if one.get('relatedInformation')][-1]
            lines = [step['location']['range']['start']['line'] for step in chain['relatedInformation']]
            self.assertEqual(lines, sorted(lines, reverse=True))
            self.assertIn(2, lines)
            self.assertNotIn('\n', chain['message'])

    def test_a_client_without_related_information_gets_it_in_the_message(self):
        lacking = without(EVERYTHING, 'textDocument', 'publishDiagnostics', 'relatedInformation')
        with self.editor(lacking) as editor:
            editor.open('main.cpp', BLOCKING)
            found = editor.diagnostics('main.cpp')
            self.assertTrue(any('\n' in one['message'] and 'main.cpp:3' in one['message'] for one in found), found)
            self.assertFalse(any('relatedInformation' in one for one in found))

    def test_the_rule_is_described_by_a_file_that_is_there(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            [finding] = editor.diagnostics('main.cpp')
            link = urlparse(finding['codeDescription']['href'])
            self.assertEqual(link.scheme, 'file')
            self.assertIn('# unawaited-coroutine', Path(unquote(link.path)).read_text())

    def test_a_client_gets_no_members_that_it_does_not_know(self):
        with self.editor({}) as editor:
            editor.open('main.cpp', DROPPED)
            [finding] = editor.diagnostics('main.cpp')
            self.assertEqual(set(finding), {'range', 'severity', 'code', 'source', 'message'})

    def test_severities_are_those_of_the_config(self):
        for word, number in (('error', 1), ('warning', 2), ('hint', 4)):
            self.write('.corolint', f'rules:\n  unawaited-coroutine: {word}\n')
            with self.editor() as editor:
                editor.open('main.cpp', DROPPED)
                self.assertEqual([one['severity'] for one in editor.diagnostics('main.cpp')], [number])

    def test_comments_silence_as_on_the_command_line(self):
        for comment in ('// NOLINT(corolint-unawaited-coroutine): why', '// NOLINT',
                        '// corolint: ignore unawaited-coroutine: why'):
            with self.editor() as editor:
                editor.open('main.cpp', DROPPED.replace('save();', f'save(); {comment}'))
                self.assert_rules(editor.diagnostics('main.cpp'))

    def test_a_comment_that_silences_nothing_is_shown_as_unnecessary(self):
        with self.editor() as editor:
            editor.open('main.cpp', AWAITED.replace('save();', 'save(); // corolint: ignore unawaited-coroutine: why'))
            [finding] = editor.diagnostics('main.cpp')
            self.assertEqual((finding['code'], finding['tags']), ('unused-suppression', [1]))

    def test_what_the_baseline_knows_is_left_out(self):
        self.write('main.cpp', DROPPED)
        os.system(f'cd {self.folder} && {os.environ.get("COROLINT")} baseline create known.json main.cpp '
                  '--no-cache -- -I. > /dev/null')
        with self.editor(options={'baseline': 'known.json'}) as editor:
            editor.open('main.cpp', DROPPED.replace('  co_return', '  save();\n  co_return'))
            self.assertEqual([one['range']['start']['line'] for one in editor.diagnostics('main.cpp')], [3])

    def test_errors_of_the_compiler_are_one_note(self):
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED + 'int broken(;\nNoType x;\nint y = nothing;\n')
            findings = editor.diagnostics('main.cpp')
            self.assert_rules(findings, 'unawaited-coroutine', 'not-checked')
            self.assertEqual(findings[1]['severity'], 3)

    def test_a_broken_config_is_told_and_mended_without_a_restart(self):
        self.write('.corolint', 'rules: {nothing-of-the-kind: error}\n')
        with self.editor() as editor:
            editor.open('main.cpp', DROPPED)
            [note] = editor.diagnostics('main.cpp')
            self.assertEqual(note['code'], 'not-checked')
            self.assertIn('nothing-of-the-kind', note['message'])
            self.write('.corolint', 'profile: default\n')
            editor.files_changed('.corolint')
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_texts_that_are_no_files_and_c_sources_are_left_alone(self):
        with self.editor() as editor:
            editor.notify('textDocument/didOpen', {'textDocument': {
                'uri': 'untitled:Untitled-1', 'languageId': 'cpp', 'version': 1, 'text': DROPPED}})
            editor.open('main.c', 'int x;\n', language='c')
            self.assertIsNone(editor.hover('main.c', 0, 0))
            editor.open('main.cpp', DROPPED)
            editor.published('main.cpp')
            self.assertEqual(editor.inbox and [m for m in editor.inbox if 'Diagnostics' in m['method']], [])

    def test_paths_with_spaces_and_other_letters(self):
        name = 'a b/ümläut %41.cpp'
        self.write(name, '')
        with self.editor() as editor:
            editor.open(name, DROPPED.replace('task.h', '../task.h'))
            published = editor.published(name)
            self.assertEqual(published['uri'], editor.uri(name))
            self.assert_rules(published['diagnostics'], 'unawaited-coroutine')

    def test_a_document_of_100_megabytes(self):
        with self.editor() as editor:
            editor.open('main.cpp', '/*' + 'x' * 99 + '\n' + ('y' * 99 + '\n') * 1_000_000 + '*/ int x;\n')
            self.assert_rules(editor.diagnostics('main.cpp'))
            editor.change('main.cpp', (1_000_001, 3, 1_000_001, 6, 'float'))
            self.assert_rules(editor.diagnostics('main.cpp'))


class Pull(ServerTest):
    def setUp(self):
        super().setUp()
        capabilities = json.loads(json.dumps(EVERYTHING))
        capabilities['textDocument']['diagnostic'] = {'dynamicRegistration': True}
        self.capabilities = capabilities

    def pull(self, editor, name, previous=None):
        params = {'textDocument': {'uri': editor.uri(name)}}
        return editor.request('textDocument/diagnostic',
                              {**params, 'previousResultId': previous} if previous else params)

    def test_an_editor_that_asks_is_not_pushed_to(self):
        with self.editor(self.capabilities) as editor:
            self.assertTrue(editor.server['capabilities']['diagnosticProvider']['interFileDependencies'])
            editor.open('main.cpp', DROPPED)
            report = self.pull(editor, 'main.cpp')
            self.assertEqual(report['kind'], 'full')
            self.assert_rules(report['items'], 'unawaited-coroutine')
            self.assertEqual([m for m in editor.inbox if 'publish' in m['method']], [])

    def test_what_is_known_is_not_sent_again(self):
        with self.editor(self.capabilities) as editor:
            editor.open('main.cpp', DROPPED)
            known = self.pull(editor, 'main.cpp')['resultId']
            self.assertEqual(self.pull(editor, 'main.cpp', known), {'kind': 'unchanged', 'resultId': known})
            editor.change('main.cpp', AWAITED)
            report = self.pull(editor, 'main.cpp', known)
            self.assertEqual((report['kind'], report['items']), ('full', []))

    def test_the_answer_is_of_the_text_that_was_asked_for(self):
        with self.editor(self.capabilities) as editor:
            editor.open('main.cpp', AWAITED)
            for round in range(5):
                editor.change('main.cpp', DROPPED + '\n' * round)
                self.assert_rules(self.pull(editor, 'main.cpp')['items'], 'unawaited-coroutine')
                editor.change('main.cpp', AWAITED)
                self.assert_rules(self.pull(editor, 'main.cpp')['items'])

    def test_the_workspace_is_answered_only_when_there_is_news(self):
        with self.editor(self.capabilities) as editor:
            first = editor.ask('workspace/diagnostic', {'previousResultIds': []})
            editor.open('main.cpp', DROPPED)
            [report] = editor.answer(first)['items']
            self.assertEqual(report['uri'], editor.uri('main.cpp'))
            self.assert_rules(report['items'], 'unawaited-coroutine')
            known = [{'uri': report['uri'], 'value': report['resultId']}]
            second = editor.ask('workspace/diagnostic', {'previousResultIds': known})
            self.pull(editor, 'main.cpp')  # an answer that comes later than one to the second request would
            self.assertNotIn(second, editor.answers)
            editor.change('main.cpp', AWAITED)
            [report] = editor.answer(second)['items']
            self.assertEqual(report['items'], [])

    def test_a_document_that_an_edit_elsewhere_has_changed_is_asked_for_again(self):
        self.write('own.h', '#pragma once\n#include "task.h"\n')
        with self.editor(self.capabilities) as editor:
            editor.open('main.cpp', DROPPED.replace('task.h', 'own.h'))
            self.assert_rules(self.pull(editor, 'main.cpp')['items'], 'unawaited-coroutine')
            editor.open('own.h')
            editor.change('own.h', '#pragma once\n#include "task.h"\n#define save() co_await save()\n')
            editor.wait('workspace/diagnostic/refresh')
            self.assert_rules(self.pull(editor, 'main.cpp')['items'])


if __name__ == '__main__':
    unittest.main()
