"""What a plan is and what follows from it: no files, no clock, no terminal, no environment. A staircase."""
