#!/usr/bin/env python3
"""Runs a program with a PostgreSQL server that lives as long as it, in a temporary folder.

usage: with_postgres.py <program> [arguments]

The program gets what libpq connects with as its last argument. The server listens on a socket in the folder only, and
keeps nothing. Exit status 77: no server can be run here; the reason is on stderr.
"""
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77


def skip(reason):
    print(f'with_postgres: skipped, {reason}', file=sys.stderr)
    sys.exit(SKIPPED)


def server_programs():
    """The folder of initdb and pg_ctl: on the path, or the newest of Debian's."""
    folders = os.get_exec_path()
    debian = Path('/usr/lib/postgresql')
    if debian.is_dir():
        folders += [version / 'bin' for version in sorted(debian.iterdir(), key=lambda path: -float(path.name))]
    for folder in folders:
        if shutil.which('initdb', path=folder) and shutil.which('pg_ctl', path=folder):
            return Path(folder)
    return skip('PostgreSQL is not installed: apt install postgresql libpq-dev')


def server_user():
    """Whose the server is: it refuses to be root's."""
    if os.geteuid() != 0:
        return None
    if not shutil.which('runuser'):
        skip("a server cannot be root's, and 'runuser' is missing")
    for name in ('postgres', 'nobody'):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return skip("a server cannot be root's, and there is neither the user 'postgres' nor 'nobody'")


def run(user, *command):
    prefix = ['runuser', '-u', user, '--'] if user else []
    done = subprocess.run([*prefix, *map(str, command)], cwd='/', stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f'with_postgres: {Path(command[0]).name} failed\n{done.stdout}')


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    programs, user = server_programs(), server_user()
    with tempfile.TemporaryDirectory(prefix='pg-') as folder:
        if user:
            shutil.chown(folder, user)
        data, log = Path(folder) / 'data', Path(folder) / 'log'
        run(user, programs / 'initdb', '-D', data, '-U', 'aio', '--auth=trust', '--no-sync', '--locale=C')
        control = [programs / 'pg_ctl', '-D', data, '-l', log, '--wait']
        run(user, *control, '-o', f"-k '{folder}' -c listen_addresses='' -F", 'start')
        try:
            status = subprocess.run([*sys.argv[1:], f'host={folder} user=aio dbname=postgres'], check=False).returncode
        finally:
            run(user, *control, '-m', 'immediate', 'stop')
    sys.exit(status)


if __name__ == '__main__':
    main()
