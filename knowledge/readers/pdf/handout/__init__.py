"""Finding the slides on the sheets of a printed handout."""
