"""A few hundred hostile files of the long campaign in `fuzz.py`: each opens or is refused in a sentence."""

from collections import Counter
from pathlib import Path

import pytest

from .fuzz import MOST_MEMORY, campaign, memory


@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_file_opens_or_is_refused_in_a_sentence(seed: int, tmp_path: Path) -> None:
    outcomes = Counter(campaign(100, seed, tmp_path))
    assert sum(outcomes.values()) == 100
    assert sum(times for outcome, times in outcomes.items() if outcome.endswith("refused")) > 50
    assert memory() < MOST_MEMORY
