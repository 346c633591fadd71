"""Signing in: OpenID Connect for people, bearer tokens for systems, and local accounts in a demo alone."""
