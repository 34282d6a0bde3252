"""The papers of a CPAS office: pure functions from plain values to papers, each then set by `typesetting.as_pdf`.

contract_of · amendment_of · convention_of · request_of · claim_of · letter_of · reminder_of · handover_of · pack
"""
