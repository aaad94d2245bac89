"""What comes in is not to be trusted: each broken message costs an answer, never the server."""
import os
import random
import subprocess
import unittest

from lsp_client import COROLINT, Connection, ServerTest, frame

PARSE_ERROR, INVALID_REQUEST = -32700, -32600
INITIALIZE = {'jsonrpc': '2.0', 'id': 1, 'method': 'initialize', 'params': {'capabilities': {}}}


class Frames(ServerTest):
    def setUp(self):
        super().setUp()
        self.server = Connection()
        self.addCleanup(self.server.end)

    def error(self):
        message = self.server.receive()
        self.assertIsNone(message['id'], message)
        return message['error']['code']

    def assert_alive(self):
        self.server.write(frame(INITIALIZE))
        while (message := self.server.receive()).get('id') != 1:
            self.assertIn('error', message)

    def test_text_that_is_no_json(self):
        self.server.write(frame(b'{"jsonrpc": '))
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_json_that_is_no_message(self):
        for text in (b'[]', b'[{"id": 1}]', b'{}', b'3', b'null', b'{"method": 3}', b'{"id": {}, "result": 1}'):
            self.server.write(frame(text))
            self.assertEqual(self.error(), INVALID_REQUEST, text)
        self.assert_alive()

    def test_bytes_that_are_no_utf8(self):
        self.server.write(frame(b'{"jsonrpc":"2.0","id":1,"method":"\xff\xfe"}'))
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_json_nested_too_deep_to_be_meant(self):
        self.server.write(frame(b'[' * 200000))
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_a_length_that_is_none(self):
        for length in (b'-5', b'five', b'', b'99999999999999999999', b'0x10'):
            self.server.write(b'Content-Length: ' + length + b'\r\n\r\n')
            self.assertEqual(self.error(), PARSE_ERROR, length)
        self.assert_alive()

    def test_a_length_that_no_message_has(self):
        self.server.write(b'Content-Length: 9000000000\r\n\r\n')
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_a_length_that_is_too_short(self):
        message = frame(INITIALIZE)
        body = message.split(b'\r\n\r\n')[1]
        self.server.write(b'Content-Length: 20\r\n\r\n' + body + b'\r\n')
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_a_length_that_is_too_long_takes_the_next_message_along(self):
        body = b'{"jsonrpc":"2.0","method":"initialized"}'
        self.server.write(b'Content-Length: %d\r\n\r\n%s' % (len(body) + 10, body) + frame(b'{"lost": 1}'))
        self.assertEqual(self.error(), PARSE_ERROR)
        self.assert_alive()

    def test_headers_in_any_case_and_order_and_line_ends(self):
        body = b'{"jsonrpc":"2.0","id":5,"method":"none"}'
        for head in (b'content-length: %d\r\n\r\n', b'Content-Type: a/b; charset=utf-8\r\nContent-Length:%d\r\n\r\n',
                     b'Content-Length: %d\n\n'):
            self.server.write(head % len(body) + body)
            self.assertEqual(self.server.receive()['id'], 5)

    def test_noise_between_frames_is_skipped(self):
        self.server.write(b'hello\r\n\r\n' + os.urandom(20000).replace(b':', b';') + b'\n')
        self.assert_alive()

    def test_input_that_ends_within_a_frame(self):
        self.server.write(frame(INITIALIZE)[:-5])
        self.assertEqual(self.server.end(), 1)

    def test_changed_bytes_anywhere(self):
        """A session with a few bytes changed at random: the process ends as it should, whatever was said."""
        opening = {'jsonrpc': '2.0', 'method': 'textDocument/didOpen', 'params': {'textDocument': {
            'uri': (self.folder / 'a.cpp').as_uri(), 'languageId': 'cpp', 'version': 1, 'text': 'int x;\n'}}}
        change = {'jsonrpc': '2.0', 'method': 'textDocument/didChange', 'params': {
            'textDocument': {'uri': (self.folder / 'a.cpp').as_uri(), 'version': 2}, 'contentChanges': [
                {'range': {'start': {'line': 0, 'character': 4}, 'end': {'line': 0, 'character': 5}}, 'text': 'yy'}]}}
        hover = {'jsonrpc': '2.0', 'id': 2, 'method': 'textDocument/hover', 'params': {
            'textDocument': {'uri': (self.folder / 'a.cpp').as_uri()}, 'position': {'line': 0, 'character': 4}}}
        session = b''.join(map(frame, (INITIALIZE, opening, change, hover)))
        chance = random.Random(7)
        for _ in range(60):
            changed = bytearray(session)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            done = subprocess.run([COROLINT, 'lsp'], input=bytes(changed), capture_output=True, timeout=60,
                                  cwd=self.folder)
            self.assertEqual(done.returncode, 1, bytes(changed))


if __name__ == '__main__':
    unittest.main()
