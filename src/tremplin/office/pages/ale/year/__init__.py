"""The year: statements, figures, the training share."""
