"""PowerPoint presentations: .pptx and its kin, read from their XML."""

from knowledge.readers.pptx.deck import read_pptx

__all__ = ["read_pptx"]
