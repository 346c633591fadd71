"""The source role of VUM v3: an app of its own, with its own document, apart from our own interface."""
