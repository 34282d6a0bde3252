"""Workers: registration, status, contract, training and follow-up; who loses access and who gains it."""
