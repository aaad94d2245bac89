"""Writes FOLDER/compile_commands.json: make_database.py FOLDER SOURCE... [-- FLAG...]"""
import json
import os
import sys

arguments = sys.argv[1:]
split = arguments.index('--') if '--' in arguments else len(arguments)
folder, sources, flags = arguments[0], arguments[1:split], arguments[split + 1:]
here = os.getcwd()
flags = flags or ['-std=c++20', '-I' + os.path.join(os.path.dirname(os.path.abspath(__file__)))]
commands = [{'directory': here, 'file': source, 'arguments': ['c++', *flags, '-c', source]} for source in sources]
os.makedirs(folder, exist_ok=True)
with open(os.path.join(folder, 'compile_commands.json'), 'w') as out:
    json.dump(commands, out, ensure_ascii=False)
