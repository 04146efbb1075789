"""Files a site hands out → their text. They may be made to do harm: everything here is bounded, and the crawler has it
done in a process of its own (`portal.files.child`).
"""

from portal.files.kinds import kind_of, name_of
from portal.files.reading import Read, read

__all__ = ["Read", "kind_of", "name_of", "read"]
