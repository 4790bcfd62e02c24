"""Every rule by its code, and which of them a run is about."""
