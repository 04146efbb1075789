"""Packed numbers answer as the array they were made of."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from checks.proofreading.ngram.packed import Packed

RUN = 1 << 32
SMALL = np.array([0, 3, 9, RUN - 1], np.uint64)
LARGE = np.array([5, RUN - 1, RUN, RUN + 7, 3 * RUN, 3 * RUN + 2], np.uint64)  # none in the third run


@pytest.mark.parametrize("numbers", [SMALL, LARGE])
def test_search_and_find(numbers: NDArray[np.uint64]) -> None:
    packed = Packed.of(numbers)
    near = np.concatenate([numbers, numbers + np.uint64(1), numbers[1:] - np.uint64(1)])
    wanted = np.append(near, np.array([2 * RUN, 4 * RUN, 9 * RUN], np.uint64))
    assert packed.search(wanted).tolist() == np.searchsorted(numbers, wanted).tolist()
    at, known = packed.find(wanted)
    assert known.tolist() == np.isin(wanted, numbers).tolist()
    assert numbers[at[known]].tolist() == wanted[known].tolist()


@pytest.mark.parametrize("numbers", [SMALL, LARGE, np.zeros(0, np.uint64)])
def test_reads_as_the_array(numbers: NDArray[np.uint64]) -> None:
    packed = Packed.of(numbers)
    assert len(packed) == len(numbers)
    assert packed[:].tolist() == numbers.tolist()
    assert packed[1:3].tolist() == numbers[1:3].tolist()
    assert [number for part in packed.parts() for number in part.tolist()] == numbers.tolist()
    assert packed[np.arange(len(numbers))[::-1]].tolist() == numbers[::-1].tolist()
