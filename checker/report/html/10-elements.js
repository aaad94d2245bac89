// Elements made of text: nothing from outside is ever parsed as HTML.
'use strict';

const report = JSON.parse(document.getElementById('data').textContent);

/** An element of HTML; `properties` are its properties, with 'data-', 'aria-' and the like as attributes. */
function html(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.includes('-')) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

/** An element of SVG. */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A message with the code that it quotes as code. */
function messageElement(text) {
  const parts = text.split(/(?<!\w)'([^']+)'(?!\w)/);
  return html('span', {className: 'message'},
              ...parts.map((part, i) => i % 2 ? html('code', null, part) : part));
}
