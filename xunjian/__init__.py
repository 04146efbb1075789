"""Joins the rooms: command line, pipeline, office. Nobody imports this package."""

import os
from importlib.metadata import version

__version__ = version("xunjian")

# The engine multiplies small matrices: threads of BLAS only wait for each other, and where the machine is busy, for long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
