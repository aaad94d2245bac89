"""Runs an example that is cancelled at its first suspension, at its second, and so on until it gets through.

usage: cancel.py [--requests] <program> [arguments]

The program is built with cancelled_run.h. With --requests it is a web server, which gets some requests and then Ctrl-C.
"""
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress

FIRST = b'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
LAST = b'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'


def ask(port, *requests):
    """Sends each request when the one before is answered. Returns the last answer, nothing if there is none."""
    with suppress(OSError), socket.create_connection(('127.0.0.1', port), timeout=60) as connection:
        answer = b''
        for request in requests:
            connection.sendall(request)
            answer = connection.recv(1000)
        return answer
    return b''


def converse(program):
    port = int(program.stdout.readline().split()[-1])
    ask(port, FIRST, LAST)
    ask(port, b'no HTTP\r\n\r\n')
    ask(port)
    if ask(port, LAST):  # It has no suspension before it that would cancel it.
        program.send_signal(signal.SIGINT)


def run(command, with_requests, suspension):
    environment = {**os.environ, 'CANCEL_AT': str(suspension)}
    with subprocess.Popen(command, env=environment, text=True, stderr=subprocess.PIPE,
                          stdout=subprocess.PIPE if with_requests else subprocess.DEVNULL) as program:
        if with_requests:
            converse(program)
        _, errors = program.communicate(timeout=120)
    if with_requests and program.returncode == -signal.SIGINT:
        return run(command, with_requests, suspension)  # It was on its way out, past its handler: once more.
    if program.returncode or errors not in ('', 'cancelled\n'):
        sys.exit(f'cancelled at suspension {suspension}: exit status {program.returncode}\n{errors}')
    return errors != ''


def main():
    command = sys.argv[1:]
    with_requests = command[:1] == ['--requests']
    suspensions = 0
    while run(command[with_requests:], with_requests, suspensions + 1):
        suspensions += 1
    if suspensions == 0:
        sys.exit('the program never suspends')
    print(f'cancelled at {suspensions} suspensions')


if __name__ == '__main__':
    main()
