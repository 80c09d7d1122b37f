"""What a course knows: reading lectures, searching them, answering with their own words."""

from knowledge.base import KnowledgeBase
from knowledge.model import Abstention, Answer, Entry, Hit, NearMiss

__all__ = ["Abstention", "Answer", "Entry", "Hit", "KnowledgeBase", "NearMiss"]
