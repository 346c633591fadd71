"""The `springplank` command: parse, call, print."""
