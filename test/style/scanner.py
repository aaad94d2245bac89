"""Reads C++ just far enough to know comments from code and where functions begin and end.

It relies on nothing but the text: no preprocessor, no compiler. What macros hide is not seen.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>\bR"(?P<delimiter>[^\s()\\]*)\(.*?\)(?P=delimiter)")
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<number>\b\d[\w.']*)
  | (?P<char>'(?:\\.|[^'\\\n])*')
''', re.X | re.S)


def blank(text):
    """Spaces in place of everything but line breaks."""
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    return TOKEN.sub(lambda found: blank(found[0]) if found['comment'] else found[0], text)


def bare_code(text):
    """The text without comments, the contents of strings and preprocessor lines; offsets stay."""
    code = TOKEN.sub(lambda found: found[0] if found['number'] else blank(found[0]), text)
    return re.sub(r'^[ \t]*#(?:[^\n]*\\\n)*[^\n]*', lambda found: blank(found[0]), code, flags=re.M)


@dataclass
class Function:
    head: str
    first: int  # line
    last: int


SCOPE = re.compile(r'\b(namespace|class|struct|union|enum|extern)\b')
NOT_HEAD = re.compile(r'^(?:\s*(?:public|private|protected)\s*:)*\s*')


def is_function(head):
    """Whether a '{' behind `head` begins the body of a function."""
    head = head.strip()
    if head.endswith(('=', ',', '(', 'return')) or head.count('(') != head.count(')') or '(' not in head:
        return False
    before_parameters = head[:head.index('(')]
    return not re.search(r'\b(namespace|enum)\b', before_parameters)


def functions(text):
    """The functions defined in namespaces and classes; what is nested in a function belongs to it."""
    code = bare_code(text)
    scopes = []  # one entry a '{': the Function it begins, or None
    start = 0  # of the statement that is being read
    found = []
    for place in re.finditer(r'[{};]', code):
        at = place.start()
        if place[0] == '{':
            head = code[start:at]
            inside = any(scopes)
            if not inside and is_function(head) and not begins_type(head):
                begin = start + NOT_HEAD.match(head).end()
                scopes.append(Function(' '.join(head.split()), code.count('\n', 0, begin) + 1, 0))
            else:
                scopes.append(None)
            start = at + 1
        elif place[0] == '}':
            ended = scopes.pop() if scopes else None
            if ended:
                ended.last = code.count('\n', 0, at) + 1
                found.append(ended)
            start = at + 1
        else:
            start = at + 1
    return found


def begins_type(head):
    """'template <...> struct alignas(8) X' has parentheses and is no function."""
    words = re.sub(r'template\s*<[^{}]*?>(?=\s*(?:class|struct|union)\b)', '', head)
    words = NOT_HEAD.sub('', words)
    return re.match(r'(class|struct|union)\b(?![^{]*\)\s*(const|noexcept|->|$))', words) is not None
