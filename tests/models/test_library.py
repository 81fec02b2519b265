"""Every shipped structure: it loads, each row has its place in a paper, nothing in it is idle, and nothing is copied."""

import re
from itertools import chain

import papers
import pytest
from library import FROM_PAPERS, STRUCTURES, TRANSITIONS, by_id, loaded, name

from govgraph import pipeline
from govgraph.graph import GovernanceGraph
from govgraph.model.statements import Attachment
from govgraph.model.vocabulary import Basis
from govgraph.readers import transition_form

from_papers = pytest.mark.parametrize("path", FROM_PAPERS, ids=name)
transitions = pytest.mark.parametrize("path", TRANSITIONS, ids=name)
with_papers = pytest.mark.skipif(
    not papers.available(), reason="the papers are not shipped, and no copy stands beside this repository"
)


def attachments(structure):
    for party in structure.parties.values():
        for field in ("part_of", "in_", "heads"):
            for attachment in getattr(party, field, ()):
                yield attachment.on(party)


def cited_rows(structure):
    """Every row that can cite, with what to call it in a message."""
    for row in structure.statements():
        yield getattr(row, "id", None) or getattr(row, "name", None) or repr(row)[:80], row
        for saying in getattr(row, "statements", ()):
            yield f"a saying about {row.about}", saying
    for attachment in attachments(structure):
        yield f"attached to {attachment.body}", attachment


@pytest.mark.parametrize("path", STRUCTURES, ids=name)
def test_it_loads_under_the_name_of_its_file(path):
    assert loaded(path).structure.id == path.stem


@from_papers
def test_every_row_says_where_it_stands(path):
    missing = [
        what
        for what, row in cited_rows(loaded(path).structure)
        if not row.source and not hasattr(row, "about")
    ]
    assert not missing


@from_papers
@with_papers
def test_every_place_cited_is_in_its_paper(path):
    structure = loaded(path).structure
    assert set(structure.sources) <= set(papers.FILES), "a paper that this test does not know"
    wrong = {
        f"{what}: {citation}"
        for what, row in cited_rows(structure)
        for citation in row.source
        if citation.locator not in papers.places(citation.source)
    }
    assert not wrong


@from_papers
def test_an_inference_says_on_what_it_rests(path):
    silent = [
        what
        for what, row in cited_rows(loaded(path).structure)
        if getattr(row, "basis", None) is Basis.INFERRED
        and not row.note
        and not isinstance(row, Attachment)
        and not hasattr(row, "equals")  # an expression is its own reason
    ]
    assert not silent


@from_papers
def test_every_party_and_duty_is_used_or_named_only(path):
    structure = loaded(path).structure
    used = set(structure.header.root) | set(structure.header.subjects)
    for row in structure.relationships:
        used |= {row.from_, *row.to, *row.via}
    for row in structure.memberships:
        used |= {row.body, row.member, *row.represents}
    for duty in structure.duties.values():
        used |= {*duty.parties, *duty.allocates_among}
    for body, rule in structure.decision_rules.items():
        used |= {body, *rule.binds, *(rule.weights or {})}
    for row in structure.successions:
        used |= {*row.from_, *row.to}
    for row in structure.contradictions:
        used |= set(row.about)
    for key, party in structure.parties.items():
        attached = {a.body for field in ("part_of", "in_", "heads") for a in getattr(party, field, ())}
        used |= attached | ({key} if attached else set())
        if party.one_of:
            used |= {key, party.one_of}
    idle = [
        key
        for key, party in structure.parties.items()
        if key not in used and not (party.note or "").startswith("Named only")
    ]
    assert not idle


@from_papers
def test_aliases_unify_names_across_files(path):
    structure = loaded(path).structure
    clashes = []
    for other in (loaded(other).structure for other in FROM_PAPERS):
        if other.id == structure.id:
            continue
        for key, party in structure.parties.items():
            if key in other.parties:
                names = {n.lower() for n in (party.name, *party.aliases)}
                others = {n.lower() for n in (other.parties[key].name, *other.parties[key].aliases)}
                if not names & others:
                    clashes.append(f"{key}: {party.name!r} here, {other.parties[key].name!r} in {other.id}")
    assert not clashes


def texts(row):
    """What a row says in the modeller's own words: not names of bodies and posts, nor titles of papers."""
    for field in ("note", "purpose", "power", "limit", "instrument", "says", "text"):
        value = getattr(row, field, None)
        if isinstance(value, str):
            yield value
    if hasattr(row, "accountable") or hasattr(row, "equals"):
        yield row.name or ""


@from_papers
@with_papers
def test_no_sentence_is_copied(path):
    structure = loaded(path).structure
    rows = [row for _, row in cited_rows(structure)]
    said = list(chain.from_iterable(texts(row) for row in rows)) + [
        s.note or "" for s in structure.sources.values()
    ]
    copied = set()
    for sentence in said:
        found = papers.words(sentence)
        for run in zip(*(found[start:] for start in range(8)), strict=False):
            for paper in structure.sources:
                if run in papers.runs(paper, 8):
                    copied.add(" ".join(run))
    assert not {run for run in copied if not a_name(run, structure)}


def a_name(run, structure):
    """Whether most of a run of words is the name of a body, which nobody can put differently."""
    named = " | ".join(
        " ".join(papers.words(n)) for p in structure.parties.values() for n in (p.name, *p.aliases)
    )
    parts = run.split()
    return any(" ".join(parts[start : start + 5]) in named for start in range(len(parts) - 4))


@from_papers
def test_posts_not_people(path):
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:Sir|Lord|Dr|Mr|Mrs|Ms|Professor|Prof)\.? [A-Z][a-z]+", text)
    assert not re.findall(r"[\w.]+@[\w.]+|https?://|\b0\d{3,4}[ -]\d{5,}", text)


@pytest.mark.parametrize("path", STRUCTURES, ids=name)
def test_a_review_of_it_answers_without_a_crash(path, tmp_path):
    read = loaded(path)
    graph = GovernanceGraph(read.structure)
    review = pipeline.review(graph, tmp_path / "review", read.locations)
    assert review.report.crashes == ()
    assert review.answers or not read.structure.subjects
    assert review.page.exists()


@transitions
def test_successions_join_two_structures_of_the_library(path):
    found = transition_form.read([(path.name, path.read_bytes())])
    header = found.transition.header
    assert header.id == path.stem
    transition = found.between(by_id()[header.before], by_id()[header.after])
    for row in transition.successions:
        assert row.source, row
        assert row.to or row.kind in {"abolished", "not_stated"}, row


@transitions
@with_papers
def test_the_places_of_successions_are_in_their_papers(path):
    transition = transition_form.read([(path.name, path.read_bytes())]).transition
    rows = [
        *transition.successions,
        *(saying for row in transition.contradictions for saying in row.statements),
    ]
    for row in rows:
        for citation in row.source:
            assert citation.locator in papers.places(citation.source), str(citation)


@transitions
def test_every_post_and_body_in_sight_of_the_reviewer_has_a_word_on_its_fate(path):
    """What the papers do not say is said to be so: silence about a body is a row, not an absence."""
    found = transition_form.read([(path.name, path.read_bytes())])
    before = by_id()[found.transition.header.before]
    after = by_id()[found.transition.header.after]
    named = set(chain.from_iterable(row.from_ for row in found.transition.successions))
    forgotten = [
        key
        for key, party in before.parties.items()
        if key not in named and key not in after.parties and not party.outside
    ]
    assert not forgotten
