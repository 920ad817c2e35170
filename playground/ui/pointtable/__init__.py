"""The points as a table that can be read, sorted, narrowed down and edited."""
