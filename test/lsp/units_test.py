"""How a document is compiled: by the database, as a part of who includes it, or by a guess that shows no false errors."""
import unittest

from lsp_client import ServerTest

USE = '#include "task.h"\nTask run() {\n  save();\n  co_return;\n}\n'


class Units(ServerTest):
    def test_without_a_database_it_is_cpp20(self):
        with self.editor() as editor:
            editor.open('main.cpp', USE + '#if __cplusplus < 202002L\n#error too old\n#endif\n')
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_without_a_database_headers_beside_and_in_include_are_found(self):
        self.write('include/shop/a.h', '#pragma once\n#include "task.h"\n')
        self.write('src/near.h', '#pragma once\n')
        with self.editor() as editor:
            editor.open('src/main.cpp', USE.replace('"task.h"', '<shop/a.h>\n#include "near.h"'))
            self.assert_rules(editor.diagnostics('src/main.cpp'), 'unawaited-coroutine')

    def test_a_source_has_its_own_command(self):
        self.database(one=['-DSAVE=save()'], two=['-DSAVE=0'])
        with self.editor() as editor:
            for name, rules in (('one.cpp', ['unawaited-coroutine']), ('two.cpp', [])):
                editor.open(name, USE.replace('save()', 'SAVE'))
                self.assert_rules(editor.diagnostics(name), *rules)

    def test_the_database_may_lie_in_a_folder_that_the_client_names(self):
        self.database(main=['-DSAVE=save()'])
        self.write('out/compile_commands.json', (self.folder / 'compile_commands.json').read_text())
        (self.folder / 'compile_commands.json').unlink()
        with self.editor(options={'buildFolder': 'out'}) as editor:
            editor.open('main.cpp', USE.replace('save()', 'SAVE'))
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_a_source_that_no_database_knows_is_compiled_as_its_neighbours(self):
        self.database(main=['-DSAVE=save()'])
        with self.editor() as editor:
            editor.open('fresh.cpp', USE.replace('save()', 'SAVE'))
            self.assert_rules(editor.diagnostics('fresh.cpp'), 'unawaited-coroutine')

    def test_a_header_is_seen_as_a_unit_that_includes_it_sees_it(self):
        self.database(other=[], main=['-DSAVE=save()'])
        self.write('own.h', 'inline Task run() {\n  SAVE;\n  co_return;\n}\n')  # includes nothing itself
        self.write('main.cpp', '#include "task.h"\n#include "own.h"\n')
        with self.editor() as editor:
            editor.open('own.h')
            [finding] = editor.diagnostics('own.h')
            self.assertEqual(finding['range']['start'], {'line': 1, 'character': 2})

    def test_a_header_that_nothing_includes_is_checked_alone(self):
        for database in (False, True):
            if database:
                self.database(main=[])
            with self.editor() as editor:
                editor.open('own.h', '#pragma once\n#include "task.h"\ninline Task run() { save(); co_return; }\n', 'c')
                self.assert_rules(editor.diagnostics('own.h'), 'unawaited-coroutine')

    def test_findings_of_a_header_are_shown_in_the_header_alone(self):
        self.write('own.h', '#pragma once\n#include "task.h"\ninline Task run() { save(); co_return; }\n')
        self.write('main.cpp', '#include "own.h"\n')
        self.database(main=[])
        with self.editor() as editor:
            editor.open('main.cpp')
            self.assert_rules(editor.diagnostics('main.cpp'))
            editor.open('own.h')
            self.assert_rules(editor.diagnostics('own.h'), 'unawaited-coroutine')

    def test_an_edit_of_a_header_checks_who_includes_it_before_it_is_saved(self):
        self.write('own.h', '#pragma once\n#include "task.h"\n')
        with self.editor() as editor:
            editor.open('main.cpp', USE.replace('task.h', 'own.h'))
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')
            editor.open('own.h')
            editor.diagnostics('own.h')
            editor.change('own.h', '#pragma once\n#include "task.h"\n#define save() co_await save()\n')
            editor.wait('textDocument/publishDiagnostics', lambda params: params['uri'] == editor.uri('main.cpp') and
                        not params['diagnostics'])
            editor.close('own.h')  # unsaved: the disk's text counts again
            editor.wait('textDocument/publishDiagnostics', lambda params: params['uri'] == editor.uri('main.cpp') and
                        len(params['diagnostics']) == 1)

    def test_a_header_that_changes_on_the_disk(self):
        self.write('own.h', '#pragma once\n#include "task.h"\n')
        with self.editor() as editor:
            editor.open('main.cpp', USE.replace('task.h', 'own.h'))
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')
            self.write('own.h', '#pragma once\n#include "task.h"\n#define save() co_await save()\n')
            editor.files_changed('own.h')
            self.assert_rules(editor.diagnostics('main.cpp'))

    def test_a_database_that_changes(self):
        self.database(main=['-DSAVE=0'])
        with self.editor() as editor:
            editor.open('main.cpp', USE.replace('save()', 'SAVE'))
            self.assert_rules(editor.diagnostics('main.cpp'))
            self.database(main=['-DSAVE=save()'])
            editor.files_changed('compile_commands.json')
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_a_database_that_cannot_be_read_is_told(self):
        self.write('compile_commands.json', '[{')
        with self.editor() as editor:
            editor.open('main.cpp', USE)
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine', 'not-checked')


class Workspace(ServerTest):
    def test_files_that_matter_are_watched(self):
        with self.editor() as editor:
            editor.open('main.cpp', USE)
            editor.published('main.cpp')
            self.assertIn('workspace/didChangeWatchedFiles', editor.registered)

    def test_settings_are_asked_for_and_hold(self):
        with self.editor(settings={'rules': '-unawaited-coroutine'}) as editor:
            editor.wait('workspace/configuration')
            editor.open('main.cpp', USE)
            self.assert_rules(editor.diagnostics('main.cpp'))

    def test_settings_that_are_pushed_hold_without_a_restart(self):
        with self.editor() as editor:
            editor.open('main.cpp', USE)
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')
            editor.notify('workspace/didChangeConfiguration',
                          {'settings': {'corolint': {'rules': '-unawaited-coroutine'}}})
            editor.wait('textDocument/publishDiagnostics', lambda params: not params['diagnostics'])

    def test_settings_of_wrong_types_change_nothing(self):
        with self.editor(options={'rules': 3, 'profile': [], 'run': None, 'other': {}}) as editor:
            editor.open('main.cpp', USE)
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_folders_come_and_go(self):
        with self.editor() as editor:
            folder = {'uri': editor.uri('more'), 'name': 'more'}
            for event in ({'added': [folder], 'removed': []}, {'added': [], 'removed': [folder]}):
                editor.notify('workspace/didChangeWorkspaceFolders', {'event': event})
            editor.open('more/main.cpp', '#include "../task.h"\nTask run() { save(); co_return; }\n')
            self.assert_rules(editor.diagnostics('more/main.cpp'), 'unawaited-coroutine')

    def test_each_folder_has_its_own_config(self):
        self.write('a/.corolint', 'rules: {unawaited-coroutine: error}\n')
        self.write('b/.corolint', 'rules: {unawaited-coroutine: off}\n')
        with self.editor() as editor:
            for name, severities in (('a/main.cpp', [1]), ('b/main.cpp', [])):
                editor.open(name, USE.replace('task.h', '../task.h'))
                self.assertEqual([one['severity'] for one in editor.diagnostics(name)], severities)


if __name__ == '__main__':
    unittest.main()
