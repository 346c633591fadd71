"""The version of the interface: semantic, and apart from that of the software."""

API_VERSION = "1.0.0"
