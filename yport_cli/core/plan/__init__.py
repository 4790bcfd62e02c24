"""The plan form: its models, its keys, its schema, odd spellings of its values."""
