"""Travel times over real networks: timetables, streets, and the matrices that are made of them."""
