"""The office's settings over a data folder of the tests' own."""

import os
import tempfile

os.environ["XUNJIAN_HOME"] = tempfile.mkdtemp(prefix="xunjian-tests-")

from xunjian.office.settings import *  # noqa: F403 - the folder must be named before they are read
from xunjian.office.settings import DATA, DATABASES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file: several threads look at it, as in an office
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite")}
