"""Tables: text of whatever origin becomes columns, and columns become points. No file is trusted, no guess hidden."""
