"""Employment under article 60 § 7: files, contracts and their amendments, hosts, ONEM's answers, plans and claims."""
