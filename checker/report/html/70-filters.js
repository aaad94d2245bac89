// Search and filters: which findings the list shows.
'use strict';

const filters = {
  form: document.getElementById('filters'),
  search: document.getElementById('search'),
  rule: document.getElementById('rule'),
  folder: document.getElementById('folder'),
  fixable: document.getElementById('fixable'),
  severities: document.getElementById('severities'),
  shown: document.getElementById('shown'),
};

function folderOf(finding) {
  const path = report.files[finding.file].path;
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

/** A folder and all above it. */
function foldersOf(finding) {
  const parts = folderOf(finding).split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/** Value -> number of findings that have it, sorted by value. */
function countBy(valuesOf) {
  const counts = new Map();
  for (const finding of report.findings)
    for (const value of valuesOf(finding)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function fillSelect(select, all, counts) {
  select.append(new Option(all, ''), ...counts.map(([value, count]) => new Option(`${value} (${count})`, value)));
}

function fillSeverities() {
  const counts = new Map(countBy(finding => [finding.severity]));
  for (const severity of ['error', 'warning', 'hint'].filter(name => counts.has(name)))
    filters.severities.append(html('label', {className: 'chip'},
      html('input', {type: 'checkbox', value: severity, defaultChecked: true, checked: true}),
      html('span', {className: `dot ${severity}`}), `${severity} ${counts.get(severity)}`));
}

function textOf(finding) {
  finding.text ??= [finding.message, report.rules[finding.rule], `${report.files[finding.file].path}:${finding.line}`,
                    finding.symbol, ...finding.steps.map(step => step.message)].join('\n').toLowerCase();
  return finding.text;
}

function matcher() {
  const words = filters.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severities = new Set([...filters.severities.querySelectorAll('input:checked')].map(box => box.value));
  const [rule, folder, fixable] = [filters.rule.value, filters.folder.value, filters.fixable.checked];
  return finding => severities.has(finding.severity) && (!rule || report.rules[finding.rule] === rule)
    && (!folder || foldersOf(finding).includes(folder)) && (!fixable || finding.fixes.length > 0)
    && words.every(word => textOf(finding).includes(word));
}

function applyFilters() {
  const matches = report.findings.filter(matcher());
  const all = report.findings.length;
  filters.shown.value = matches.length === all ? plural(all, 'finding') : `${matches.length} of ${plural(all, 'finding')}`;
  list.show(matches);
}

/** A bar of a chart was chosen: only what it counts is shown. */
function filterBy(kind, value) {
  filters.form.reset();
  if (kind === 'severity')
    for (const box of filters.severities.querySelectorAll('input')) box.checked = box.value === value;
  else
    filters[kind].value = value;
  applyFilters();
  document.getElementById('findings').scrollIntoView();
}

function startFilters() {
  fillSeverities();
  fillSelect(filters.rule, 'all rules', countBy(finding => [report.rules[finding.rule]]));
  fillSelect(filters.folder, 'all folders', countBy(foldersOf));
  filters.form.addEventListener('input', applyFilters);
  filters.form.addEventListener('submit', event => event.preventDefault());
  filters.form.addEventListener('reset', () => setTimeout(applyFilters)); // the fields change after the event
  document.getElementById('overview').addEventListener('click', event => {
    const bar = event.target.closest('[data-filter]');
    if (!bar) return;
    event.preventDefault();
    filterBy(bar.dataset.filter, bar.dataset.value);
  });
}
