// Starts the page: keys, links into it, printing.
'use strict';

const mostPrintedOpen = 200; // findings; with more the list alone is printed

/** Follows '#finding-...' and '#rule-...'. */
function followHash() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id.startsWith('finding-')) list.open(id);
  const target = document.getElementById(id);
  if (target?.matches('details')) target.open = true;
}

function moveFocus(by) {
  const buttons = list.articles().map(article => article.querySelector('button'));
  const current = buttons.indexOf(document.activeElement.closest('.finding')?.querySelector('button'));
  const next = current < 0 ? 0 : Math.max(0, current + by);
  if (next >= buttons.length && list.made < list.matches.length) {
    list.more();
    moveFocus(by);
    return;
  }
  buttons[Math.min(next, buttons.length - 1)]?.focus();
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape' && event.target === filters.search) {
    filters.search.value = '';
    applyFilters();
  }
  if (event.target.matches('input, select')) return;
  if (event.key === '/') {
    event.preventDefault();
    filters.search.focus();
  } else if (event.key === 'j' || event.key === 'k') {
    moveFocus(event.key === 'j' ? 1 : -1);
  }
}

/** Paper has no scrolling and no clicks: all rows are made, and opened where they are not too many. */
function preparePrint() {
  list.more(list.matches.length);
  if (list.matches.length > mostPrintedOpen) return;
  for (const article of list.articles())
    if (article.querySelector('.detail').hidden) {
      article.openedForPrint = true;
      setOpen(article, article.finding, true);
    }
}

function endPrint() {
  for (const article of list.articles().filter(article => article.openedForPrint)) {
    article.openedForPrint = false;
    setOpen(article, article.finding, false);
  }
}

function start() {
  document.getElementById('findings').hidden = !report.findings.length;
  document.getElementById('rules').hidden = !document.querySelector('.rule');
  filters.form.hidden = false;
  document.getElementById('keys').hidden = false;
  startFilters();
  applyFilters();
  colourBlocks(document.getElementById('rules'));
  followHash();
  addEventListener('hashchange', followHash);
  addEventListener('keydown', onKey);
  addEventListener('beforeprint', preparePrint);
  addEventListener('afterprint', endPrint);
}

start();
