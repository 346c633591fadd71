"""Everything of people in one SQL database: profiles, courses, imports and the log of who read what."""
