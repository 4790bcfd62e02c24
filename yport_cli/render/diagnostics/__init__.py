"""Issues with their places, one file per format."""
