"""Delivery to people and systems over HTTP. It reaches what is learned through `pipelines` alone."""
