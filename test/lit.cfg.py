"""The lit suite: test/cli/*.test drive the command line, test/cases runs the cases of rules and libraries.

lit finds the configuration in a build folder: python3 /usr/lib/llvm-19/build/utils/lit/lit.py -v build/dev/test/cli
"""
import atexit
import os
import shlex
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(config.source, 'test', 'support'))
from quoting_test import QuotingTest

config.name = 'corolint'
config.test_format = QuotingTest(execute_external=False)
config.suffixes = ['.test']
config.excludes = ['Inputs', 'unit', 'lsp', 'support', 'style', 'bench', 'runtime', 'gcc', 'gdb', 'lifetime', 'witness']
config.test_source_root = os.path.join(config.source, 'test')
config.test_exec_root = os.path.join(config.build, 'test')

# No settings of the user's may reach a test, and none of the tests' the user's.
config.environment['PATH'] = os.pathsep.join([config.llvm_tools, config.environment.get('PATH', '')])
config.environment['LC_ALL'] = 'C.UTF-8'
config.environment['TERM'] = 'dumb'
for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS'):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Tests run below the build folder, where corolint finds the build's own compilation database; not so in here.
outside = tempfile.mkdtemp(prefix='corolint-')
atexit.register(shutil.rmtree, outside, ignore_errors=True)
config.environment['XDG_CACHE_HOME'] = os.path.join(outside, 'cache')

config.substitutions += [
    ('%outside', outside),
    ('%corolint', shlex.quote(os.path.join(config.bin, 'corolint'))),
    ('%source', shlex.quote(config.source)),
    ('%build', shlex.quote(config.build)),
    ('%cxx', config.cxx),
    ('%python', f'{sys.executable} -B'),
    ('%exits', f"{sys.executable} -B {shlex.quote(config.source + '/test/support/expect_exit.py')}"),
]
config.available_features.update(shell for shell in ('zsh', 'fish', 'man') if shutil.which(shell))
if os.geteuid() != 0:
    config.available_features.add('permissions')  # for root every file is readable
