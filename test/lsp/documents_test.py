"""The server's text is the editor's, whatever is typed and however the editor counts."""
import random
import unittest

from lsp_client import EVERYTHING, ServerTest

UNIT = {'utf-8': lambda text: len(text.encode()), 'utf-16': lambda text: len(text.encode('utf-16-le')) // 2,
        'utf-32': len}
TYPED = ['a', ' ', 'ü', '漢字', '😀', '👨‍👩‍👧', 'e\u0301', '\t', '\n', '\r\n', '\r', '\u2028', '\x0c', '', 'xyz\n\n',
         '😀\r\n😀', '\ufeff', '\U0010ffff']
CODE = '*/ /*😀*/ Task run() { /*😀ü*/ save(); co_return; }\n'


def lines_of(text):
    """Lines end with \\n, \\r\\n or \\r, and with nothing else that Python would take for an end."""
    lines, line = [], ''
    for at, letter in enumerate(text):
        line += letter
        if letter == '\n' or (letter == '\r' and text[at + 1:at + 2] != '\n'):
            lines.append(line)
            line = ''
    return lines + [line]


def place_of(text, offset, unit):
    before = lines_of(text[:offset])
    if text[offset - 1:offset + 1] == '\r\n':  # between the two the line is still the one that they end
        line = lines_of(text[:offset - 1])
        return len(line) - 1, unit(line[-1])
    return len(before) - 1, unit(before[-1])


def capabilities(*encodings):
    return {**EVERYTHING, 'general': {'positionEncodings': list(encodings)}}


class Encodings(ServerTest):
    def encoding_for(self, *offered):
        with self.editor(capabilities(*offered)) as editor:
            return editor.server['capabilities']['positionEncoding']

    def test_the_first_that_the_client_names_and_we_know(self):
        self.assertEqual(self.encoding_for('utf-8', 'utf-16', 'utf-32'), 'utf-8')
        self.assertEqual(self.encoding_for('utf-32', 'utf-8', 'utf-16'), 'utf-32')
        self.assertEqual(self.encoding_for('utf-7', 'utf-16', 'utf-8'), 'utf-16')
        self.assertEqual(self.encoding_for(), 'utf-16')
        with self.editor({}) as editor:
            self.assertEqual(editor.server['capabilities']['positionEncoding'], 'utf-16')

    def test_a_finding_behind_other_letters(self):
        line = '/*ü漢😀*/ save();'
        text = f'#include "task.h"\nTask run() {{\n{line}\nco_return; }}\n'
        for name, unit in UNIT.items():
            with self.editor(capabilities(name)) as editor:
                editor.open('main.cpp', text)
                [finding] = editor.diagnostics('main.cpp')
                start, end = finding['range']['start'], finding['range']['end']
                self.assertEqual((start, end), (
                    {'line': 2, 'character': unit(line[:line.index('save')])},
                    {'line': 2, 'character': unit(line[:line.index(';')])}), name)


class Sync(ServerTest):
    def random_edits(self, editor, chance, text, unit, count):
        """Changes the comment in front of the code, as an editor would tell of it; gives the text that it has then."""
        start = text.index('/*') + 2
        for _ in range(count):
            end = text.index('*/', start)
            begin, stop = sorted((chance.randint(start, end), chance.randint(start, end)))
            if chance.random() < .6:
                stop = begin
            typed = ''.join(chance.choice(TYPED) for _ in range(chance.randint(0, 3)))
            a, b = place_of(text, begin, unit), place_of(text, stop, unit)
            editor.change('main.cpp', (*a, *b, typed))
            # A place between \r and \n is that of the end of the line.
            begin -= text[begin - 1:begin + 1] == '\r\n'
            stop -= text[stop - 1:stop + 1] == '\r\n'
            text = text[:begin] + typed + text[stop:]
        return text

    def test_random_edits_lead_to_the_text_that_the_editor_has(self):
        for name, unit in UNIT.items():
            chance = random.Random(name)
            with self.editor(capabilities(name)) as editor:
                text = '#include "task.h"\n/*' + CODE
                editor.open('main.cpp', text)
                for _ in range(12):
                    text = self.random_edits(editor, chance, text, unit, 25)
                    [finding] = editor.diagnostics('main.cpp')
                    place = place_of(text, text.index('save'), unit)
                    start = finding['range']['start']
                    self.assertEqual((start['line'], start['character']), place, (name, text))

    def test_places_outside_of_the_text_are_the_nearest_ones_inside(self):
        with self.editor() as editor:
            editor.open('main.cpp', '#include "task.h"\n//\nTask run() {\nco_return; }')
            most = 2 ** 31 - 1
            editor.change('main.cpp', (1, 50, 1, most, ' end of its line'), (most, 0, most, most, '\n// end of all\n'))
            editor.change('main.cpp', (2, 12, 2, 12, ' save();'))
            [finding] = editor.diagnostics('main.cpp')
            self.assertEqual(finding['range']['start'], {'line': 2, 'character': 13})
            self.assertIsNone(editor.hover('main.cpp', most, most))

    def test_a_range_that_is_turned_round(self):
        with self.editor() as editor:
            editor.open('main.cpp', '#include "task.h"\nTask run() {  save(); co_return; }\n')
            editor.change('main.cpp', (1, 21, 1, 13, ''))
            self.assertEqual(editor.diagnostics('main.cpp'), [])

    def test_several_changes_at_once_follow_each_other(self):
        with self.editor() as editor:
            editor.open('main.cpp', '')
            editor.change('main.cpp', 'Task run() { co_return; }', (0, 0, 0, 0, '#include "task.h"\n'),
                          (1, 13, 1, 13, 'save(); '))
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')

    def test_changes_of_what_is_not_open_are_dropped(self):
        with self.editor() as editor:
            editor.versions['main.cpp'] = 1
            editor.change('main.cpp', 'int x;')
            editor.close('main.cpp')
            editor.save('main.cpp')
            self.assertIsNone(editor.hover('main.cpp', 0, 0))

    def test_opening_again_takes_the_text_anew(self):
        with self.editor() as editor:
            editor.open('main.cpp', '#include "task.h"\nTask run() { save(); co_return; }\n')
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')
            editor.close('main.cpp')
            editor.wait('textDocument/publishDiagnostics')
            editor.open('main.cpp', 'int x;\n')
            self.assert_rules(editor.diagnostics('main.cpp'))

    def test_documents_that_are_checked_when_they_are_saved(self):
        with self.editor(options={'run': 'onSave'}) as editor:
            editor.open('main.cpp', '#include "task.h"\nTask run() { co_return; }\n')
            self.assert_rules(editor.diagnostics('main.cpp'))
            editor.change('main.cpp', (1, 13, 1, 13, 'save(); '))
            self.assertIsNone(editor.hover('main.cpp', 1, 14))
            editor.save('main.cpp')
            self.assert_rules(editor.diagnostics('main.cpp'), 'unawaited-coroutine')


if __name__ == '__main__':
    unittest.main()
