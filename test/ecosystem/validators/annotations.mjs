// node annotations.mjs ANNOTATIONS REPORT.json: whether GitHub understands each line, and whether all findings are there.
//
// Each line is read as GitHub's runner reads it (actions/runner, ActionCommand.cs) and printed again by @actions/core:
// one byte that is escaped otherwise, or a property in another place, is a difference.
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';

const [annotations, report] = process.argv.slice(2);
const unescapeData = (text) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text) => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
const wrong = (what) => { console.error(what); process.exitCode = 1; };

/** What @actions/core writes while `print` runs. */
function printedBy(print) {
  const write = process.stdout.write;
  let text = '';
  process.stdout.write = (part) => { text += part; return true; };
  try { print(); } finally { process.stdout.write = write; }
  return text.trimEnd();
}

const names = { title: 'title', file: 'file', line: 'startLine', endLine: 'endLine', col: 'startColumn', endColumn: 'endColumn' };
const seen = [];
for (const line of readFileSync(annotations, 'utf8').trimEnd().split('\n')) {
  const parts = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line);
  if (!parts) { wrong(`no annotation: ${line}`); continue; }
  const [, kind, list, message] = parts;
  const properties = {};
  for (const pair of list.split(',')) {
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    properties[names[name] ?? name] = unescapeProperty(value);
  }
  const printed = printedBy(() => core[kind](unescapeData(message), properties));
  if (printed !== line) wrong(`ours:          ${line}\n@actions/core: ${printed}`);
  if (properties.startLine) seen.push(`${properties.startLine}:${properties.startColumn} ${unescapeData(message)}`);
}

// The worst ten of each kind; the report has all.
const { findings } = JSON.parse(readFileSync(report, 'utf8'));
const all = new Set(findings.map((f) => `${f.line}:${f.column} ${f.message}`));
for (const one of seen) if (!all.has(one)) wrong(`in no report: ${one}`);
const expected = ['error', 'warning', 'hint'].reduce((sum, kind) => sum + Math.min(10, findings.filter((f) => f.severity === kind).length), 0);
if (seen.length !== expected) wrong(`${seen.length} annotations of findings, expected ${expected}`);
