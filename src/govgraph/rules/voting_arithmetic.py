"""DEC-02: what the votes of a body come to, said out loud."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from govgraph.findings import Finding, Rule, Severity
from govgraph.graph import GovernanceGraph
from govgraph.graph.voting import MOST_VOTERS, Ballot, share
from govgraph.model.duties import DecisionRule
from govgraph.model.relationships import Votes
from govgraph.rules._ballots import MOST_SIDES, Side, counted_votes, plain, sides_of
from govgraph.rules._decisions import VOTING_CAPACITIES, is_within_boundary, names, own_rule, says_how, states
from govgraph.text import counted, listed

BAD = """
govgraph: 1
structure: {id: bad, title: Seventy per cent of fifteen, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust, count: 15}
  group: {name: The commissioning group, kind: committee, chair: One of the trusts}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
memberships:
  - {body: group, member: trust, votes: yes, seats: 15}
decision_rules:
  group: {passes_with: share, threshold: 70, of: members, quorum: Ten members}
"""

GOOD = """
govgraph: 1
structure: {id: good, title: A majority of fifteen, root: minister, subjects: [trust]}
organisations:
  trust: {name: The trust, kind: nhs_trust, count: 15}
  group: {name: The commissioning group, kind: committee, chair: One of the trusts}
posts:
  minister: {name: The Minister}
relationships:
  - {from: trust, kind: accountable_to, to: minister}
  - {from: group, kind: accountable_to, to: minister}
memberships:
  - {body: group, member: trust, votes: yes, seats: 15}
decision_rules:
  group: {passes_with: majority, of: members, quorum: Ten members}
"""

# Beyond this many votes that weigh differently, ways to vote are too many to try; beyond these pairs, to read.
_MOST_WEIGHED, _MOST_PAIRS = 16, 4
_IF_A_MAJORITY = DecisionRule(passes_with="majority")


def check(graph: GovernanceGraph, rule: Rule) -> Iterator[Finding]:
    """Raise once at each body of whose votes there is anything to note."""
    bodies = {seat.body for seat in graph.memberships if seat.votes is Votes.YES}
    bodies |= {body for body in graph.structure.decision_rules if own_rule(graph, body) is not None}
    for body in sorted(bodies):
        if is_within_boundary(graph, body) and graph.party(body).count == 1:
            count = _Count.of(graph, graph.ballot(body))
            message = count.message() if count is not None else ""
            if count is not None and message:
                yield rule.finding(
                    message,
                    [body],
                    severity=count.severity(),
                    rests_on=[
                        *([count.ballot.rule] if count.is_stated and count.ballot.rule else []),
                        *(seats.statement for seats in count.ballot.seats),
                    ],
                )


@dataclass(frozen=True)
class _Count:
    """A body's ballot with its votes by side; `is_stated` is False where a majority is only assumed."""

    graph: GovernanceGraph
    ballot: Ballot
    sides: tuple[Side, ...]
    is_stated: bool

    @classmethod
    def of(cls, graph: GovernanceGraph, ballot: Ballot) -> "_Count | None":
        """The count of a ballot; None where the papers state neither votes nor how the body decides, or but one vote."""
        is_stated = ballot.rule is not None and says_how(ballot.rule)
        if ballot.voters < 2 or (not is_stated and ballot.assumed):
            return None
        if not is_stated:
            weights = ballot.rule.weights if ballot.rule is not None else None
            ballot = replace(ballot, rule=_IF_A_MAJORITY.model_copy(update={"weights": weights}))
        return cls(graph, ballot, sides_of(graph, ballot), is_stated)

    # -- what a side can do

    @property
    def _casting(self) -> bool:
        """Whether somebody breaks a tie that can come about."""
        rule = self.ballot.rule
        weighed = self.ballot.weighted and self.ballot.voters > _MOST_WEIGHED
        return rule is not None and states(rule.casting_vote) and not weighed and bool(self.ballot.can_tie)

    def _holds_casting_vote(self, side: Side) -> bool:
        """Whether the casting vote is the chair's, and one seat of this side is the only chair."""
        rule = self.ballot.rule
        if rule is None or not self._casting or "chair" not in (rule.casting_vote or "").casefold():
            return False
        chairs = [seats for seats in self.ballot.voting if seats.statement.capacity == "chair"]
        return len(chairs) == 1 and chairs[0].number == 1 and chairs[0].represents in side.blocs

    def _passes(self, side: Side) -> bool:
        if side.each is None:
            return False
        tied = self.ballot.total is not None and side.each * 2 >= self.ballot.total
        return self.ballot.passes(side.each) or (tied and self._holds_casting_vote(side))

    def _blocks(self, side: Side) -> bool:
        total = self.ballot.total
        if side.each is None or total is None:
            return False
        if self._casting:
            return side.each * 2 > total or (side.each * 2 == total and self._holds_casting_vote(side))
        return self.ballot.blocks(side.each)

    def _is_own(self, side: Side) -> bool:
        """Whether the body is a part of the side's own organisation, so that it decides by design."""
        return any(self.graph.is_within(self.ballot.body, party) for party in side.parties)

    def passing(self) -> list[Side]:
        """Sides in one hand that pass a decision against others."""
        if len(self.sides) < 2:
            return []
        return [side for side in self.sides if side.is_one and self._passes(side) and not self._is_own(side)]

    # -- facts

    def message(self) -> str:
        """What the votes come to and all that is noteworthy; empty where nothing is.

        A share or a number is noteworthy of itself: what it comes to in votes is not seen at once.
        """
        facts, rule = self._facts(), self.ballot.rule
        asks_number = self.is_stated and rule is not None and rule.passes_with in {"share", "count"}
        if not facts and not (asks_number and self.told):
            return ""
        return f"{': '.join(filter(None, [self.told, '; '.join(facts)]))}.{self.assumptions}"

    def _facts(self) -> list[str]:
        """All that is noteworthy, in words."""
        ballot, rule = self.ballot, self.ballot.rule
        if rule is None:
            return []
        if ballot.total is None:
            body = self.graph.name(ballot.body)
            return [
                f"{body} weighs votes, and the papers do not give all weights, so who can pass a decision there cannot be told"
            ]
        facts: list[str] = []
        if self.is_stated and rule.passes_with in {"share", "count"}:
            facts.extend(self._threshold(rule))
        if rule.passes_with != "consensus" and self._can_pass():
            facts.extend(self._alone())
            facts.extend(self._together())
        if self.is_stated and rule.of is None and rule.passes_with in {"majority", "share"}:
            facts.append("the papers do not say whether that is of all members or of the votes cast")
        if self.is_stated and (unclear := self._unclear()):
            facts.append(
                f"the papers do not say whether {counted(unclear, 'further seat votes', 'further seats vote')}"
            )
        return facts

    def _can_pass(self) -> bool:
        needed, total = self.ballot.needed, self.ballot.total
        return needed is not None and total is not None and needed <= total

    def _threshold(self, rule: DecisionRule) -> Iterator[str]:
        ballot = self.ballot
        needed, total, exact = ballot.needed, ballot.total, ballot.exact_threshold
        if needed is None or total is None or exact is None:
            return
        if needed > total:
            yield "that is more than there are, so that nothing can pass"
        elif ballot.is_rounded:
            per_cent = plain(share(rule.threshold or Decimal(0)) * 100)
            yield (
                f"{per_cent} % of {plain(total)} is {plain(exact)}, read as {plain(needed)}, and the papers do not say how it is rounded"
            )
        if needed <= total and needed * 2 <= total:
            yield "two opposite decisions could both pass"

    def _alone(self) -> Iterator[str]:
        passing = self.passing()
        for side in passing:
            by = ", with the casting vote," if not self.ballot.passes(side.each or Decimal(0)) else ""
            yield f"{self._named(side)}{by} can pass it against all others"
        if passing:
            return
        for side in self.sides:
            if not side.is_one and len(self.sides) > 1 and self.ballot.passes(side.together):
                yield f"{self._named(side)} can together pass it without the others"
        blocking = [side for side in self.sides if self._blocks(side) and not self._is_own(side)]
        if self.ballot.needed == self.ballot.total and len(blocking) == len(self.sides):
            yield "nothing passes without every vote"
        elif len(self.sides) > 1:
            alone = [side for side in blocking if side.is_one]
            if alone:
                yield f"nothing passes without {listed([self._named(side) for side in alone], 'or', most=6)}"
            yield from self._idle()

    def _idle(self) -> Iterator[str]:
        ballot = self.ballot
        if any(self._passes(side) for side in self.sides):
            return
        if self._casting or ballot.voters > (_MOST_WEIGHED if ballot.weighted else MOST_VOTERS):
            return
        idle = [names(self.graph, bloc.parties) for bloc in ballot.never_matter]
        if idle:
            yield f"the votes of {listed(idle, most=6)} can never turn a decision"

    def _together(self) -> Iterator[str]:
        """Pairs of single sides that pass without at least two others, where nobody passes alone."""
        ones = [side for side in self.sides if side.is_one]
        if self.passing() or len(self.sides) < 4 or len(self.sides) > MOST_SIDES:
            return
        weights = [(one, other, one.together + other.together) for one, other in combinations(ones, 2)]
        pairs = [(one, other) for one, other, weight in weights if self.ballot.passes(weight)]
        if 0 < len(pairs) <= _MOST_PAIRS:
            told = [f"{self._named(one)} and {self._named(other)}" for one, other in pairs]
            yield f"{listed(told, 'or')} can pass it without the others"

    def _unclear(self) -> int:
        return sum(
            seats.number
            for seats in self.ballot.seats
            if seats.votes is None and seats.statement.capacity in VOTING_CAPACITIES
        )

    def _named(self, side: Side) -> str:
        number = (
            counted_votes(side.together)
            if not self.ballot.weighted
            else f"{plain(side.together)} of the weight"
        )
        return f"{names(self.graph, side.parties)} ({number})"

    # -- the message

    @property
    def told(self) -> str:
        """What it takes to pass and to block; empty where that cannot be told."""
        ballot = self.ballot
        if ballot.needed is None or ballot.total is None:
            return ""
        body, of = self.graph.name(ballot.body), plain(ballot.total)
        if ballot.weighted:
            more = "more than " if ballot.rule is not None and ballot.rule.passes_with == "majority" else ""
            return f"In {body}, {more}{plain(ballot.needed)} of a weight of {of} {'passes' if self.is_stated else 'would pass'} a decision"
        needed = plain(ballot.needed)
        if not self._can_pass():
            return f"In {body}, a decision takes {needed} votes of {of}"
        if not self.is_stated:
            return (
                f"If a majority decides in {body}, which the papers do not say, {needed} of {of} votes pass a decision "
                f"and {plain(ballot.blocking or Decimal(0))} block it"
            )
        if self._casting:
            half = plain(ballot.total / 2)
            return f"In {body}, {needed} of {of} votes, or {half} with the casting vote, pass a decision"
        blocking = ballot.blocking or Decimal(0)
        return f"In {body}, {needed} of {of} votes {'pass' if ballot.needed != 1 else 'passes'} a decision and {plain(blocking)} {'block' if blocking != 1 else 'blocks'} it"

    @property
    def assumptions(self) -> str:
        """What was taken for granted, as a sentence of its own; empty where nothing was."""
        taken = []
        if self.ballot.assumed:
            taken.append("every member is counted as one vote, since no votes are stated")
        if self.ballot.rule is not None and self.ballot.rule.of == "cast":
            taken.append("all votes are taken to be cast")
        return f" Here {listed(taken)}." if taken else ""

    def severity(self) -> Severity:
        """Medium where nothing can pass, or where one side alone passes what binds others; otherwise info."""
        if self.is_stated and self.ballot.needed is not None and not self._can_pass():
            return Severity.MEDIUM
        rule = self.ballot.rule
        stated = self.graph.stated_from(self.ballot.body, "binds")
        bound = {end for row in stated for end in row.to} | set(rule.binds if rule is not None else ())
        alone = self.passing() if self.is_stated and not self.ballot.assumed else []
        binds_others = any(self._is_other(party, side) for side in alone for party in bound)
        return Severity.MEDIUM if binds_others else Severity.INFO

    def _is_other(self, party: str, side: Side) -> bool:
        return party not in side.parties and not any(self.graph.is_within(party, one) for one in side.parties)


RULE = Rule(
    code="DEC-02",
    name="voting-arithmetic",
    group="decisions",
    title="Threshold arithmetic: who can pass, who can block, who decides alone",
    severity=Severity.INFO,
    definition=(
        "From the seats of a body and its decision rule: how many votes pass a decision and how many block it. Noted where the rule asks for "
        "a share or a number (with its rounding), where one party's votes pass or block alone, where those for a counted party or for two "
        "parties pass without the others, where votes can never turn a decision, where the papers leave open what a share is of, whether "
        "a member votes, or what votes weigh. Medium where nothing can pass, or where one party alone passes what binds others."
    ),
    why="It makes power visible.",
    fix="Confirm that this is intended, and state the rounding.",
    severities=(Severity.MEDIUM,),
    guards=(
        "A plain majority in which nobody stands out is not noted.",
        "A body that is a part of the organisation whose votes decide in it is meant to be decided by it.",
        "Votes of a counted party are in several hands: never said to pass or block alone.",
        "Where the papers state votes but not how the body decides, a majority is assumed, and said to be.",
        "A counted body stands for several, whose votes may differ; and one vote is no vote to count.",
    ),
    limits="It counts as if all vote, and a casting vote only where it is the chair's; how those who represent a party vote in fact is not seen.",
    anchors=("VOTING",),
    bad=BAD,
    good=GOOD,
    check=check,
)
