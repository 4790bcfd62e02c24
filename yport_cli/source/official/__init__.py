"""Official documents: their text with its places, and the draft of a plan that it states."""
