"""Commands, and what they share: streams, files, options, language, errors."""
