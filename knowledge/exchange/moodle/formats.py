"""Moodle's names for kinds of questions and for how a text is written."""

from __future__ import annotations

from knowledge.exchange.model import Kind, Markup

MARKUPS = {
    "html": Markup.HTML,
    "moodle_auto_format": Markup.MOODLE,
    "plain_text": Markup.PLAIN,
    "markdown": Markup.MARKDOWN,
}
FORMATS = {markup: name for name, markup in MARKUPS.items()}
TYPES = {
    Kind.CHOICE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.SHORT: "shortanswer",
    Kind.NUMERICAL: "numerical",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.CLOZE: "cloze",
    Kind.ESSAY: "essay",
    Kind.DESCRIPTION: "description",
}
SETTINGS = frozenset(
    "penalty hidden answernumbering shownumcorrect showstandardinstruction responseformat responserequired "
    "responsefieldlines minwordlimit maxwordlimit attachments attachmentsrequired maxbytes filetypeslist "
    "unitgradingtype unitpenalty showunits unitsleft layouttype selecttype selectcount gradingtype showgrading "
    "numberingstyle grading".split()
)
"""How Moodle shows and marks a question: Lectern has its own way."""
KNOWN = frozenset(
    "name questiontext generalfeedback defaultgrade idnumber single shuffleanswers answer subquestion usecase "
    "correctfeedback partiallycorrectfeedback incorrectfeedback tags dragbox selectoption".split()
)
EXTRAS = {
    "hint": "a hint",
    "file": "a file",
    "units": "the units of a number",
    "graderinfo": "notes for those who mark",
    "responsetemplate": "a text to start from",
    "image": "a picture",
    "image_base64": "a picture",
}
