"""Asking a service where addresses are: an explicit command of an organisation, off by default, never at match time.

An address is personal data. What is sent is the address alone; answers are kept, so that it is sent once.
"""
