"""Readers: files as people send them become values of the domain, and what cannot be read keeps its line and reason."""
