"""What goes over the wire: schemas with Dutch names."""
