"""People whom an office helps: who they are, who read what of them, and until when they are kept."""
