"""Opens the HTML report in a browser: makes two reports and lets test/ecosystem/browser/ look at them."""
import re
import shutil

LARGE = 5000  # findings


def write_large(folder, inputs):
    """A unit with many findings, and the page about it."""
    lines = ['#include "task.h"', *(f'Task f{i}() {{ save(); co_return; }}' for i in range(LARGE))]
    source = folder / 'large.cpp'
    source.write_text('\n'.join(lines) + '\n')
    return [source, '--', f'-I{inputs}']


def check(runner, corolint):
    """(passed, failed) and what to show of the failures."""
    tests, folder = runner.root / 'test/ecosystem/browser', runner.root / 'build' / 'report-in-browser'
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    status, output = runner.run(['npm', 'ci', '--prefix', tests, '--no-audit', '--no-fund'], 'report-in-browser-npm.log')
    if status:
        return (0, 1), output
    sample, large = folder / 'sample', folder / 'large.html'
    runner.run([corolint, 'check', '--no-cache', runner.root / 'checker' / 'sample', '-p', corolint.parents[1], '--profile', 'strict',
                '-o', f'html={sample}'], 'report-in-browser-sample.log')
    runner.run([corolint, 'check', '--no-cache', '-o', f'html={large}', *write_large(folder, runner.root / 'test/cli/Inputs')],
               'report-in-browser-large.log')
    _, output = runner.run(['node', '--test', '--test-reporter=tap', tests / 'report.test.mjs'], 'report-in-browser.log', {
        'COROLINT_REPORT': str(sample / 'index.html'), 'COROLINT_LARGE_REPORT': str(large),
        'COROLINT_SCREENSHOTS': str(folder)})
    passed, failed = (int((re.search(rf'^# {word} (\d+)', output, re.M) or [0, 0])[1]) for word in ('pass', 'fail'))
    return (passed, failed or int(passed == 0)), output if failed or not passed else ''
