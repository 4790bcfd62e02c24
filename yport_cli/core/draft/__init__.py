"""A plan as a document states it, before anybody has checked it."""
