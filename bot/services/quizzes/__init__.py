"""A course's quizzes: the bank of questions, practice, and live ones."""
