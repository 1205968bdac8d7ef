"""Python client of the trivium services."""
