"""The cloze encoder: numpy against torch on a tiny network, and the shipped weights."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from checks.proofreading import characters
from checks.proofreading.characters import Charset, charset
from checks.proofreading.confusion import Confusion, confusion
from checks.proofreading.encoder import weights
from checks.proofreading.encoder.measure import worths
from checks.proofreading.encoder.model import Encoder, Question, Stretch, encoder, load
from checks.proofreading.encoder.prepare import Material, prepare
from checks.proofreading.progress import Silent
from portal.errors import EngineError

SHIPPED = files("checks") / "data" / "proofreading" / "encoder.npz"
TEXT = "国务院办公厅关于2024年部分节假日安排的通知，请各地区、各部门认真贯彻执行。"
LARGEST = 4_500_000  # bytes of the shipped file


@pytest.fixture
def tiny() -> Charset:
    return characters.of(set(filter(characters.is_han, TEXT)) | set("同只志"))


WIDTH, DEPTH, REACHES = 8, 12, (1, 2, 4)


def random_weights(vocabulary: int) -> weights.Weights:
    shapes = {"embedding.weight": (vocabulary, DEPTH), "enter.weight": (WIDTH, DEPTH), "enter.bias": (WIDTH,)}
    shapes |= {"join.weight": (2 * WIDTH, 2 * WIDTH), "join.bias": (2 * WIDTH,), "bias": (vocabulary,)}
    shapes |= {"leave.weight": (DEPTH, WIDTH), "leave.bias": (DEPTH,)}
    shapes |= {"norm.weight": (DEPTH,), "norm.bias": (DEPTH,)}
    for tower in ("left", "right"):
        shapes |= {f"{tower}.norm.weight": (WIDTH,), f"{tower}.norm.bias": (WIDTH,)}
        for block in range(len(REACHES)):
            name = f"{tower}.blocks.{block}"
            shapes |= {f"{name}.norm.weight": (WIDTH,), f"{name}.norm.bias": (WIDTH,)}
            shapes |= {f"{name}.before.weight": (2 * WIDTH, WIDTH), f"{name}.here.weight": (2 * WIDTH, WIDTH)}
            shapes |= {f"{name}.here.bias": (2 * WIDTH,)}
            shapes |= {f"{name}.out.weight": (WIDTH, WIDTH), f"{name}.out.bias": (WIDTH,)}
    chance = np.random.default_rng(0)
    return {name: chance.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture
def tiny_encoder(tiny: Charset, tmp_path: Path) -> Encoder:
    weights.save(tmp_path / "tiny.npz", random_weights(len(tiny)), REACHES)
    return load(tmp_path / "tiny.npz", tiny)


def torch_logs(path: Path, tiny: Charset, ids: list[int]) -> np.ndarray:
    """(length, vocabulary) log probabilities by the torch network with the rounded weights of a file."""
    torch = pytest.importorskip("torch", reason="training environment only")
    from checks.proofreading.encoder.network import Cloze, Shape

    network = Cloze(Shape(len(tiny), WIDTH, DEPTH, REACHES))
    stored, _ = weights.load(path)
    network.load_state_dict({name: torch.from_numpy(values) for name, values in stored.items()})
    with torch.no_grad():
        hidden = network(torch.tensor([[0, *ids, 0]]))
        return torch.log_softmax(network.scores(hidden), -1)[0, 1:-1].numpy()


@pytest.mark.parametrize("text", [TEXT, TEXT * 40, "通知", "通"], ids=["one", "long", "two", "single"])
def test_numpy_agrees_with_torch(text: str, tiny: Charset, tiny_encoder: Encoder, tmp_path: Path) -> None:
    ids, places = tiny.squeeze(tiny.encode(text))
    expected = torch_logs(tmp_path / "tiny.npz", tiny, ids.tolist())
    asked = range(0, len(ids), 7)
    questions = [Question(0, int(places[at]), "同") for at in asked]
    answers = tiny_encoder.ask([text], questions)
    original = np.array([expected[at, ids[at]] for at in asked])
    candidate = np.array([expected[at, tiny.id("同")] for at in asked])
    np.testing.assert_allclose(answers.originals, original, atol=2e-3)
    np.testing.assert_allclose(answers.margins, candidate - original, atol=3e-3)


def test_own_character_is_never_seen(tiny_encoder: Encoder) -> None:
    """Whatever stands at a position, a candidate there has the same probability."""
    texts = [TEXT[:5] + other + TEXT[6:] for other in "国务知"]
    answers = tiny_encoder.ask(texts, [Question(number, 5, "同") for number in range(len(texts))])
    assert np.ptp(answers.margins + answers.originals) < 2e-3


def test_answers_do_not_depend_on_company(tiny_encoder: Encoder) -> None:
    texts = [TEXT, "请各地区通知", TEXT * 3, "只"]
    questions = [Question(2, 44, "同"), Question(0, 20, "同志"), Question(3, 0, "通"), Question(1, 1, "只")]
    together = tiny_encoder.ask(texts, questions)
    alone = [tiny_encoder.ask(texts, [question]).margins[0] for question in questions]
    np.testing.assert_allclose(together.margins, alone, atol=1.1e-3)


def test_candidates_of_several_characters_are_summed(tiny_encoder: Encoder) -> None:
    pair = tiny_encoder.ask([TEXT], [Question(0, 20, "同志")])
    each = tiny_encoder.ask([TEXT], [Question(0, 20, "同"), Question(0, 21, "志")])
    np.testing.assert_allclose(pair.margins, [each.margins.sum()], atol=1e-5)


def test_no_question_no_answer(tiny_encoder: Encoder) -> None:
    assert tiny_encoder.ask([TEXT], []).margins.shape == (0,)
    assert tiny_encoder.likelihoods([TEXT], []) == []


def test_nothing_falls_short_of_the_likeliest(tiny: Charset, tiny_encoder: Encoder) -> None:
    answers = tiny_encoder.ask([TEXT], [Question(0, 20, one) for one in tiny.symbols])
    assert answers.shortfalls.min() == 0
    best = int(answers.shortfalls.argmin())
    np.testing.assert_allclose(answers.shortfalls, answers.margins[best] - answers.margins, atol=1e-5)


def test_stretches_are_as_likely_as_their_characters(tiny_encoder: Encoder) -> None:
    texts = ["请各地区通知", TEXT]
    three, none, two = tiny_encoder.likelihoods(
        texts, [Stretch(1, 19, 22), Stretch(0, 3, 3), Stretch(0, 0, 2)]
    )
    asked = [Question(1, 19 + step, "同") for step in range(3)]
    assert three.tolist() == tiny_encoder.ask(texts, asked).originals.tolist()
    assert (len(none), len(two)) == (0, 2)


def test_training_lowers_the_loss_and_resumes_as_it_was(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="training environment only")
    from checks.proofreading.encoder.network import Shape
    from checks.proofreading.encoder.train import Recipe, examine, train, trained

    material, symbols = toy_material()
    shape = Shape(symbols, 16, 12, (1, 2))
    recipe = Recipe(64 * 60, seed=3, rows=4, length=16, rate=1e-2, warm_up=5, save_every=25)
    told = []
    whole = train(material, shape, recipe, tmp_path / "whole.pt", told.append)
    assert told[-1].whole < 0.5 * told[0].whole

    class Cut(Exception):
        pass

    def cut(measure: object) -> None:
        if measure.step == 40:  # after the checkpoint of step 25
            raise Cut

    with pytest.raises(Cut):
        train(material, shape, recipe, tmp_path / "cut.pt", cut)
    again = train(material, shape, recipe, tmp_path / "cut.pt")
    for one, other in zip(whole.parameters(), again.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)
    assert trained(tmp_path / "cut.pt").shape == shape
    assert examine(material, tmp_path / "cut.pt").held == told[-1]


def test_a_checkpoint_of_other_material_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training environment only")
    from checks.proofreading.encoder.network import Shape
    from checks.proofreading.encoder.train import Recipe, train

    material, symbols = toy_material()
    shape, recipe = Shape(symbols, 16, 12, (1, 2)), Recipe(64, seed=3, rows=4, length=16)
    train(material, shape, recipe, tmp_path / "encoder.pt")
    with pytest.raises(EngineError, match="换一个文件夹"):
        train(replace(material, ids=material.ids[::-1]), shape, recipe, tmp_path / "encoder.pt")


def toy_material() -> tuple[Material, int]:
    known = characters.of("国务院办公厅厂工")
    table = Confusion(
        keys="公厅",
        starts=np.array([0, 1, 2], np.int32),
        others=np.array([ord("工"), ord("厂")], np.uint32),
        sounds=np.array([3, 0], np.uint8),
        shapes=np.array([0, 200], np.uint8),
    )
    return prepare(["国务院办公厅", "工厂"] * 400, [], known, table, seed=1), len(known)


needs_shipped = pytest.mark.skipif(not SHIPPED.is_file(), reason="encoder.npz is not there yet")


@needs_shipped
def test_shipped_file_is_small_and_fits_the_charset() -> None:
    path = Path(str(SHIPPED))
    assert path.stat().st_size <= LARGEST
    stored, _ = weights.load(path)
    assert stored["embedding.weight"].shape[0] == len(charset())


@needs_shipped
@pytest.mark.parametrize(
    ("text", "position", "right"),
    [
        ("各地区、各部门要认真惯彻落实党中央决策部署。", 10, "贯"),
        ("加强组织领倒，明确责任分工。", 5, "导"),
        ("建立健全工作机治，推动任务落实。", 7, "制"),
        ("依法追究刑事则任。", 6, "责"),
        ("坚持以人民为中心的发展思响。", 12, "想"),
    ],
)
def test_shipped_network_prefers_the_right_character(text: str, position: int, right: str) -> None:
    answers = encoder().ask([text], [Question(0, position, right)])
    assert answers.margins[0] > 2


@needs_shipped
def test_shipped_network_keeps_official_wording() -> None:
    text = "国务院办公厅关于印发实施方案的通知"
    questions = [Question(0, 4, "工"), Question(0, 9, "法"), Question(0, 12, "放"), Question(0, 16, "支")]
    assert (encoder().ask([text], questions).margins < 0).all()


def test_question_beyond_the_text(tiny_encoder: Encoder) -> None:
    with pytest.raises(IndexError):
        tiny_encoder.ask([TEXT], [Question(0, len(TEXT) - 1, "同志")])


@needs_shipped
def test_worth_counts_errors_and_false_alarms() -> None:
    errors = {"law": [("依法追究刑事则任。", "依法追究刑事责任。"), ("长短", "长短不一")]}
    (found,) = worths(encoder(), errors, ["各级人民政府应当加强领导。"], confusion(), Silent()).values()
    assert found.errors == 1
    assert found.likelier == 1
    assert found.found == (1, 1)
