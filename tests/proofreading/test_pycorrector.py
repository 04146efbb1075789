"""pycorrector's correctors behind our interface. Runs where `make pycorrector` was run; skipped by name elsewhere."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from checks.proofreading import make_proofreader
from checks.proofreading.lexicon import load_rows
from checks.proofreading.pycorrector_package import HEAVY
from portal.errors import EngineError

INSTALLED = find_spec("pycorrector") is not None
installed = pytest.mark.skipif(not INSTALLED, reason="pycorrector is not installed (make pycorrector)")
KENLM = INSTALLED and find_spec("kenlm") is not None
REFUSE = (
    "import sys, socket\n"
    "def refuse(*a, **k): raise AssertionError('network')\n"
    "socket.socket.connect = socket.create_connection = refuse\n"
    "from checks.proofreading import make_proofreader\n"
)


@installed
def test_confusions_are_those_of_the_lexicon() -> None:
    texts = [row.example_wrong for row in load_rows()] + [row.example_right for row in load_rows()]
    ours = make_proofreader("lexicon").check_batch(texts)
    theirs = make_proofreader("pycorrector").check_batch(texts)
    assert [[(c.start, c.wrong, c.right, c.shown) for c in found] for found in theirs] == [
        [(c.start, c.wrong, c.right, c.shown) for c in found] for found in ours
    ]
    assert {c.source for found in theirs for c in found} == {"pycorrector/confusion"}


@installed
def test_offsets_and_several_sentences() -> None:
    text = "会议布署工作。要严禁焚烧秸杆，企业申报消防验收！一如继往。"
    found = make_proofreader("pycorrector").check_batch([text])[0]
    assert [text[c.start : c.end] for c in found] == ["布署", "秸杆", "一如继往"]


@installed
def test_near_misses_of_protected_terms_are_for_review() -> None:
    engine = make_proofreader("pycorrector", protected=("南岗区", "李大钊", "王一"))
    text = "南港区人民政府发布通知。李大钊、李大昭，南岗区和王依。"
    found = engine.check_batch([text])[0]
    assert [(text[c.start : c.end], c.right, c.shown, c.source) for c in found] == [
        ("南港区", "南岗区", False, "pycorrector/proper"),
        ("李大昭", "李大钊", False, "pycorrector/proper"),
    ]


@installed
def test_its_own_names_are_not_used() -> None:
    assert make_proofreader("pycorrector").check_batch(["我喜欢吃红烧肉，他喜欢去北京大学"]) == [[]]


@installed
@pytest.mark.skipif(all(map(find_spec, HEAVY)), reason="torch is installed: the real package is imported")
def test_nothing_heavy_is_loaded_and_no_broken_package_left_behind() -> None:
    script = (
        f"{REFUSE}"
        "found = make_proofreader('pycorrector', ['南岗区']).check_batch(['焚烧秸杆'])\n"
        "assert [c.right for c in found[0]] == ['秸秆'], found\n"
        "bad = [m for m in sys.modules if m.split('.')[0] in "
        "{'pycorrector', 'torch', 'transformers', 'datasets', 'pandas'}]\n"
        "assert not bad, bad\n"
        "try:\n    import pycorrector\n"
        "except ImportError as error:\n    assert 'pycorrector' not in sys.modules and error.name != 'pycorrector'\n"
        "make_proofreader('pycorrector')\n"
    )
    assert _run(script) == (0, "", "")


@pytest.mark.skipif(not KENLM, reason="pycorrector or kenlm is not installed (make kenlm)")
def test_kenlm_corrects_with_our_n_grams_for_review_and_says_nothing_beside() -> None:
    text = "2025年GDP增长，※全面部署房汛工作，\\n房汛。"
    script = (
        f"{REFUSE}"
        f"text = '{text}'\n"
        "engine = make_proofreader('pycorrector-kenlm')\n"
        "for c in engine.check_batch(['会议', text, ''])[1]:\n"
        "    print(text[c.start : c.end], c.right, c.shown, c.source)\n"
        "assert 'kenlm-' in engine.version\n"
        "assert not {'pycorrector', 'torch', 'transformers', 'datasets'} & sys.modules.keys()\n"
    )
    line = "房 防 False pycorrector/kenlm\n"
    assert _run(script) == (0, line * 2, "")


def _run(script: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(KENLM, reason="pycorrector and kenlm are installed")
def test_without_kenlm_one_line_says_what_to_run() -> None:
    with pytest.raises(EngineError, match="make kenlm") as caught:
        make_proofreader("pycorrector-kenlm")
    assert "\n" not in str(caught.value)


def test_macbert_needs_a_model_at_hand_and_downloads_none(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"没有 MacBERT 模型.*config\.json"):
        make_proofreader(f"lexicon+pycorrector-macbert={tmp_path}")
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"")
    missing = "请运行：.*pip install torch transformers"
    wanted = "读不出来" if INSTALLED and all(map(find_spec, ("torch", "transformers"))) else missing
    with pytest.raises(EngineError, match=wanted) as caught:
        make_proofreader(f"pycorrector-macbert={tmp_path}")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(INSTALLED, reason="pycorrector is installed")
def test_without_it_one_line_says_what_to_run() -> None:
    with pytest.raises(EngineError, match="make pycorrector") as caught:
        make_proofreader("pycorrector")
    assert "\n" not in str(caught.value)
