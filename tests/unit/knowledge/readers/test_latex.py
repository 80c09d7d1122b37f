"""A LaTeX source is read as the slides that it makes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Form, Slide, SlideKind
from knowledge.readers.latex import formula, read_latex


def beamer(body: str, head: str = "") -> tuple[Slide, ...]:
    source = f"\\documentclass{{beamer}}\n{head}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return read_latex(source, "slides.tex").slides


def frame(body: str, head: str = "") -> Slide:
    (found,) = beamer(f"\\begin{{frame}}[fragile]{{T}}\n{body}\n\\end{{frame}}", head)
    return found


def lines(found: Slide) -> list[tuple[int, str]]:
    return [(bullet.level, bullet.text) for bullet in found.bullets]


def test_babels_german_shorthands_are_letters_and_code_keeps_its_quotes() -> None:
    head = "\\documentclass{beamer}\\usepackage[english,ngerman]{babel}\\begin{document}"
    frame = '\\begin{frame}[fragile]{Kr"afte}"`Gro"s"\' ist die "Ub"-ung \\verb|x="a"|\\end{frame}'
    (found,) = read_latex(head + frame, "x.tex").slides
    assert (found.title, found.body) == ("Kräfte", '„Groß“ ist die Übung x="a"')
    (other,) = read_latex(head.replace(",ngerman", "") + frame, "x.tex").slides
    assert other.title == 'Kr"afte'


def test_frames_are_slides() -> None:
    """Titles stand behind the frame or in a command; frames count up, also where not shown."""
    found = beamer(
        r"\begin{frame}<1->[t]{One \& two}{below}a\end{frame}"
        r"\begin{frame}[noframenumbering]\frametitle{Extra}b\end{frame}"
        r"\frame{\frametitle{Old style}c}"
    )
    assert [(s.title, s.slide, s.page) for s in found] == [
        ("One & two", 1, 1),
        ("Extra", None, 2),
        ("Old style", 2, 3),
    ]
    assert lines(found[0]) == [(0, "below"), (0, "a")]


def test_frames_of_a_courses_own_style_are_slides() -> None:
    """Without them every second slide was missing; the box around R's output is none."""
    found = beamer(
        r"\begin{frame}{Bees}a\end{frame}"
        r"\begin{vbframe}{Wasps}b\begin{kframe}c\end{kframe}d\end{vbframe}"
    )
    assert [s.title for s in found] == ["Bees", "Wasps"]
    assert [text for _, text in lines(found[1])] == ["b", "c", "d"]


def test_lists_nest() -> None:
    """Items keep their depth; overlays, labels and emphasis are not words."""
    found = frame(
        r"""\begin{itemize}[<+->]
        \item<1-> A \textbf{page} is 4\,KiB\pause --- \alert<2>{always}
          \begin{enumerate}[i)] \item first % a remark
          \item[--] \only<3>{second} \end{enumerate}
        \item last
        \end{itemize}"""
    )
    assert lines(found) == [
        (0, "A page is 4 KiB— always"),
        (1, "first"),
        (1, "second"),
        (0, "last"),
    ]


def test_descriptions_name_their_terms() -> None:
    """The term of a description list stands before its explanation."""
    found = frame(r"\begin{description}\item[TLB] a cache \item[MMU:] a unit\end{description}")
    assert lines(found) == [(0, "TLB: a cache"), (0, "MMU: a unit")]


def test_blocks_head_what_is_in_them() -> None:
    """A block's title is a line, its content a level below; columns are only layout."""
    found = frame(
        r"\begin{columns}[T]\begin{column}{.5\textwidth}\begin{block}{Rule} be fair\end{block}"
        r"\end{column}\column{.5\textwidth}\begin{theorem}[Bayes] it holds\end{theorem}\end{columns}"
    )
    assert lines(found) == [(0, "Rule"), (1, "be fair"), (0, "Theorem (Bayes)"), (1, "it holds")]


@pytest.mark.parametrize(
    "source",
    [
        "\\begin{verbatim}\n%s\n\\end{verbatim}",
        "\\begin{lstlisting}[language=C]\n%s\n\\end{lstlisting}",
        "\\begin{minted}[linenos]{c}\n%s\n\\end{minted}",
    ],
)
def test_code_is_kept_as_it_stands(source: str) -> None:
    """Code keeps its lines, indentation, per cents and backslashes."""
    code = 'int main() {\n    printf("%d\\n", 5 % 2); // {\n\n}'
    (bullet,) = frame(source.replace("%s", code)).bullets
    assert (bullet.form, bullet.text) == (Form.CODE, code)


def test_code_in_a_line_is_words() -> None:
    r"""``\verb`` and its kin may hold what LaTeX would read as a command."""
    found = frame(r"Call \verb|a_b %{| or \lstinline{x = 1} or \mintinline{c}{y;} or \texttt{f()}.")
    assert lines(found) == [(0, "Call a_b %{ or x = 1 or y; or f().")]


def test_tables() -> None:
    """A table is one bullet with a row a line."""
    (bullet,) = frame(
        r"\begin{tabular}{l|r} \toprule Name & \textbf{Size}\\ \midrule L1 \& L2 & 4 kB \\[2pt]"
        r"\multicolumn{2}{c}{all} \\ \bottomrule \end{tabular}"
    ).bullets
    assert (bullet.form, bullet.text) == (Form.TABLE, "Name | Size\nL1 & L2 | 4 kB\nall")


def test_display_formulas_are_lines_of_their_own() -> None:
    """Aligned formulas keep a line each, without alignment marks and labels."""
    (bullet,) = frame(
        r"\begin{align*} y &= \alpha x_i^2 \label{a} \\ z &\leq \frac{a+b}{2} \end{align*}"
    ).bullets
    assert (bullet.form, bullet.text) == (Form.FORMULA, "y = α xᵢ²\nz ≤ (a+b)/2")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x_i^2 + y^{n-1}", "xᵢ² + yⁿ⁻¹"),
        (r"e^{-\lambda t}", "e^(-λ t)"),
        (r"w_{\max}", "w_max"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{P(B \mid A)}{P(B)}", "P(B | A)/P(B)"),
        (r"\sqrt{x} \sqrt[3]{x+1}", "√x ∛(x+1)"),
        (r"\sum_{i=1}^{n} x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\forall x \in \mathbb{R}: x \geq 0", "∀ x ∈ ℝ: x ≥ 0"),
        (r"\hat{y} = \sin(x)", "ŷ = sin(x)"),
        (r"a \not= b", "a ≠ b"),
        (r"n \choose k", "(n choose k)"),
        (r"{n \over 2} + 1", "n/2 + 1"),
        (r"\mathbf{x}^\top W, 45^\circ", "xᵀ W, 45°"),
        (r"\begin{align}a&=b\tag{1}\\c&=d\end{align}", "a = b\nc = d"),
        (r"\left\lfloor \frac{n}{2}\right\rfloor", "⌊n/2⌋"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "[1, 2; 3, 4]"),
        (r"\operatorname{softmax}(z)", "softmax(z)"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\dfrac{E T_e^2}{12(1 - \nu)}", "(E Tₑ²)/(12(1 - ν))"),
        (r"\frac{1}{n}\sum_i y_i + \frac{a}{b} - \frac{d}{dx} f", "(1/n)∑ᵢ yᵢ + a/b - (d/dx) f"),
        (r"0 \leq r \lt n", "0 ≤ r < n"),
        (r"b \centernot | a := c", "b ∤ a := c"),
        (r"\only<2->{n = 1}", "n = 1"),
        (r"\left\{ x \,\middle|\, x > 0 \right.", "{ x | x > 0"),
    ],
)
def test_formulas_are_readable(tex: str, text: str) -> None:
    """Formulas become Unicode where it has the characters, and brackets elsewhere."""
    assert formula(tex) == text


def test_accents_and_marks() -> None:
    """Letters with accents, dashes, quotes and special characters are themselves."""
    found = frame(r"It\^{o}, Schr\"odinger, na\"{\i}ve, \v{S}imek, stra\ss e, ``so'' 1--2 \& 5\,\%")
    assert lines(found) == [(0, "Itô, Schrödinger, naïve, Šimek, straße, “so” 1–2 & 5 %")]


def test_lengths_and_overlays_of_lists_are_no_words() -> None:
    """What sets a list's gaps, or when an item is shown, is not read out."""
    found = frame(
        r"\begin{itemize}\itemsep2em \item a \item[]<4-> $x$ \item[Note]<2> b\end{itemize}"
    )
    assert lines(found) == [(0, "a"), (0, "x"), (0, "Note b")]


def test_columns_begin_new_lines() -> None:
    """What ends one column and what begins the next are two lines."""
    found = frame(r"\begin{columns}\column{4cm} A: x \\ B: y \column{4cm} C: z\end{columns}")
    assert lines(found) == [(0, "A: x"), (0, "B: y"), (0, "C: z")]


def test_a_title_that_goes_on_smaller_is_a_subtitle() -> None:
    """A break alone only parts a long title; the authors' lines are apart."""
    (found,) = beamer(r"\frame{\titlepage}", r"\title{Runs \\ \tiny See A}\author{Ann\\Uni}")
    assert (found.title, lines(found)) == ("Runs", [(0, "See A"), (0, "Ann, Uni")])
    (found,) = beamer(r"\frame{\titlepage}", r"\title{Long \\ title}")
    assert (found.title, lines(found)) == ("Long title", [])


def test_links_and_colours_leave_their_words() -> None:
    """Of links, colours and boxes the words stay, and nothing of their settings."""
    found = frame(
        r"\href{http://x.org}{a link}, \textcolor{red}{red}, \colorbox{blue}{box}\cite{k}"
    )
    assert lines(found) == [(0, "a link, red, box")]


def test_macros_are_expanded() -> None:
    """The source's own commands stand for what they are defined as, with arguments."""
    found = frame(
        r"\term{Page} in $\R^n$ \pair{a}",
        r"\newcommand{\term}[1]{\textbf{#1}}\newcommand{\R}{\mathbb{R}}"
        r"\newcommand{\pair}[2][x]{(#1, #2)}",
    )
    assert lines(found) == [(0, "Page in ℝⁿ (x, a)")]


def test_a_macro_that_calls_itself_ends() -> None:
    """Definitions that never end are not followed for ever."""
    found = frame(r"\a", r"\def\a{\b\b}\def\b{\a\a}")
    assert found.title == "T"


def test_notes_belong_to_their_frame() -> None:
    """Notes inside and behind a frame are its notes."""
    (found,) = beamer(r"\begin{frame}{T}x\note{inside}\end{frame}\note[item]{behind}")
    assert (found.notes, lines(found)) == ("inside\nbehind", [(0, "x")])


def test_the_title_page() -> None:
    """The title page names the lecture and its date."""
    first, second = beamer(
        r"\maketitle\begin{frame}{Outline}\tableofcontents\end{frame}\section{Paging}",
        r"\title[Short]{Lecture 5: \\ Memory}\author{J. Doe \and R. Roe}\date{October 3, 2022}",
    )
    assert (first.title, first.kind) == ("Lecture 5: Memory", SlideKind.TITLE)
    assert lines(first) == [(0, "J. Doe, R. Roe"), (0, "October 3, 2022")]
    assert (second.lecture, second.date, second.slide) == (5, date(2022, 10, 3), 2)
    assert lines(second) == [(0, "Paging")]


def test_outlines_before_each_section_are_no_slides() -> None:
    """What Beamer repeats at every section, and a course's own blocks, read as what they are."""
    found = beamer(
        r"\AtBeginSection[]{\begin{frame}{Outline}\tableofcontents\end{frame}}\section{A}"
        r"{\usebackgroundtemplate{\includegraphics[width=2cm]{x}}\begin{frame}{T}"
        r"\begin{ideablock}{Idea} go\end{ideablock}\end{frame}}"
    )
    assert [(s.title, lines(s)) for s in found] == [("T", [(0, "Idea"), (1, "go")])]


def test_drawings_and_remarks_are_left_out() -> None:
    """Drawings, pictures, comments and what is switched off are not read."""
    found = frame(
        "seen % not \\begin{frame}{no}\n\\includegraphics[width=1cm]{pic}\n\\iffalse off \\fi"
        "\\begin{tikzpicture}\\node {x};\\end{tikzpicture}\\begin{comment}\nno\n\\end{comment}"
    )
    assert lines(found) == [(0, "seen")]


def test_included_files_are_named() -> None:
    """What the source includes is not read, and a warning says which files these are and what to do."""
    reading = read_latex("\\begin{frame}{T}x\\input{intro}\\include{more}\\end{frame}", "a.tex")
    assert reading.warnings == (
        "it includes other files, which are not read with it: intro, more; "
        "pack the whole project into a zip archive and send that",
    )


def test_code_from_other_files_is_named_and_packing_it_is_no_advice() -> None:
    reading = read_latex(
        "\\begin{frame}{T}x\\lstinputlisting[language=C]{sort.c}\\inputminted{python}{a.py}\\end{frame}",
        "a.tex",
    )
    assert reading.warnings == (
        "it shows code from other files, which is not read: sort.c, a.py; "
        "put into the source what students are to find",
    )


def test_sections_of_lecture_notes_are_slides() -> None:
    """Without frames, a section is a slide and a paragraph a bullet."""
    reading = read_latex(
        "\\documentclass{article}\\newtheorem{thm}{Satz}\\begin{document}\\section{Fairness}One\n"
        "sentence.\n\nAnother.\\subsection*{Quantum}\\paragraph{Slice.} short\n"
        "\\begin{thm}holds\\end{thm}\\end{document}",
        "week-3.tex",
    )
    assert [(s.title, lines(s), s.lecture) for s in reading.slides] == [
        ("Fairness", [(0, "One sentence."), (0, "Another.")], 3),
        ("Quantum", [(0, "Slice. short"), (0, "Satz"), (1, "holds")], 3),
    ]


_PIECES = st.sampled_from(
    r"\begin{frame} \end{frame} \begin{itemize} \end{itemize} \item { } $ $$ \[ \] \( \) \\ \frac \hat "
    r"\begin{tabular}{ll} \end{tabular} & % \verb| \begin{verbatim} \end{verbatim} \note{ \section{x} "
    r"\def\a{\a\b} \a \newcommand{\b}[2]{#2#1} \b \left \right. _ ^ \begin{pmatrix} \end{pmatrix} [ ] < > "
    r"\maketitle \title{t} \frame{ \item[ \sqrt[ \begin{align} \end{align} \iffalse \fi word".split(
        " "
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=3), st.just("\n\n")), max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a source, it is read without an error, and twice alike."""
    assert read_latex(text, "a.tex") == read_latex(text, "a.tex")
