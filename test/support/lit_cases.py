"""Makes every rule's and every library's folder one lit test, run by corolint-cases."""
import os

import lit.Test
import lit.formats
import lit.util


class CaseFolders(lit.formats.TestFormat):
    """Tests named rules/<id> and libraries/<name>, for the folders that hold a file `marker`."""

    KINDS = (('rules', 'rules', 'rule.cpp'), ('libraries', 'checker/libraries', 'library.yaml'))

    def __init__(self, source, program):
        self.source = source
        self.program = program

    def getTestsInDirectory(self, suite, path_in_suite, lit_config, local_config):
        for kind, folder, marker in self.KINDS:
            parent = os.path.join(self.source, folder)
            for name in sorted(os.listdir(parent) if os.path.isdir(parent) else []):
                if os.path.exists(os.path.join(parent, name, marker)):
                    test = lit.Test.Test(suite, path_in_suite + (kind, name), local_config)
                    test.folder = os.path.join(parent, name)
                    yield test

    def execute(self, test, lit_config):
        # One thread each: lit runs several folders at a time.
        command = [self.program, '-j', '1', test.folder]
        output, errors, status = lit.util.executeCommand(command, env=test.config.environment)
        if status == 0:
            return lit.Test.PASS, ''
        return lit.Test.FAIL, f'{" ".join(command)}\n{output}{errors}'
