"""The commands and environments that give a LaTeX document its structure."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\\begin\s*\{(?P<begin>[^{}]*)\}|\\end\s*\{(?P<end>[^{}]*)\}|(?P<math>\\\[|\$\$)"
    r"|(?P<gap>\n[ \t]*\n|\\par(?![A-Za-z]))|(?P<break>\\\\(?:\[[^\]]*\])?)|\x00B(?P<code>\d+)\x00"
    r"|\\(?P<name>item|frametitle|framesubtitle|part|chapter|section|subsection|subsubsection|"
    r"paragraph|subparagraph|note|caption|tableofcontents|titlepage|maketitle|column|"
    r"lecture|subtitle|title|author|institute|date)(?![A-Za-z])\*?",
)
LISTS = frozenset("itemize enumerate description compactitem compactenum easylist".split())
FORMULAS = frozenset(
    "equation align gather multline eqnarray displaymath math flalign alignat".split()
)
TABLES = frozenset("tabular tabularx longtable tabulary tabu supertabular".split())
ALGORITHMS = frozenset("algorithmic algpseudocode".split())
WIDE = frozenset("tabularx tabulary".split())
DROPPED = frozenset(
    "tikzpicture picture thebibliography pspicture axis forest pgfpicture circuitikz".split()
)
INNER = re.compile(
    r"(?:[pbBvV]|small)?matrix|cases|array|aligned|split|gathered|alignedat|substack"
)
THEOREMS = frozenset(
    "theorem lemma corollary definition proposition example examples proof remark fact claim "
    "conjecture axiom property exercise question problem solution".split()
)
BLOCKS = frozenset("block alertblock exampleblock tcolorbox mdframed beamercolorbox".split())
SECTIONS = frozenset("part chapter section subsection subsubsection".split())
FACTS = frozenset("title subtitle author institute date lecture".split())
FRAME = re.compile(r"(?!k)[a-z]{0,3}frame|slide")
"""A frame, also one that a course's style makes of it ("vbframe"); knitr's "kframe" is a box."""
OPTIONS = re.compile(r"(?:\s*<[^<>\n]*>|\s*\[[^\[\]]*\])*")
LABEL = re.compile(
    r"\s*(?:<[^<>\n]*>)?\s*\[((?:[^\[\]{}]|\{[^{}]*\})*)\](?:\s*<[\d\s,+|:@a-z.-]*>)?|\s*<[^<>\n]*>"
)
RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\})"
)
AND = re.compile(r"(?:\s*(?:\\and\b|\\inst\b\s*(?:\{[^{}]*\})?|\\\\(?:\[[^\]]*\])?)\s*)+")
SUBTITLE = re.compile(
    r"\\\\(?:\[[^\]]*\])?\s*(?=\{?\s*\\(?:tiny|scriptsize|footnotesize|small|normalsize|large)(?![A-Za-z]))"
)
"""Where a title that is set smaller goes on: that is what stands below it."""
