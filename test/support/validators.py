"""What others' programs say of what we write: the validators of the suite 'ecosystem'.

One run over sources with many kinds of findings, one with a name that every format must escape, and one that does not
parse, writes all reports. Each is judged as its readers judge it, and so is a spoiled copy, which must be refused: a
validator that accepts everything shows nothing. The npm packages are pinned by test/ecosystem/validators.
"""
import json
import os
import shutil

ODD_NAME = '100%, a:b <&"\'> \u00e4.cpp'
ODD_SOURCE = '''#include <aio/aio.h>
aio::Coroutine<> save(const char *);
aio::Coroutine<> run() {
  save("100% <b>&amp;, a:b");
  co_return;
}
'''
SETTINGS = '''profile: all
rules: {unawaited-coroutine: error, missing-timeout: {severity: hint, options: {seconds: 5}}}
overrides: [{paths: ['test/**'], rules: {blocking-call: off}}]
functions: [{name: 'db::query', role: blocks, remedy: 'co_await db::query_async()'}]
libraries:
'''
WRONG_SETTINGS = ['profil: strict', 'rules: {no-such-rule: off}', 'rules: {blocking-call: eror}',
                  'rules: {missing-timeout: {options: {seconds: many}}}', 'functions: [{name: f, role: sleepy}]',
                  'overrides: [{rules: {blocking-call: off}}]', 'rules: {blocking-call: {options: {seconds: 5}}}']


class Validators:
    def __init__(self, runner, corolint):
        self.runner = runner
        self.corolint = corolint
        self.tools = runner.root / 'test' / 'ecosystem' / 'validators'
        self.modules = self.tools / 'node_modules'
        self.folder = runner.root / 'build' / 'ecosystem' / 'validators'
        self.project = self.folder / 'project'

    def install(self):
        """What is missing, or wrong with the pinned packages."""
        missing = [tool for tool in ('node', 'npm', 'xmllint') if not shutil.which(tool)]
        if missing:
            return f"{', '.join(missing)} not found; 'apt-get install nodejs npm libxml2-utils' installs them"
        status, output = self.runner.run(['npm', 'ci', '--prefix', self.tools, '--no-audit', '--no-fund',
                                          '--ignore-scripts'])
        if status == 0:
            (self.multitool / 'Sarif.Multitool').chmod(0o755)
        return output if status else ''

    @property
    def multitool(self):
        return self.modules / '@microsoft' / 'sarif-multitool-linux'

    def report(self, name):
        return self.folder / f'report.{name}'  # sarif-multitool takes no file for SARIF that is not called so

    def write_reports(self):
        """What is wrong with a run that writes every format."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.runner.root / 'test' / 'lifetime', self.project)
        (self.project / '.git').mkdir()
        (self.project / ODD_NAME).write_text(ODD_SOURCE)
        (self.project / 'broken.cpp').write_text('int f( {\n')
        outputs = [f'-o{name}={self.report(name)}' for name in ('sarif', 'gitlab', 'checkstyle', 'junit', 'rdjson',
                                                                 'json', 'github')]
        status, output = self.runner.run(
            [self.corolint, 'check', self.project, '--no-cache', '--no-config', '--profile', 'all', *outputs, '--', '-std=c++20',
             f'-I{self.runner.root}/runtime/include', f'-I{self.project}'])
        found = len(json.loads(self.report('json').read_text())['findings']) if status == 3 else 0
        return '' if found > 20 else f'exit {status}, {found} findings\n{output}'

    def schema(self, schema, *files):
        status, output = self.runner.run(['node', self.tools / 'validate.mjs', schema, *files])
        return output or f'exit {status}' if status else ''

    def xsd(self, schema, file):
        status, output = self.runner.run(['xmllint', '--noout', '--nonet', '--schema', self.tools / schema, file])
        return output if status else ''

    def sarif(self, file):
        """The errors of Microsoft's validator; its own exit status says nothing."""
        log = self.folder / 'sarif.log'
        log.unlink(missing_ok=True)
        _, output = self.runner.run(
            [self.multitool / 'Sarif.Multitool', 'validate', file, '-q', 'true', '--max-file-size-in-kb', '1000000',
             '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning;Note', '-o', log, '--log', 'ForceOverwrite'],
            env={'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT': '1'})
        if not log.exists():
            return 'no verdict: ' + output
        runs = json.loads(log.read_text())['runs']
        unread = [note['message']['text'] for run in runs for invocation in run['invocations']
                  for note in invocation.get('toolConfigurationNotifications', [])]
        results = [result for run in runs for result in run.get('results', [])]
        return '\n'.join(unread) + '\n'.join(f"{result.get('ruleId')}: {result['message']}" for result in results
                         if result.get('level', 'warning') == 'error')

    def annotations(self, file):
        status, output = self.runner.run(['node', self.tools / 'annotations.mjs', file, self.report('json')])
        return output or f'exit {status}' if status else ''

    def spoiled(self, name, old, new):
        """A copy of the report `name` with `new` in place of the first `old`."""
        text = self.report(name).read_text()
        assert old in text, f'{name} holds no {old}'
        copy = self.folder / f'spoiled.{name}'
        copy.write_text(text.replace(old, new, 1))
        return copy


def judged(what, judge, good, bad):
    """Two tests: `judge` accepts `good` and refuses `bad`."""
    yield what, judge(good)
    yield f'{what}: a spoiled one is refused', '' if judge(bad) else f'{bad} was accepted'


def check_reports(of):
    spoil = of.spoiled
    yield from judged('SARIF by its schema', lambda file: of.schema(of.multitool / 'sarif-2.1.0.json', file),
                      of.report('sarif'), spoil('sarif', '"level"', '"levl"'))
    yield from judged('SARIF by sarif-multitool, with what GitHub asks for', of.sarif, of.report('sarif'),
                      spoil('sarif', '"text"', '"txt"'))
    yield from judged('GitLab', lambda file: of.schema(of.tools / 'gitlab.schema.json', file), of.report('gitlab'),
                      spoil('gitlab', '"major"', '"warning"'))
    yield from judged('Checkstyle', lambda file: of.xsd('checkstyle.xsd', file), of.report('checkstyle'),
                      spoil('checkstyle', ' line="', ' lime="'))
    yield from judged('JUnit', lambda file: of.xsd('junit.xsd', file), of.report('junit'),
                      spoil('junit', '<failure ', '<failed '))
    yield from judged('rdjson', lambda file: of.schema(of.tools / 'rdjson.schema.json', file), of.report('rdjson'),
                      spoil('rdjson', '"WARNING"', '"warning"'))
    yield from judged('annotations by @actions/core', of.annotations, of.report('github'),
                      spoil('github', '%25', '%'))
    prints = [entry['fingerprint'] for entry in json.loads(of.report('gitlab').read_text())]
    yield 'GitLab fingerprints are unique', '' if len(set(prints)) == len(prints) else 'GitLab drops what repeats'


def check_settings(of):
    """The schema of .corolint accepts what corolint accepts, and refuses what it refuses."""
    schema = of.folder / 'corolint.schema.json'
    schema.write_text(of.runner.run([of.corolint, 'config', 'schema'])[1])
    fine = of.folder / 'fine.yaml'
    fine.write_text(SETTINGS)
    shown = of.folder / 'shown.yaml'
    shown.write_text(of.runner.run([of.corolint, 'config', 'show', of.project, '--config', fine])[1])
    of.runner.run([of.corolint, 'config', 'init', of.folder])
    for file in (fine, shown, of.folder / '.corolint'):
        yield f'{file.name} by the schema', of.schema(schema, file)
        yield f'{file.name} by corolint', of.runner.run([of.corolint, 'config', 'verify', file])[0] and 'refused'
    for number, text in enumerate(WRONG_SETTINGS):
        wrong = of.folder / f'wrong-{number}.yaml'
        wrong.write_text(text + '\n')
        yield f"the schema refuses '{text}'", '' if of.schema(schema, wrong) else 'accepted'


def check_plugs(of):
    """Files that other programs read in a clone of ours."""
    stored = of.modules / 'schemastore' / 'schemas' / 'json'
    yield 'action.yml', of.schema(stored / 'github-action.json', of.runner.root / 'action.yml')
    yield '.pre-commit-hooks.yaml', of.schema(stored / 'pre-commit-hooks.json',
                                              of.runner.root / '.pre-commit-hooks.yaml')
    yield from check_action(of)
    yield from check_template(of)


def check_action(of):
    """The script of the action, run as GitHub's runner would: inputs as variables."""
    program, given = of.runner.root / '.ci' / 'github-action', of.folder / 'github-output'
    database = [{'directory': str(of.project), 'file': str(of.project / ODD_NAME),
                 'arguments': ['c++', '-std=c++20', f'-I{of.runner.root}/runtime/include', '-c', ODD_NAME]}]
    (of.folder / 'compile_commands.json').write_text(json.dumps(database))
    inputs = {'COROLINT': str(of.corolint), 'BUILD_DIR': str(of.folder), 'CHECK_PATHS': f'{of.project}\n\n',
              'PROFILE': 'strict', 'MERGE_BASE': '', 'FAIL_ON': 'hint', 'SARIF': str(of.folder / 'action.sarif'),
              'GITHUB_OUTPUT': str(given)}
    for what, changed, wanted, text in [('finds', {}, 1, '::warning title=corolint%3A unawaited-coroutine,file=100%25'),
                                        ('may pass', {'FAIL_ON': 'never', 'SARIF': ''}, 0, '::warning'),
                                        ('asks for the base', {'MERGE_BASE': 'origin/main'}, 2, 'corolint: error')]:
        given.write_text('')
        status, output = of.runner.run([program], env={**inputs, **changed})
        passed = status == wanted and text in output and given.read_text() == f'exit-code={wanted}\n'
        yield f'the action {what}', '' if passed else f'exit {status}\n{given.read_text()}{output}'
    yield 'the SARIF of the action', of.schema(of.multitool / 'sarif-2.1.0.json', of.folder / 'action.sarif')


def check_template(of):
    """The script of the job that GitLab's template defines, run in the project."""
    print_job = "import {parse} from 'yaml'; import {readFileSync} from 'fs';" \
                "console.log(JSON.stringify(parse(readFileSync(process.argv[1], 'utf8'))['.corolint']))"
    status, output = of.runner.run(['sh', '-c', f'cd "{of.tools}" && node --input-type=module -e "$0" "$1"', print_job,
                                    of.runner.root / '.ci' / 'corolint.gitlab-ci.yml'])
    if status:
        yield 'the template of GitLab', output
        return
    job = json.loads(output)
    script = f'cd "{of.project}"\n' + '\n'.join(job['script'])
    variables = {name: str(value) for name, value in job['variables'].items()}
    status, output = of.runner.run(['bash', '-ec', script],
                                   env={**variables, 'COROLINT_BUILD_DIR': str(of.folder),
                                        'PATH': f"{of.corolint.parent}:{os.environ['PATH']}"})
    yield 'the job of GitLab finds', '' if status == 1 and 'unawaited-coroutine' in output else output
    reports = job['artifacts']['reports']
    yield 'the report of its quality', of.schema(of.tools / 'gitlab.schema.json', of.project / reports['codequality'])
    yield 'the report of its tests', of.xsd('junit.xsd', of.project / reports['junit'])


def check_all(runner, corolint):
    """Yields what was judged and what is wrong with it."""
    of = Validators(runner, corolint)
    for step, what in ((of.install, 'npm installs the validators'), (of.write_reports, 'a run writes all reports')):
        wrong = step()
        yield what, wrong
        if wrong:
            return
    for check in (check_reports, check_settings, check_plugs):
        yield from check(of)
