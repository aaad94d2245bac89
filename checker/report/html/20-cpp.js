// Colours for lines of C++: enough to read by, one line at a time.
'use strict';

const cppKeywords = new Set(`alignas alignof auto bool break case catch char char8_t char16_t char32_t class concept
  const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double
  dynamic_cast else enum explicit export extern false final float for friend goto if inline int long mutable namespace
  new noexcept nullptr operator override private protected public reinterpret_cast requires return short signed sizeof
  static static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename union
  unsigned using virtual void volatile wchar_t while`.split(/\s+/));

const cppToken = /(?<comment>\/\/.*|\/\*.*?(?:\*\/|$))|(?<string>"(?:\\.|[^"\\])*"|<[\w./+-]+>(?=\s*$)|'(?:\\.|[^'\\])+')|(?<preprocessor>^\s*#\s*\w+)|(?<literal>\b\d[\w'.]*)|(?<word>[A-Za-z_]\w*)/g;

/** Ranges {from, to, name} of a line that have a colour. */
function colours(line) {
  const ranges = [];
  for (const match of line.matchAll(cppToken)) {
    let [name] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    if (name === 'word') {
      if (!cppKeywords.has(match[0])) continue;
      name = 'keyword';
    }
    if (name === 'string' && match[0].startsWith('<') && !/^\s*#/.test(line)) continue;
    ranges.push({from: match.index, to: match.index + match[0].length, name});
  }
  return ranges;
}

/** The nodes of a line: `ranges` as marks, over the colours of the language. */
function lineNodes(line, ranges = []) {
  const coloured = colours(line);
  const cuts = [...new Set([0, line.length, ...[...coloured, ...ranges].flatMap(range => [range.from, range.to])])]
    .filter(cut => cut <= line.length).sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < cuts.length; ++i) {
    const text = line.slice(cuts[i], cuts[i + 1]);
    const covers = range => range.from <= cuts[i] && cuts[i + 1] <= range.to;
    const colour = coloured.find(covers);
    const node = colour ? html('span', {className: colour.name}, text) : text;
    const names = ranges.filter(covers).map(range => range.name);
    nodes.push(names.length ? html('mark', {className: [...new Set(names)].join(' ')}, node) : node);
  }
  return nodes;
}

/** Colours the code blocks below `root`. */
function colourBlocks(root) {
  for (const code of root.querySelectorAll('code.cpp')) {
    const lines = code.textContent.replace(/\n$/, '').split('\n');
    code.replaceChildren(...lines.flatMap(line => [...lineNodes(line), '\n']));
  }
}
