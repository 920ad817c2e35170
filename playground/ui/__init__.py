"""The window: shows frames and configurations, sends edits, and holds no truth of its own."""
