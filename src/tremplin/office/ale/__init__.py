"""An ALE (PWA, wijk-werken, LBA) and its month: who works, for whom, the hours, the cheques, the closing."""
