"""YAML as it is written: exact values and their places."""
