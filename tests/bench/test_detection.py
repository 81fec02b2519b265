from collections import Counter

import pytest
from detection_page import page, scores
from documents import Draft, library, read, written
from kind import Kind, Sound
from trial import Structure, Touched

import detection
from govgraph import pipeline, rules
from govgraph.readers import yaml_form
from timing import ROOT

LIBRARY = library()


def structure(name="clean"):
    return Structure(name, LIBRARY[name], 1)


def kind_of(rule, name):
    return next(kind for kind in detection.KINDS if (kind.rule, kind.name) == (rule, name))


# -- what is injected into


@pytest.mark.parametrize("name", LIBRARY)
def test_a_document_in_one_form_is_the_same_structure(name):
    path = next(path for path in ROOT.glob("models/**/*.yaml") if path.stem == name)
    meant = pipeline.load(str(path))
    given = yaml_form.read([("given.yaml", written(read(path)))]).structure
    for section in ("header", "organisations", "posts", "relationships", "memberships", "duties", "figures"):
        assert getattr(given, section) == getattr(meant, section)


def test_every_rule_has_defects_of_its_own_and_each_kind_one_name():
    # A rule on findings, or on what changed, has nothing in a single structure that could be broken.
    of_structures = {
        code
        for code, rule in rules.catalogue().items()
        if rule.check.__module__.startswith("govgraph.rules.")
    }
    assert {kind.rule for kind in detection.KINDS if kind.positive} == of_structures
    names = Counter((kind.rule, kind.name) for kind in detection.KINDS)
    assert max(names.values()) == 1


def test_a_limit_that_excuses_a_kind_is_one_that_the_rule_states():
    for kind in detection.KINDS:
        assert kind.beyond in rules.catalogue()[kind.rule].limits


def test_an_injection_leaves_the_document_it_is_made_in_alone():
    one = structure()
    kind = kind_of("LOS-01", "a subject loses every upward line")
    one.trial(kind, one.places(kind, 1)[0])
    assert one.text == written(LIBRARY["clean"])


# -- the judge


def nothing(_draft, _place):
    """No injection at all."""


def orphan(draft, _place):
    draft.body("forum", "forum")
    draft.relate("injected-forum", "works_with", "east-trust")


PLACE = {"party": "east-trust"}


def test_a_defect_that_is_not_injected_is_a_miss():
    outcome = structure().trial(Kind("ORP-01", "nothing", list, nothing, at=("party",)), PLACE)
    assert not outcome.found
    assert scores([outcome])["ORP-01"].recall == 0


@pytest.mark.parametrize(
    ("rule", "at", "severity"),
    [
        ("ORP-01", "east-trust", ""),
        ("ORP-02", "injected-forum", ""),
        ("ORP-01", "injected-forum", "critical"),
    ],
    ids=["the wrong party", "the wrong rule", "the wrong severity"],
)
def test_a_finding_of_another_kind_is_a_miss(rule, at, severity):
    right = Kind("ORP-01", "an orphan", list, orphan, at=("injected-forum",), cites=True, severity="medium")
    assert structure().trial(right, PLACE).found
    wrong = Kind(rule, "an orphan", list, orphan, at=(at,), severity=severity)
    assert not structure().trial(wrong, PLACE).found


def test_a_sound_change_that_sets_off_its_rule_is_a_false_alarm():
    outcome = structure().trial(Sound("ORP-01", "an orphan", list, orphan), PLACE)
    assert not outcome.found
    assert outcome.unsound
    assert scores([outcome])["ORP-01"].precision == 0


def test_a_finding_elsewhere_is_a_false_alarm(monkeypatch):
    one = structure("high-secure-2008")
    kept = {key: told for key, told in one.baseline.items() if told.code != "ORP-03"}
    monkeypatch.setitem(vars(one), "baseline", kept)
    outcome = one.trial(
        Kind("ORP-01", "an orphan", list, orphan_beside, at=("injected-forum",)), {"party": "mersey-care"}
    )
    assert outcome.found
    assert {alarm.code for alarm in outcome.false_alarms} == {"ORP-03"}


def orphan_beside(draft, place):
    draft.body("forum", "forum")
    draft.relate("injected-forum", "works_with", place["party"])


def touched(inject):
    draft = Draft(written(LIBRARY["clean"]))
    inject(draft)
    return Touched(LIBRARY["clean"], draft.document).parties


def test_a_new_way_up_concerns_those_below_and_those_above_and_nobody_beside():
    concerned = touched(lambda draft: draft.relate("east-trust", "accountable_to", "department"))
    assert {"east-chief-executive", "east-trust", "department", "secretary-of-state"} <= concerned
    assert concerned.isdisjoint({"west-trust", "regulator"})


def test_a_row_that_carries_no_account_concerns_its_ends_alone():
    assert touched(lambda draft: draft.relate("regulator", "audits", "authority")) == set()


# -- a run


@pytest.fixture(scope="module")
def quick():
    return detection.outcomes(detection.SEED, quick=True)


def test_a_quick_run_finds_what_it_injects_and_little_else(quick):
    by_rule = scores(quick).values()
    defects = sum(score.defects for score in by_rule)
    raised = sum(score.raised for score in by_rule)
    assert len(quick) >= 0.95 * detection.QUICK
    assert sum(score.found for score in by_rule) >= 0.97 * defects
    assert sum(score.false for score in by_rule) <= 0.01 * raised


def test_a_quick_run_uses_every_structure(quick):
    assert {outcome.structure for outcome in quick} == set(LIBRARY)


def test_no_sound_change_raises_anything_in_the_sound_structure(quick):
    tried = [outcome for outcome in quick if outcome.structure == "clean" and not outcome.positive]
    assert tried
    assert not [outcome for outcome in tried if outcome.unsound]


def places(seed):
    one = Structure("high-secure-2008", LIBRARY["high-secure-2008"], seed)
    return [one.places(kind, 2) for kind in detection.KINDS[:40]]


def test_the_same_seed_chooses_the_same_places_and_another_does_not():
    assert places(5) == places(5)
    assert places(5) != places(6)


def test_the_page_lists_every_miss_and_every_false_alarm():
    one = structure()
    missed = one.trial(Kind("ORP-01", "nothing at all", list, nothing, at=("party",)), PLACE)
    alarm = one.trial(Sound("ORP-01", "a lonely forum", list, orphan), PLACE)
    text = page([missed, alarm], detection.KINDS, 1)
    assert "- **ORP-01**, nothing at all: `clean`, party east-trust." in text
    assert (
        "- **ORP-01**, after ORP-01, a lonely forum: `clean`, party east-trust. The papers name no body"
        in text
    )
