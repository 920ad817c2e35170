"""The page that compares pinned runs: table, maps side by side, and their difference."""
