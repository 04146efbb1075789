"""What to do first: the steps that free the site from a veto with the fewest mends, then those that mend most at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.finding import Finding, Outcome, Severity
from checks.scheme import Part
from checks.sheet import Line, State, counted

NEAR = 2  # mends short of a limit that are worth a word
SHOWN = 10  # findings named with a step
MANY = 5  # places one mend must clear to be a step of its own
STEPS = 20


@dataclass(frozen=True, slots=True)
class Step:
    """mends: how many findings must be dealt with; findings: fingerprints of those to begin with; line: row of the
    sheet, "" where it is none.
    """

    text: str
    effect: str
    mends: int
    line: str
    findings: tuple[str, ...]


def priorities(sheet: Sequence[Line], findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Vetoes first, by mends needed; then doubts about vetoes; then limits close by; then single mends by reach."""
    vetoes = [line for line in sheet if line.part in {Part.VETO, Part.MEDIA}]
    steps = [
        *sorted(_free(vetoes, findings), key=lambda step: step.mends),
        *sorted(_settle(vetoes, findings), key=lambda step: step.mends),
        *_keep(vetoes, findings),
        *_lines_with_points(sheet, findings),
        *_far_reaching(findings),
    ]
    return tuple(steps[:STEPS])


def _free(lines: Iterable[Line], findings: Sequence[Finding]) -> Iterator[Step]:
    for line in lines:
        if line.state is State.TRIPPED:
            mends = line.count - line.limit + 1
            told = f"（现有 {line.count} 个，达到 {line.limit} 个即否决）" if line.limit > 1 else ""
            yield Step(
                f"{line.name}：至少改好 {mends} 个{told}",
                "解除一项单项否决",
                mends,
                line.code,
                _first(_grave(counted(line, findings), line)),
            )


def _settle(lines: Iterable[Line], findings: Sequence[Finding]) -> Iterator[Step]:
    for line in lines:
        if line.state is State.DOUBTFUL:
            doubts = [*counted(line, findings, Outcome.REVIEW), *counted(line, findings, Outcome.UNKNOWN)]
            yield Step(
                f"{line.name}：核实疑似和无法判断的 {line.doubtful + line.unknown} 个",
                "弄清是否触发单项否决",
                line.doubtful + line.unknown,
                line.code,
                _first(_grave(doubts, line)),
            )


def _keep(lines: Iterable[Line], findings: Sequence[Finding]) -> Iterator[Step]:
    for line in lines:
        left = line.limit - line.count
        if line.count and line.state is State.CLEAR and left <= NEAR:
            yield Step(
                f"{line.name}：已有 {line.count} 个，再有 {left} 个即否决",
                "离单项否决更远",
                1,
                line.code,
                _first(counted(line, findings)),
            )


def _lines_with_points(sheet: Sequence[Line], findings: Sequence[Finding]) -> list[Step]:
    """Rows that lose points, the most a mend first."""
    losing = [line for line in sheet if line.part is Part.POINTS and line.lost and line.count]
    losing.sort(key=lambda line: -(line.lost or 0) / line.count)
    return [
        Step(
            f"{line.name}：{line.count} 个",
            f"少扣 {line.lost:g} 分" + ("" if line.points_verified else "（参考分·权重未核验）"),
            line.count,
            line.code,
            _first(counted(line, findings)),
        )
        for line in losing
    ]


def _far_reaching(findings: Iterable[Finding]) -> Iterator[Step]:
    """One mend, say of a template, that clears many pages."""
    wide = [
        f
        for f in findings
        if f.outcome is Outcome.FAIL and f.count >= MANY and f.severity in {Severity.VETO, Severity.ERROR}
    ]
    for finding in sorted(wide, key=lambda f: (-f.count, f.fingerprint)):
        yield Step(finding.message, f"改一处，消除 {finding.count} 处", 1, "", (finding.fingerprint,))


def _grave(findings: Sequence[Finding], line: Line) -> Sequence[Finding]:
    """Of a row that counts only veto findings, those."""
    grave = [finding for finding in findings if finding.severity is Severity.VETO]
    return grave if line.limit == 1 and grave else findings


def _first(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(finding.fingerprint for finding in findings[:SHOWN])
