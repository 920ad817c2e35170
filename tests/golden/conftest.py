"""The script that makes the golden numbers needs PyTorch, which the tests do without."""

collect_ignore = ["make_golden.py"]
