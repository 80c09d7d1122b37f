"""What people do with quizzes."""
