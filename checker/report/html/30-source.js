// The source of a finding: the lines around its place and its steps, marked and numbered.
'use strict';

const linesAround = 4;

/** Line number -> text, of what the report holds of a file. */
function linesOf(file) {
  if (!file.lines) {
    file.lines = new Map();
    for (const [first, ...texts] of file.blocks) texts.forEach((text, i) => file.lines.set(first + i, text));
  }
  return file.lines;
}

/** What is marked: the finding's own place and its steps, each {file, marks, kind, number, message}. */
function placesOf(finding) {
  const own = {file: finding.file, marks: finding.marks, kind: 'primary', number: 0};
  return [own, ...finding.steps.map((step, i) => ({...step, kind: 'step', number: i + 1}))];
}

/** Sorted [first, last] of the lines to show of a file, those that touch made one. */
function intervalsOf(places) {
  const around = places.filter(place => place.marks.length)
    .map(place => [place.marks[0][0] - linesAround, place.marks.at(-1)[0] + linesAround])
    .sort((a, b) => a[0] - b[0]);
  const merged = [];
  for (const [first, last] of around) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

function lineRow(number, text, places) {
  const here = places.flatMap(place => place.marks.filter(mark => mark[0] === number).map(mark => ({place, mark})));
  const ranges = here.map(({place, mark}) => ({from: mark[1], to: Math.max(mark[2], mark[1]), name: place.kind}));
  const kinds = [...new Set(here.map(({place}) => place.kind))].join(' ');
  return html('tr', {className: kinds}, html('td', {className: 'n', 'data-n': number}),
              html('td', {className: 't'}, ...lineNodes(text, ranges)));
}

/** What happens at a step, below its last line. */
function noteRow(place) {
  return html('tr', {className: 'step note', 'data-step': place.number}, html('td', {className: 'n'}),
              html('td', {className: 't'}, html('span', {className: 'number'}, place.number), place.message));
}

function rowsOf(interval, lines, places) {
  const rows = [];
  for (let number = interval[0]; number <= interval[1]; ++number) {
    if (!lines.has(number)) continue;
    const row = lineRow(number, lines.get(number), places);
    if (places.some(place => place.kind === 'primary' && place.marks[0]?.[0] === number)) row.dataset.step = 0;
    rows.push(row);
    for (const place of places)
      if (place.kind === 'step' && place.marks.at(-1)?.[0] === number) rows.push(noteRow(place));
  }
  return rows;
}

function gapRow() {
  return html('tr', {className: 'gap'}, html('td', {colSpan: 2, 'aria-label': 'lines left out'}, '⋯'));
}

function excerpt(fileIndex, places) {
  const file = report.files[fileIndex];
  const own = places.filter(place => place.file === fileIndex);
  const rows = [];
  for (const interval of intervalsOf(own)) {
    if (rows.length) rows.push(gapRow());
    rows.push(...rowsOf(interval, linesOf(file), own));
  }
  const unseen = own.filter(place => !place.marks.length && place.kind === 'step');
  rows.push(...unseen.map(place => noteRow(place)));
  const body = rows.length
    ? html('div', {className: 'scroll'}, html('table', {className: 'code'}, html('tbody', null, ...rows)))
    : html('p', {className: 'none'}, 'The source is not in this report: the file cannot be read.');
  return html('div', {className: 'excerpt'}, html('h6', null, file.path), body);
}

/** The excerpts of a finding, its own file first. */
function sourceElements(finding) {
  const places = placesOf(finding);
  return [...new Set(places.map(place => place.file))].map(file => excerpt(file, places));
}
