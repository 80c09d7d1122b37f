"""What LaTeX's commands stand for: characters, names of functions, how many arguments to skip."""

from __future__ import annotations

import unicodedata
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db

FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf "
    "limsup ln log max min Pr sec sin sinh sup tan tanh argmax argmin bmod mod".split()
)
SPACES = frozenset(["quad", "qquad", "enspace", "thinspace", "space", ",", ";", ":", ">", " ", "!"])
LENGTHS = frozenset(
    "vskip hskip kern baselineskip parskip parindent itemsep parsep topsep partopsep leftmargin tabcolsep "
    "labelsep itemindent".split()
)
"""Commands that a length follows without braces."""
SKIPPED = {
    # commands whose first arguments are settings, names of files or keys
    **dict.fromkeys(
        "label vspace hspace includegraphics cite citep citet citeauthor parencite autocite nocite "
        "footcite ref eqref pageref autoref cref Cref input include bibliography bibliographystyle "
        "color pagecolor usepackage usetheme usecolortheme usefonttheme useinnertheme lstset "
        "hypersetup tikzset pgfplotsset logo titlegraphic textcolor colorbox scalebox rotatebox "
        "raisebox parbox href hyperlink hypertarget cline cmidrule tag pdfbookmark movie "
        "usebackgroundtemplate lstinputlisting inputminted phantom hphantom vphantom column pagestyle thispagestyle "
        "setbeamercovered usebeamertemplate usebeamerfont usebeamercolor graphicspath begin end "
        "addbibresource sisetup geometry newblock selectlanguage markboth arabic foreignlanguage "
        "usetikzlibrary theoremstyle setminted usemintedstyle setmainfont setmonofont".split(),
        1,
    ),
    **dict.fromkeys(
        "setlength addtolength setcounter addtocounter setbeamertemplate setbeamercolor "
        "setbeamerfont resizebox fcolorbox fontsize multicolumn multirow rule newtheorem "
        "addtobeamertemplate transduration newenvironment setbeamersize pgfdeclareimage".split(),
        2,
    ),
    **dict.fromkeys("definecolor addcontentsline renewenvironment".split(), 3),
}
_EXTRA = {
    "copyright": "©",
    "euro": "€",
    "EUR": "€",
    "degree": "°",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "lt": "<",
    "gt": ">",
    "implies": "⇒",
    "impliedby": "⇐",
    "iff": "⇔",
    "coloneqq": "≔",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "lbrace": "{",
    "rbrace": "}",
    "{": "{",
    "}": "}",
    "_": "_",
    "%": "%",
    "&": "&",
    "$": "$",
    "#": "#",
    "|": "‖",
    "i": "ı",
    "j": "ȷ",
    "checkmark": "✓",
    "cmark": "✓",
    "xmark": "✗",
    "Rightarrow": "⇒",
    "Leftarrow": "⇐",
    "gets": "←",
    "land": "∧",
    "lor": "∨",
    "lnot": "¬",
    "neg": "¬",
    "colon": ":",
    "middle": "",
    "dotsc": "…",
    "dotsb": "…",
    "cdots": "…",
    "argmax": "argmax",
    "argmin": "argmin",
    "mod": "mod",
    "bmod": "mod",
    "displaystyle": "",
    "textstyle": "",
    "today": "",
    "item": " ",
}
ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "d": "\u0323",
    "b": "\u0331",
}
MATH_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "vec": "\u20d7",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
}
_DOUBLE_STRUCK = str.maketrans("CHNPQRZE1", "ℂℍℕℙℚℝℤ𝔼𝟙")
RELATIONS = frozenset("=<>≤≥⩽⩾≠≈≡≅∼≃∝→←↔⇒⇐⇔⟹⟸⟺⟶⟵↦∈∉∋⊂⊆⊃⊇∪∩∧∨±∓×⊕⊗∖≪≫⊢⊨≔∣")


@cache
def symbol(name: str) -> str | None:
    """The character or word that a command without arguments sets, None where it is none."""
    if name in _EXTRA:
        return _EXTRA[name]
    if name in FUNCTIONS:
        return name
    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and "%" not in text and text.strip() else None


def accented(base: str, mark: str) -> str:
    """`base` with a combining mark over or under its first letter."""
    base = base.strip().replace("ı", "i").replace("ȷ", "j")
    return unicodedata.normalize("NFC", base[:1] + mark + base[1:]) if base else ""


def double_struck(text: str) -> str:
    """ℝ for R, and the like for the sets and the expectation."""
    return text.translate(_DOUBLE_STRUCK)
