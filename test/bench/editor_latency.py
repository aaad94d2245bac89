#!/usr/bin/env python3
"""How fast `corolint lsp` answers an editor, beside another language server in turns.

    editor_latency.py [--other 'clangd-19 --background-index=false --clang-tidy'] [--edits N] FILE...

Prints a line a file and server: the time from opening to the first diagnostics, from a key to its diagnostics (median
and 95th percentile), from the last of 20 quick keys, from opening the file again, each with the CPU time of all the
server's processes; their proportional memory at the end; then the ratios of the times. The first opening finds no
cache: the server gets an empty one.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

TICK_MS = 1000 / os.sysconf('SC_CLK_TCK')
CAPABILITIES = {'textDocument': {'publishDiagnostics': {'versionSupport': True, 'relatedInformation': True}}}


def family(process):
    """The process and all below it."""
    pids, todo = [], [process]
    while todo:
        pid = todo.pop()
        pids.append(pid)
        for thread in Path(f'/proc/{pid}/task').glob('*/children'):
            try:
                todo += [int(child) for child in thread.read_text().split()]
            except OSError:
                pass
    return pids


class Cpu(threading.Thread):
    """CPU time of a server with its processes, also of those that live for a moment."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.known = server, {}

    def run(self):
        while self.server.poll() is None:
            self.look()
            time.sleep(0.01)

    def look(self):
        for pid in family(self.server.pid):
            try:
                fields = Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
            except OSError:
                continue
            self.known[pid] = (int(fields[11]) + int(fields[12])) * TICK_MS

    def milliseconds(self):
        self.look()
        return sum(self.known.values())


class Server:
    """A language server with one document, as an editor that wants diagnostics pushed sees it."""

    def __init__(self, command, file):
        self.uri, self.version, self.requests = Path(file).as_uri(), 0, 0
        self.cache = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(command.split(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, cwd=Path(file).parent,
                                        env={**os.environ, 'XDG_CACHE_HOME': self.cache.name})
        self.published, self.answered = {}, {}
        self.news = threading.Condition()
        self.cpu = Cpu(self.process)
        self.cpu.start()
        threading.Thread(target=self.read, daemon=True).start()
        self.request('initialize', {'processId': os.getpid(), 'rootUri': Path(file).parent.as_uri(),
                                    'capabilities': CAPABILITIES})
        self.notify('initialized', {})

    def read(self):
        while header := self.process.stdout.readline():
            length = int(header.split(b':')[1])
            while self.process.stdout.readline().strip():
                pass
            message = json.loads(self.process.stdout.read(length))
            with self.news:
                if message.get('method') == 'textDocument/publishDiagnostics':
                    if message['params']['uri'] == self.uri:
                        self.published[message['params'].get('version')] = time.perf_counter()
                elif 'method' in message and 'id' in message:
                    self.send({'id': message['id'], 'result': None})
                elif 'id' in message:
                    self.answered[message['id']] = message
                self.news.notify_all()

    def send(self, message):
        body = json.dumps({'jsonrpc': '2.0', **message}).encode()
        self.process.stdin.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({'method': method, 'params': params})

    def request(self, method, params):
        self.requests += 1
        self.send({'id': self.requests, 'method': method, 'params': params})
        self.wait(lambda: self.requests in self.answered)

    def wait(self, happened):
        with self.news:
            if not self.news.wait_for(happened, 120):
                raise TimeoutError('no answer from the server for two minutes')

    def diagnostics(self, since):
        """Milliseconds from `since` to the diagnostics of the present version."""
        self.wait(lambda: self.version in self.published)
        return (self.published[self.version] - since) * 1000

    def open(self, text):
        self.version += 1
        begin = time.perf_counter()
        self.notify('textDocument/didOpen', {'textDocument': {'uri': self.uri, 'languageId': 'cpp',
                                                              'version': self.version, 'text': text}})
        return begin

    def close(self):
        self.notify('textDocument/didClose', {'textDocument': {'uri': self.uri}})

    def key(self, line, column, text, until=None):
        self.version += 1
        begin = time.perf_counter()
        place = {'start': {'line': line, 'character': column}, 'end': {'line': line, 'character': until or column}}
        self.notify('textDocument/didChange', {'textDocument': {'uri': self.uri, 'version': self.version},
                                               'contentChanges': [{'range': place, 'text': text}]})
        return begin

    def memory_mb(self):
        total = 0
        for pid in family(self.process.pid):
            try:
                rollup = Path(f'/proc/{pid}/smaps_rollup').read_text()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith('Pss:'))
        return total * 1024 / 1e6

    def end(self):
        self.process.kill()
        self.process.wait()
        self.cache.cleanup()


def edited_line(lines):
    """The statement of a coroutine that is nearest to the middle."""
    candidates = [i for i, line in enumerate(lines) if line.strip().startswith('co_return')]
    return min(candidates or [len(lines) // 2], key=lambda i: abs(i - len(lines) // 2))


def timed(server, since):
    """Wall time of what was begun with `since()`, and the CPU time until the server rests."""
    before = server.cpu.milliseconds()
    wall = server.diagnostics(since())
    time.sleep(0.4)
    return wall, server.cpu.milliseconds() - before


def measure(command, file, edits):
    text = Path(file).read_text()
    lines = text.split('\n')
    line = edited_line(lines)
    column = len(lines[line])
    server = Server(command, file)
    try:
        first, first_cpu = timed(server, lambda: server.open(text))
        keys = [timed(server, lambda: server.key(line, column, ' ') if i % 2 == 0
                      else server.key(line, column, '', column + 1)) for i in range(edits // 2 * 2)]
        for i in range(20):
            begin = server.key(line, column + i, ' ')
            time.sleep(0.03)
        burst = server.diagnostics(begin)
        memory = server.memory_mb()
        server.close()
        again, again_cpu = timed(server, lambda: server.open(text))
    finally:
        server.end()
    walls = sorted(wall for wall, _ in keys)
    return {'first': first, 'first CPU': first_cpu, 'key': statistics.median(walls),
            'key p95': walls[int(len(walls) * 0.95)], 'key CPU': statistics.median(cpu for _, cpu in keys),
            'burst': burst, 'reopened': again, 'reopened CPU': again_cpu, 'MB': memory}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('files', nargs='+')
    parser.add_argument('--corolint', default='corolint lsp')
    parser.add_argument('--other', default='clangd-19 --background-index=false --clang-tidy')
    parser.add_argument('--edits', type=int, default=20)
    arguments = parser.parse_args()
    for file in map(os.path.abspath, arguments.files):
        ours, other = (measure(command, file, arguments.edits) for command in (arguments.corolint, arguments.other))
        for name, result in (('corolint', ours), (arguments.other.split()[0], other)):
            print(f'{Path(file).name:16} {name:10}', ' '.join(f'{key} {value:.0f}' for key, value in result.items()))
        print(f'{Path(file).name:16} {"ratio":10}',
              ' '.join(f'{key} {ours[key] / other[key]:.2f}' for key in ours if other[key]), flush=True)


if __name__ == '__main__':
    main()
