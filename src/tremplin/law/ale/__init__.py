"""The ALE contract: who may work, for whom, how many hours, at what price, and what remains."""
