"""PDFium's C functions as this package calls them: many small calls a page.

pypdfium2's own wrappers cost several microseconds a call, mostly for converting pointers, and let
go of the interpreter's lock each time; these keep it. See PDFium's public/fpdf_text.h and
fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

Handle = ctypes.c_void_p

_VOID, _INT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
_SIZE = ctypes.c_size_t


def _function(name: str, result: Any, *arguments: Any) -> Any:
    address: Any = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


load_page = _function("FPDF_LoadPage", _VOID, _VOID, _INT)
close_page = _function("FPDF_ClosePage", None, _VOID)
load_text = _function("FPDFText_LoadPage", _VOID, _VOID)
close_text = _function("FPDFText_ClosePage", None, _VOID)
rotation = _function("FPDFPage_GetRotation", _INT, _VOID)
bounding_box = _function("FPDF_GetPageBoundingBox", _INT, _VOID, _VOID)

count_chars = _function("FPDFText_CountChars", _INT, _VOID)
get_text = _function("FPDFText_GetText", _INT, _VOID, _INT, _INT, _VOID)
get_unicode = _function("FPDFText_GetUnicode", ctypes.c_uint, _VOID, _INT)
font_size = _function("FPDFText_GetFontSize", _DOUBLE, _VOID, _INT)
matrix = _function("FPDFText_GetMatrix", _INT, _VOID, _INT, _VOID)
font = _function("FPDFTextObj_GetFont", _VOID, _VOID)
font_name = _function("FPDFFont_GetBaseFontName", _SIZE, _VOID, _VOID, _SIZE)
font_flags = _function("FPDFFont_GetFlags", _INT, _VOID)
font_weight = _function("FPDFFont_GetWeight", _INT, _VOID)

# Called for every word: without types to convert to, they take half the time. Every pointer that is
# given to them must be a `c_void_p`; a plain number would lose its upper half.
loose_box = _function("FPDFText_GetLooseCharBox", _INT)
text_object = _function("FPDFText_GetTextObject", _VOID)

count_objects = _function("FPDFPage_CountObjects", _INT, _VOID)
get_object = _function("FPDFPage_GetObject", _VOID, _VOID, _INT)
object_type = _function("FPDFPageObj_GetType", _INT, _VOID)
object_bounds = _function("FPDFPageObj_GetBounds", _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
PATH, PICTURE, FORM = (
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_FORM,
)
