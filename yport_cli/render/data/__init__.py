"""The contracts with other programs."""
