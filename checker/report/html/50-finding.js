// One finding: a line that opens to its source, steps, fixes and the rule's page.
'use strict';

function diffRow([sign, number, text]) {
  if (sign === '@') return html('tr', {className: 'gap'}, html('td', {colSpan: 3}, '⋯'));
  const kind = {'+': 'added', '-': 'removed', ' ': ''}[sign];
  return html('tr', {className: kind}, html('td', {className: 'n', 'data-n': number || ''}),
              html('td', {className: 's'}, sign), html('td', {className: 't'}, ...lineNodes(text)));
}

function fixElement(fix) {
  const badge = fix.safe ? html('span', {className: 'badge safe'}, 'safe')
                         : html('span', {className: 'badge review'}, 'needs a review');
  const files = fix.files.map(({path, rows}) => html('div', {className: 'excerpt diff'}, html('h6', null, path),
    html('div', {className: 'scroll'}, html('table', {className: 'code'}, html('tbody', null, ...rows.map(diffRow))))));
  return html('div', {className: 'fix'}, html('p', null, messageElement(fix.title), ' ', badge), ...files);
}

/** The page of the finding's rule, made when it is opened. */
function ruleElement(rule) {
  const page = document.getElementById(`rule-${rule}`)?.querySelector('.prose');
  if (!page) return '';
  const about = html('details', {className: 'about'}, html('summary', null, 'About the rule ', html('code', null, rule)));
  about.addEventListener('toggle', () => {
    if (about.children.length === 1) about.append(page.cloneNode(true));
  }, {once: true});
  return about;
}

function goToStep(detail, number) {
  const row = detail.querySelector(`tr[data-step="${number}"]`);
  if (!row) return;
  row.scrollIntoView({block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
  row.classList.remove('flash');
  void row.offsetWidth; // a second choice of the same step flashes again
  row.classList.add('flash');
}

function fillDetail(detail, finding) {
  const hasSteps = finding.steps.length > 0;
  const split = html('div', {className: hasSteps ? 'split' : 'split alone'}, html('div', null, ...sourceElements(finding)));
  if (hasSteps)
    split.append(html('div', {className: 'side'}, graphElement(finding, number => goToStep(detail, number))));
  detail.append(
    html('p', {className: 'facts-line'}, finding.symbol ? html('span', null, 'in ', html('code', null, finding.symbol)) : '',
         html('a', {href: `#${idOf(finding)}`}, 'link to this finding')),
    split);
  if (finding.fixes.length)
    detail.append(html('h5', null, finding.fixes.length === 1 ? 'Fix' : 'Ways to fix it'), ...finding.fixes.map(fixElement));
  detail.append(ruleElement(report.rules[finding.rule]));
}

function idOf(finding) {
  return `finding-${finding.id || report.findings.indexOf(finding)}`;
}

function setOpen(article, finding, isOpen) {
  const [button, detail] = [article.querySelector('button'), article.querySelector('.detail')];
  if (isOpen && !detail.hasChildNodes()) fillDetail(detail, finding);
  button.setAttribute('aria-expanded', isOpen);
  detail.hidden = !isOpen;
}

function findingElement(finding) {
  const id = idOf(finding);
  const button = html('button', {type: 'button', 'aria-expanded': 'false', 'aria-controls': `${id}-detail`},
    html('span', {className: 'where', title: `${finding.severity}, line ${finding.line}`}, `${finding.line}:${finding.column}`),
    messageElement(finding.message),
    html('span', {className: 'tag'}, html('span', {className: `badge ${finding.severity}`}, finding.severity), ' ',
         report.rules[finding.rule]));
  const article = html('article', {className: `finding ${finding.severity}`, id}, html('h4', null, button),
                       html('div', {className: 'detail', id: `${id}-detail`, hidden: true}));
  article.finding = finding;
  button.addEventListener('click', () => setOpen(article, finding, article.querySelector('.detail').hidden));
  return article;
}
