#!/usr/bin/env python3
"""Loads the web server example with many connections at a time and tells what each costs and whether any was lost.

usage: runtime/bench/connections.py <aio_web_server> [connections] [seconds]

wrk (apt install wrk) makes the requests on loopback. Fails if a request failed or timed out, or a connection was not
held.
"""
import re
import resource
import subprocess
import sys
import time
from pathlib import Path


def resident(pid):
    """The memory of the process that is in use, in bytes."""
    return int(Path(f'/proc/{pid}/statm').read_text().split()[1]) * resource.getpagesize()


def sockets(pid):
    links = (entry.readlink() for entry in Path(f'/proc/{pid}/fd').iterdir() if entry.is_symlink())
    return sum(str(link).startswith('socket:') for link in links)


def load(pid, port, connections, seconds):
    """The output of wrk, the most connections that were open at a time, and the memory then."""
    wrk = subprocess.Popen(['wrk', '-t2', f'-c{connections}', f'-d{seconds}s', '--timeout', '30s',
                            f'http://127.0.0.1:{port}/'], stdout=subprocess.PIPE, text=True)
    held = used = 0
    while wrk.poll() is None:
        held, used = max(held, sockets(pid)), max(used, resident(pid))
        time.sleep(0.5)
    return wrk.stdout.read(), held, used


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    connections, seconds = (int(argument) for argument in (*sys.argv[2:], *('10000', '20')[len(sys.argv) - 2:]))
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    server = subprocess.Popen([sys.argv[1], '0'], stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline().split()[-1])
        before = resident(server.pid)
        idle_sockets = sockets(server.pid)
        output, held, used = load(server.pid, port, connections, seconds)
    finally:
        server.kill()
        server.wait()
    print(output)
    held -= idle_sockets
    print(f'{held} connections held, {(used - before) / max(held, 1):.0f} bytes each')
    errors = re.findall(r'(Socket errors.*|Non-2xx.*)', output)
    if errors or held < connections:
        sys.exit(f'lost: {errors or "connections"}')


if __name__ == '__main__':
    main()
