"""A test of lit's whose script may lie in a folder with spaces in its path, as a clone may."""
import os
import shlex

import lit.TestRunner
import lit.formats


class QuotingTest(lit.formats.ShTest):
    """Quotes the paths that lit puts into the script; inside of quotes '%{t:real}' and its like serve."""

    def execute(self, test, lit_config):
        _, base = lit.TestRunner.getTempPaths(test)
        source = test.getSourcePath()
        paths = [(r'%s\b', source), (r'%S\b', os.path.dirname(source)), (r'%t\b', base + '.tmp')]
        quoted = [(name, shlex.quote(path)) for name, path in paths]
        return lit.TestRunner.executeShTest(test, lit_config, self.execute_external, quoted)
