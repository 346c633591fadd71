"""Measurements of what was promised. Printed as tables, never tests: machines are noisy."""
