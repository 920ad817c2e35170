"""Painting on the map: the tools, what a hand does with them, and the edits that come of it."""
