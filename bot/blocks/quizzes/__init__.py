"""What quizzes look like."""
