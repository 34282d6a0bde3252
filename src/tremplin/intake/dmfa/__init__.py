"""DmfA declarations as XML: the original and the answer to a consultation.

`blocks` reads the XML person by person, `declared` finds occupations and what is declared of them by the names of
their fields, `lines` makes lines of work of them and says every doubt.
"""
