"""PowerPoint presentations: .pptx and its kin, read from their XML."""

from knowledge.readers.pptx.deck import read_pptx
from knowledge.readers.pptx.package import looks_like_pptx

__all__ = ["looks_like_pptx", "read_pptx"]
