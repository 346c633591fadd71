"""What a municipality publishes about Springplank, or works out before using it: filled from the running software."""
