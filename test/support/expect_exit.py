"""Runs a program and demands its exact exit status: expect_exit.py STATUS PROGRAM ARGUMENT..."""
import subprocess
import sys

wanted = int(sys.argv[1])
status = subprocess.run(sys.argv[2:]).returncode
if status != wanted:
    sys.exit(f'exit status {status}, not {wanted}: {" ".join(sys.argv[2:])}')
