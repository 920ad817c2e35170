"""What leaves the window: pictures, animations, scripts, tables, the report."""
