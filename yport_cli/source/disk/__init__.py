"""Bytes from the disk, and what files are called."""
