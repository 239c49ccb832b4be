"""What skills bring along that is made from other data."""
