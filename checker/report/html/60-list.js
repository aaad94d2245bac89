// The list of findings that match the filters, by file. Rows are made as they scroll into view.
'use strict';

const rowsAtATime = 100;

const list = {
  root: document.getElementById('list'),
  matches: [],
  made: 0, // of the matches

  show(matches) {
    this.matches = matches;
    this.made = 0;
    this.root.replaceChildren();
    if (!matches.length) this.root.append(html('p', {className: 'none'}, 'No finding matches.'));
    this.more();
  },

  /** Makes rows up to the match `index` at least. */
  more(index = this.made) {
    this.root.querySelector('.more')?.remove();
    const end = Math.min(this.matches.length, Math.max(index + 1, this.made + rowsAtATime));
    for (; this.made < end; ++this.made) this.add(this.matches[this.made]);
    if (this.made < this.matches.length) this.addMoreButton();
  },

  add(finding) {
    let group = this.root.lastElementChild;
    if (group?.dataset.file !== String(finding.file)) {
      const path = report.files[finding.file].path;
      const count = this.matches.filter(match => match.file === finding.file).length;
      group = html('section', {className: 'file', 'data-file': finding.file}, html('h3', null, path, ' ', html('small', null, count)));
      this.root.append(group);
    }
    group.append(findingElement(finding));
  },

  addMoreButton() {
    const button = html('button', {className: 'more', type: 'button'}, `Show more of ${this.matches.length}`);
    button.addEventListener('click', () => this.more());
    this.root.append(button);
    new IntersectionObserver((entries, observer) => {
      if (!button.isConnected) observer.disconnect();
      else if (entries.some(entry => entry.isIntersecting)) this.more();
    }, {rootMargin: '600px'}).observe(button);
  },

  /** Opens the finding with the element id `id`, if it is among the matches. */
  open(id) {
    const index = this.matches.findIndex(finding => idOf(finding) === id);
    if (index < 0) return;
    if (index >= this.made) this.more(index);
    const article = document.getElementById(id);
    setOpen(article, article.finding, true);
    article.scrollIntoView({block: 'start'});
  },

  articles() {
    return [...this.root.querySelectorAll('.finding')];
  },
};
