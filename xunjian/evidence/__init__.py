"""The page of a finding as the archive holds it: found, made harmless, the fault marked, taken as a picture."""
