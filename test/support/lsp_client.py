"""An editor without a screen: starts 'corolint lsp' and talks with it as editors do.

    with Editor(folder) as editor:
        editor.open('main.cpp', text)
        editor.diagnostics('main.cpp')

Nothing here sleeps: each wait ends with the message that it is for, or fails after a time that no healthy server takes.
"""
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COROLINT = os.environ.get('COROLINT', str(ROOT / 'build' / 'dev' / 'bin' / 'corolint'))
LONGEST = 120  # seconds

# What a present-day editor says of itself; tests take away what they are about.
EVERYTHING = {
    'general': {'positionEncodings': ['utf-16']},
    'workspace': {
        'configuration': True,
        'workspaceEdit': {'documentChanges': True, 'resourceOperations': ['create', 'rename', 'delete']},
        'didChangeWatchedFiles': {'dynamicRegistration': True},
        'diagnostics': {'refreshSupport': True},
        'workspaceFolders': True,
    },
    'textDocument': {
        'publishDiagnostics': {'relatedInformation': True, 'versionSupport': True, 'codeDescriptionSupport': True,
                               'dataSupport': True, 'tagSupport': {'valueSet': [1, 2]}},
        'codeAction': {'codeActionLiteralSupport': {'codeActionKind': {'valueSet': ['quickfix', 'source']}},
                       'isPreferredSupport': True, 'dataSupport': True,
                       'resolveSupport': {'properties': ['edit']}},
        'hover': {'contentFormat': ['markdown', 'plaintext']},
    },
    'window': {'showDocument': {'support': True}, 'workDoneProgress': True},
}


class Failed(Exception):
    """The server's answer to a request was an error."""

    def __init__(self, error):
        super().__init__(error['message'])
        self.code = error['code']


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b'Content-Length: %d\r\n\r\n%s' % (len(body), body)


class Connection:
    """Frames to and from one server process; a thread reads, so that neither side waits for the other's pipe."""

    def __init__(self, arguments=(), folder=None):
        self.process = subprocess.Popen([COROLINT, 'lsp', *arguments], cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.messages = queue.Queue()
        self.errors = []
        self.readers = [threading.Thread(target=self._read), threading.Thread(target=self._drain)]
        for reader in self.readers:
            reader.start()

    def _drain(self):
        for line in self.process.stderr:
            self.errors.append(line)

    def _read(self):
        while line := self.process.stdout.readline():
            length = 0
            while line.strip():
                name, value = line.split(b':')
                if name == b'Content-Length':
                    length = int(value)
                line = self.process.stdout.readline()
            self.messages.put(json.loads(self.process.stdout.read(length)))
        self.messages.put(None)

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self):
        """The next message; none once the server has closed its end."""
        return self.messages.get(timeout=LONGEST)

    def end(self):
        """Closes our end and says how the process ended."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass  # it was gone before
        status = self.process.wait(LONGEST)
        for reader in self.readers:
            reader.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return status


class Editor:
    """Keeps what the server has told, and the texts as it must see them."""

    def __init__(self, folder, capabilities=None, options=None, settings=None, arguments=()):
        self.folder = Path(folder)
        self.capabilities = EVERYTHING if capabilities is None else capabilities
        self.options = options
        self.settings = settings or {}
        self.connection = Connection(arguments, folder)
        self.ids = 0
        self.inbox = []        # notifications and requests of the server that nobody has waited for
        self.answers = {}
        self.registered = []   # methods
        self.versions = {}
        self.texts = {}
        self.server = self.request('initialize', {
            'processId': os.getpid(), 'rootUri': self.uri(''), 'capabilities': self.capabilities,
            'workspaceFolders': [{'uri': self.uri(''), 'name': 'test'}],
            **({'initializationOptions': options} if options else {})})
        self.notify('initialized', {})

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.connection.process.kill()
            self.connection.end()
        else:
            assert self.quit() == 0

    def quit(self):
        self.request('shutdown', None)
        self.notify('exit', None)
        return self.connection.end()

    def uri(self, name):
        return (self.folder / name).as_uri() if name else self.folder.as_uri()

    # Messages.
    def notify(self, method, params):
        self.connection.write(frame({'jsonrpc': '2.0', 'method': method, 'params': params}))

    def ask(self, method, params):
        self.ids += 1
        self.connection.write(frame({'jsonrpc': '2.0', 'id': self.ids, 'method': method, 'params': params}))
        return self.ids

    def answer(self, number):
        while number not in self.answers:
            self._take(self.connection.receive())
        message = self.answers.pop(number)
        if 'error' in message:
            raise Failed(message['error'])
        return message['result']

    def request(self, method, params):
        return self.answer(self.ask(method, params))

    def _take(self, message):
        assert message is not None, f'the server is gone: {b"".join(self.connection.errors).decode()}'
        assert message['jsonrpc'] == '2.0'
        if 'method' not in message:
            self.answers[message['id']] = message
        elif 'id' in message:
            self._serve(message)
        else:
            self.inbox.append(message)

    def _serve(self, message):
        result = None
        if message['method'] == 'workspace/configuration':
            result = [self.settings for _ in message['params']['items']]
        elif message['method'] == 'client/registerCapability':
            self.registered += [one['method'] for one in message['params']['registrations']]
        elif message['method'] == 'workspace/applyEdit':
            result = {'applied': True}
        elif message['method'] == 'window/showDocument':
            result = {'success': True}
        self.connection.write(frame({'jsonrpc': '2.0', 'id': message['id'], 'result': result}))
        self.inbox.append(message)

    def wait(self, method, wanted=lambda params: True):
        """The parameters of the next message of this kind, which is taken out of the inbox."""
        while True:
            for message in self.inbox:
                if message['method'] == method and wanted(message.get('params')):
                    self.inbox.remove(message)
                    return message.get('params')
            self._take(self.connection.receive())

    # Documents.
    def open(self, name, text=None, language='cpp'):
        text = (self.folder / name).read_text() if text is None else text
        self.versions[name], self.texts[name] = 1, text
        self.notify('textDocument/didOpen', {'textDocument': {
            'uri': self.uri(name), 'languageId': language, 'version': 1, 'text': text}})

    def change(self, name, *changes):
        """A change is a new text, or (line, character, line, character, text)."""
        self.versions[name] += 1
        events = [{'text': one} if isinstance(one, str) else
                  {'range': {'start': {'line': one[0], 'character': one[1]},
                             'end': {'line': one[2], 'character': one[3]}}, 'text': one[4]} for one in changes]
        self.notify('textDocument/didChange', {
            'textDocument': {'uri': self.uri(name), 'version': self.versions[name]}, 'contentChanges': events})

    def save(self, name):
        self.notify('textDocument/didSave', {'textDocument': {'uri': self.uri(name)}})

    def close(self, name):
        self.notify('textDocument/didClose', {'textDocument': {'uri': self.uri(name)}})

    def published(self, name):
        """What is published for the present version."""
        return self.wait('textDocument/publishDiagnostics', lambda params: params['uri'] == self.uri(name) and
                         params.get('version') == self.versions[name])

    def diagnostics(self, name):
        return self.published(name)['diagnostics']

    def actions(self, name, line, character=0, end=None, **context):
        start = {'line': line, 'character': character}
        return self.request('textDocument/codeAction', {
            'textDocument': {'uri': self.uri(name)}, 'range': {'start': start, 'end': end or start},
            'context': {'diagnostics': [], **context}})

    def hover(self, name, line, character):
        return self.request('textDocument/hover', {'textDocument': {'uri': self.uri(name)},
                                                   'position': {'line': line, 'character': character}})

    def files_changed(self, *names):
        self.notify('workspace/didChangeWatchedFiles',
                    {'changes': [{'uri': self.uri(name), 'type': 2} for name in names]})


def without(capabilities, *path):
    """A client that lacks what the path leads to."""
    copy = json.loads(json.dumps(capabilities))
    inner = copy
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return copy


def pulling(capabilities=EVERYTHING):
    """A client that asks for diagnostics."""
    text = {**capabilities['textDocument'], 'diagnostic': {'relatedDocumentSupport': False}}
    return {**capabilities, 'textDocument': text}


def edited(text, edits):
    """`text` after the TextEdits of an answer; columns count UTF-16 units."""
    lines = text.splitlines(keepends=True) + ['']

    def offset(place):
        if place['line'] >= len(lines):
            return len(text)
        units = lines[place['line']].encode('utf-16-le')[:2 * place['character']]
        return sum(map(len, lines[:place['line']])) + len(units.decode('utf-16-le'))

    for edit in sorted(edits, key=lambda e: offset(e['range']['start']), reverse=True):
        start, end = offset(edit['range']['start']), offset(edit['range']['end'])
        text = text[:start] + edit['newText'] + text[end:]
    return text


def edits_of(action, uri):
    """The TextEdits of an action for one document."""
    changes = action['edit']
    if 'changes' in changes:
        return changes['changes'][uri]
    return [edit for change in changes['documentChanges'] if change.get('textDocument', {}).get('uri') == uri
            for edit in change['edits']]


class ServerTest(unittest.TestCase):
    """A test with a project of its own: a folder with a lazy coroutine type."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix='corolint-lsp-')).resolve()
        self.addCleanup(shutil.rmtree, self.folder)
        os.environ['XDG_CACHE_HOME'] = str(self.folder / '.cache')
        shutil.copy(ROOT / 'test' / 'cli' / 'Inputs' / 'task.h', self.folder / 'task.h')
        self.write('.corolint', 'profile: default\n')

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def database(self, **flags):
        """A compile_commands.json: file stem -> flags. The files are made where they are missing."""
        commands = []
        for stem, given in flags.items():
            file = self.folder / f'{stem}.cpp'
            file.touch()
            commands.append({'directory': str(self.folder), 'file': str(file),
                             'arguments': ['clang++', '-std=c++20', *given, '-c', str(file)]})
        self.write('compile_commands.json', json.dumps(commands))

    def editor(self, *arguments, **options):
        return Editor(self.folder, *arguments, **options)

    def assert_rules(self, diagnostics, *rules):
        self.assertEqual([one['code'] for one in diagnostics], list(rules), diagnostics)
