"""Cheques, and the files of issuers and banks."""
