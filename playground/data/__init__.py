"""Data sets: values, generators, painting operations, features and splits, in NumPy and nothing else."""

# The members of a family are in the order of these lines, which is the order on screen.
# isort: off
from playground.data import generators as generators
from playground.data import shape_sets as shape_sets
from playground.data import several_sets as several_sets
from playground.data import regression_sets as regression_sets
from playground.data import curve_sets as curve_sets
from playground.data import points as points
from playground.data import features as features
from playground.data import typed_feature as typed_feature
from playground.data import scaling as scaling
# isort: on
