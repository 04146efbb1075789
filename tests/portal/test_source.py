from pathlib import Path

from portal.source import digest_of


def test_the_digest_follows_what_the_code_says(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, line in ((before, "GROUPS = 1\n"), (after, "GROUPS = 2\n")):
        (folder / "part").mkdir(parents=True)
        (folder / "part" / "engine.py").write_text(line)
        (folder / "notes.txt").write_text(line)
    same = digest_of(before)
    digest_of.cache_clear()
    (before / "notes.txt").write_text("other\n")
    assert digest_of(before) == same
    assert digest_of(after) != same
