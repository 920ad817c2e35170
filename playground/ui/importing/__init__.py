"""Bringing data in: tables, pictures, the clipboard and the classic sets."""
