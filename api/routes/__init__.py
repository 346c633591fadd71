"""The routes of the interface, one file per subject; every one declares who it is for."""
