"""The benchmark: how fast the program is, measured on this machine against what it promises.

`python -m playground bench` runs it. Each section is measured in a process of its own (`section.py`), so that one
measurement never pays for what another one imported; `claims.py` says what is measured and what is promised.
"""
