"""The scripts that make the golden numbers need packages that the tests do without."""

collect_ignore_glob = ["make_*.py", "compare_*.py", "random_*.py"]
