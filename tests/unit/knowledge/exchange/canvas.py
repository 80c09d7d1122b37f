"""A quiz as Canvas exports it in QTI 1.2, put together piece by piece."""

from __future__ import annotations

import zipfile
from io import BytesIO

from knowledge.exchange import Format, Item, read_questions

CANVAS_ITEM = """
<item ident="{ident}" title="{title}">
 <itemmetadata><qtimetadata>
  <qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry></qtimetadatafield>
  <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>2.0</fieldentry></qtimetadatafield>
 </qtimetadata></itemmetadata>
 <presentation>
  <material><mattext texttype="text/html">&lt;div&gt;&lt;p&gt;{stem}&lt;/p&gt;&lt;/div&gt;</mattext></material>
  {presentation}
 </presentation>
 <resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
  {processing}
 </resprocessing>
 {feedback}
</item>
"""


def label(ident: str, text: str) -> str:
    return f'<response_label ident="{ident}"><material><mattext texttype="text/plain">{text}</mattext></material></response_label>'


def lid(ident: str, labels: str, cardinality: str = "Single", material: str = "") -> str:
    said = f"<material><mattext>{material}</mattext></material>" if material else ""
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{said}'
        f"<render_choice>{labels}</render_choice></response_lid>"
    )


def respcondition(inside: str, score: str = "100", action: str = "Set", feedback: str = "") -> str:
    given = f'<setvar action="{action}" varname="SCORE">{score}</setvar>' if score else ""
    told = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition><conditionvar>{inside}</conditionvar>{given}{told}</respcondition>"


def equal(answer: str, ident: str = "response1") -> str:
    return f'<varequal respident="{ident}">{answer}</varequal>'


def itemfeedback(ident: str, text: str) -> str:
    return (
        f'<itemfeedback ident="{ident}"><flow_mat><material><mattext texttype="text/html">'
        f"&lt;p&gt;{text}&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>"
    )


def canvas_item(
    kind: str, presentation: str, processing: str, feedback: str = "", stem: str = "What?"
) -> str:
    return CANVAS_ITEM.format(
        ident=f"g{abs(hash((kind, stem, presentation)))}",
        title="Question",
        kind=kind,
        stem=stem,
        presentation=presentation,
        processing=processing,
        feedback=feedback,
    )


def quiz(*given_items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        '<assessment ident="a1" title="Week 3"><section ident="root_section">'
        + "".join(given_items)
        + "</section></assessment></questestinterop>"
    ).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read_canvas(*given_items: str) -> list[Item]:
    files = {"imsmanifest.xml": b"<manifest/>", "g1/g1.xml": quiz(*given_items)}
    read = read_questions(zipped(files), "export.zip")
    assert read.format is Format.QTI
    assert read.notes == ()
    return list(read.items)
