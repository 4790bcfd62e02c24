"""The form of a plan file as a JSON Schema, for editors and for other validators."""
