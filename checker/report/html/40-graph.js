// The chain of a finding's steps as a drawing: boxes from top to bottom, each a link to its line in the source.
'use strict';

const graph = {width: 300, indent: 38, lineHeight: 16, padding: 9, gap: 24, letters: 40};

/** `text` in lines of at most `graph.letters`; names that are longer are cut anywhere. */
function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ').flatMap(word => word.match(new RegExp(`.{1,${graph.letters}}`, 'gu')) ?? [])) {
    if ((lines.at(-1) + ' ' + word).length > graph.letters && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] += (lines.at(-1) && ' ') + word;
  }
  return lines.length > 5 ? [...lines.slice(0, 4), lines[4] + ' …'] : lines;
}

function nodesOf(finding) {
  const place = (file, line) => `${report.files[file].path.split('/').at(-1)}:${line}`;
  const own = {kind: 'primary', mark: '!', number: 0, lines: [`reported here`], place: place(finding.file, finding.line)};
  const steps = finding.steps.map((step, i) => (
    {kind: 'step', mark: i + 1, number: i + 1, lines: wrapped(step.message), place: place(step.file, step.line)}));
  return [own, ...steps];
}

/** A box with a numbered disc, its text and its place; `y` is its top. */
function nodeElement(node, y, goTo) {
  const height = graph.padding * 2 + graph.lineHeight * (node.lines.length + 1);
  const baseline = line => y + graph.padding + graph.lineHeight * line + 12;
  const middle = y + height / 2;
  const link = svg('a', {href: '#', 'aria-label': `${node.number ? `step ${node.number}: ` : ''}${node.lines.join(' ')}, ${node.place}`},
    svg('rect', {class: `box ${node.kind}`, x: 1, y, width: graph.width - 2, height, rx: 7}),
    svg('circle', {class: `disc ${node.kind}`, cx: 19, cy: middle, r: 10}),
    svg('text', {class: 'digit', x: 19, y: middle + .5}, node.mark),
    ...node.lines.map((text, i) => svg('text', {class: 'label', x: graph.indent, y: baseline(i)}, text)),
    svg('text', {class: 'place', x: graph.indent, y: baseline(node.lines.length)}, node.place));
  link.addEventListener('click', event => {
    event.preventDefault();
    goTo(node.number);
  });
  return {link, height};
}

function edgeElements(from, to, isLoose) {
  const x = 19;
  return [svg('path', {class: isLoose ? 'edge loose' : 'edge', d: `M${x} ${from}V${to - 6}`}),
          svg('path', {class: 'head', d: `M${x - 4.5} ${to - 8}h9L${x} ${to}z`})];
}

/** The drawing; `goTo` is called with the number of a step that is chosen, 0 for the finding itself. */
function graphElement(finding, goTo) {
  const parts = [];
  let y = 1;
  nodesOf(finding).forEach((node, i) => {
    if (i) {
      parts.push(...edgeElements(y, y + graph.gap, i === 1));
      y += graph.gap;
    }
    const {link, height} = nodeElement(node, y, goTo);
    parts.push(link);
    y += height;
  });
  return svg('svg', {class: 'graph', viewBox: `0 0 ${graph.width} ${y + 1}`, role: 'group',
                     'aria-label': `The chain of ${plural(finding.steps.length, 'step')}`}, ...parts);
}
