"""Employment by a CPAS under article 60 § 7: working time, subsidy, pathway and clause."""
