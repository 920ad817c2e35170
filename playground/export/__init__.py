"""The work in forms that other programs read: scripts, tables, reports."""
