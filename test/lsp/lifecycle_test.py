"""The life of a server: what is answered when, and how it ends."""
import unittest

from lsp_client import Connection, Failed, ServerTest, frame

INITIALIZE = {'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'capabilities': {}}}
NOT_INITIALIZED, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS = -32002, -32600, -32601, -32602
CANCELLED = -32800


class Lifecycle(ServerTest):
    def error_of(self, editor, method, params):
        with self.assertRaises(Failed) as failed:
            editor.request(method, params)
        return failed.exception.code

    def test_requests_before_initialize_are_refused(self):
        server = Connection()
        server.write(frame({'jsonrpc': '2.0', 'id': 7, 'method': 'textDocument/hover', 'params': {}}))
        answer = server.receive()
        self.assertEqual((answer['id'], answer['error']['code']), (7, NOT_INITIALIZED))
        server.end()

    def test_notifications_before_initialize_are_dropped(self):
        server = Connection()
        server.write(frame({'jsonrpc': '2.0', 'method': 'textDocument/didOpen', 'params': {}}))
        server.write(frame(INITIALIZE))
        self.assertEqual(server.receive()['id'], 1)
        server.end()

    def test_initialize_comes_once(self):
        with self.editor() as editor:
            self.assertEqual(self.error_of(editor, 'initialize', {'capabilities': {}}), INVALID_REQUEST)

    def test_says_who_it_is(self):
        with self.editor() as editor:
            self.assertEqual(editor.server['serverInfo']['name'], 'corolint')

    def test_advertises_nothing_that_a_language_server_for_cpp_owns(self):
        with self.editor() as editor:
            for owned in ('completionProvider', 'definitionProvider', 'renameProvider', 'documentFormattingProvider',
                          'signatureHelpProvider', 'documentSymbolProvider', 'semanticTokensProvider'):
                self.assertNotIn(owned, editor.server['capabilities'])

    def test_unknown_requests_are_answered_and_unknown_notifications_are_not(self):
        with self.editor() as editor:
            editor.notify('$/something', {})
            editor.notify('textDocument/something', {})
            self.assertEqual(self.error_of(editor, '$/something', {}), UNKNOWN_METHOD)
            self.assertEqual(self.error_of(editor, 'textDocument/something', {}), UNKNOWN_METHOD)
            self.assertEqual(editor.inbox, [])

    def test_wrong_parameters_are_an_error_of_the_request_alone(self):
        with self.editor() as editor:
            for params in (None, {}, [], {'textDocument': 3}, {'textDocument': {'uri': 4}, 'position': {}}):
                self.assertEqual(self.error_of(editor, 'textDocument/hover', params), INVALID_PARAMS)
            editor.notify('textDocument/didOpen', {'textDocument': {'uri': 'file:///a.cpp'}})
            editor.notify('textDocument/didChange', [])
            self.assertIsNone(editor.hover('none.cpp', 0, 0))

    def test_a_cancelled_request_is_answered_at_once(self):
        with self.editor(capabilities={'textDocument': {'diagnostic': {}}}) as editor:
            known = editor.ask('workspace/diagnostic', {'previousResultIds': []})  # waits for news
            editor.notify('$/cancelRequest', {'id': known})
            with self.assertRaises(Failed) as failed:
                editor.answer(known)
            self.assertEqual(failed.exception.code, CANCELLED)

    def test_cancelling_what_is_not_asked_changes_nothing(self):
        with self.editor() as editor:
            for params in ({'id': 99}, {'id': 'x'}, {}, None):
                editor.notify('$/cancelRequest', params)
            self.assertIsNone(editor.hover('none.cpp', 0, 0))
            self.assertEqual(editor.answers, {})

    def test_requests_after_shutdown_are_refused(self):
        editor = self.editor()
        editor.request('shutdown', None)
        self.assertEqual(self.error_of(editor, 'textDocument/hover', {}), INVALID_REQUEST)
        editor.notify('exit', None)
        self.assertEqual(editor.connection.end(), 0)

    def test_exit_without_shutdown_is_a_failure(self):
        editor = self.editor()
        editor.notify('exit', None)
        self.assertEqual(editor.connection.end(), 1)

    def test_the_end_of_input_ends_it(self):
        editor = self.editor()
        editor.open('main.cpp', '#include "task.h"\n')
        self.assertEqual(editor.connection.end(), 1)


if __name__ == '__main__':
    unittest.main()
