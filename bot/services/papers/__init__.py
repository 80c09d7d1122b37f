"""The minute paper: asked after class, answered without a name, told to the teaching staff, answered to the class."""
