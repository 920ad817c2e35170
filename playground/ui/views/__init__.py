"""Views: each shows one side of the run, from frames, and asks only for what it can show."""
