"""Languages: scripts and translations of the plans."""
