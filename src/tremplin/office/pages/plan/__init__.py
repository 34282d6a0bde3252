"""The plan, the contract, its amendments, the convention with a host."""
