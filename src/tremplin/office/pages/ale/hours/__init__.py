"""Hours by grid, phone, card and paper form."""
