"""The questions of a course: drafted, written or imported, and reviewed."""
