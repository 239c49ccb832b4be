"""The service under load, broken parts, lost power, and hours of work."""
