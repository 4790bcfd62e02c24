"""Why a value cannot be read."""
