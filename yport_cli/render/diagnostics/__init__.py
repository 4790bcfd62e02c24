"""Issues with their places, one file per format; JSON stands with the machine contract in `json_v1`."""
