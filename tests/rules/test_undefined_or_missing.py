"""EVD-03: parts missing, names shared, abbreviations, and parties that are only named."""

import pytest
from rule_cases import cited, findings, is_silent, one

from govgraph.findings import Severity
from govgraph.model.vocabulary import Status

CODE = "EVD-03"


def all_tied(organisations, posts=""):
    """Parties with a tie each, so that none of them is only named."""
    names = [
        line.split(":")[0].strip()
        for line in (*organisations.splitlines(), *posts.splitlines())
        if line.strip()
    ]
    rows = "".join(f"  - {{from: {name}, kind: works_with, to: trust}}\n" for name in names)
    return (
        f"organisations:\n{organisations}\n"
        + (f"posts:\n{posts}\n" if posts else "")
        + f"relationships:\n{rows}"
    )


# -- parts of papers


def test_parts_that_were_not_supplied():
    found = one(
        CODE, "sources: {tor: {title: The terms, missing: [Annex B, The chart]}, law: {title: The Act}}"
    )
    assert found.message == (
        "Parts of the papers were not supplied, and what they say is not in this structure. “The terms” lacks: Annex B; The chart."
    )
    assert (found.severity, found.subjects, found.at) == (Severity.MEDIUM, (), "tor")


def test_the_evidence_is_the_paper_and_the_part_and_says_that_nobody_knows_it():
    found = one(CODE, "sources: {tor: {title: The terms, missing: [Annex B, The chart]}}")
    assert cited(found) == {"tor Annex B", "tor The chart"}
    assert {evidence.status for evidence in found.evidence} == {Status.UNDEFINED}


def test_those_of_several_papers_are_one_finding():
    found = one(
        CODE,
        "sources: {tor: {title: The terms, missing: Annex B}, law: {title: The Act, missing: Schedule 2}}",
    )
    assert found.message.endswith(" “The Act” lacks: Schedule 2. “The terms” lacks: Annex B.")
    assert cited(found) == {"tor Annex B", "law Schedule 2"}
    assert found.at == "law"


def test_many_papers_are_cut_short():
    papers = ", ".join(f"p{number}: {{title: Paper {number}, missing: [All]}}" for number in range(10, 20))
    found = one(CODE, f"sources: {{{papers}}}")
    assert found.message.endswith("“Paper 15” lacks: All. So do 4 more papers.")
    assert len(found.evidence) == 10


# -- names that two share


@pytest.mark.parametrize(
    ("one_", "other"),
    [
        ("name: Oversight Group", "name: Oversight Group"),
        ("name: Oversight Group", "name: The oversight-group"),
        ("name: Finance & Capital", "name: Finance and capital"),
        ("name: National Oversight Group, aliases: [Oversight Group]", "name: Oversight group"),
        ("name: First, aliases: [NOG]", "name: Second, aliases: [nog]"),
    ],
)
def test_the_same_name_or_alias_for_two(one_, other):
    found = one(CODE, all_tied(f"  a: {{{one_}, source: tor 1}}\n  b: {{{other}, source: tor 2}}"))
    assert (found.severity, found.subjects) == (Severity.MEDIUM, ("a", "b"))
    assert "so that one body may be counted as two" in found.message
    assert cited(found) == {"tor 1", "tor 2"}


def test_the_shared_name_is_told():
    found = one(
        CODE,
        all_tied("  a: {name: National Group, aliases: [Oversight Group]}\n  b: {name: The oversight group}"),
    )
    assert "National Group and The oversight group, both “Oversight Group”." in found.message


@pytest.mark.parametrize(
    ("one_", "other"),
    [
        ("name: First group", "name: Second group"),
        ("name: First, aliases: [SCG]", "name: Second, aliases: [SCGs]"),
        ("name: Groups, count: 3", "name: Groups, one_of: a"),
        ("name: Group", "name: Group, part_of: a"),
        ("name: Finance committee, part_of: east", "name: Finance committee, part_of: west"),
        ("name: The Group", "name: The"),
    ],
)
def test_names_that_two_may_share(one_, other):
    is_silent(CODE, all_tied(f"  a: {{{one_}}}\n  b: {{{other}}}"))


def test_two_committees_of_one_body_or_one_of_no_stated_body_may_be_one():
    one(
        CODE,
        all_tied(
            "  a: {name: Finance committee, part_of: east}\n  b: {name: Finance committee, part_of: east}"
        ),
    )
    one(CODE, all_tied("  a: {name: Finance committee, part_of: east}\n  b: {name: Finance committee}"))


def test_two_named_ones_of_one_counted_party_may_share_its_alias():
    is_silent(
        CODE,
        all_tied(
            "  g: {name: Groups, count: 3}\n  a: {name: First, one_of: g, aliases: [SCG]}\n  b: {name: Second, one_of: g, aliases: [SCG]}"
        ),
    )


def test_posts_of_one_name_in_different_bodies():
    two = "  a: {{name: Finance director, in: east}}\n  b: {{name: Finance director, in: {}}}"
    is_silent(CODE, all_tied("  east: {}\n  west: {}", two.format("west")))
    one(CODE, all_tied("  east: {}\n  west: {}", two.format("east")))


def test_a_post_and_a_body_of_one_name():
    is_silent(CODE, all_tied("  a: {name: Ombudsman}", "  b: {name: Ombudsman}"))


def test_an_heir_often_keeps_the_name():
    rows = all_tied("  a: {name: Board}\n  b: {name: Board}")
    one(CODE, rows)
    is_silent(CODE, f"{rows}successions: [{{from: a, to: b}}]\n")
    is_silent(CODE, f"{rows}successions: [{{from: b, to: a}}]\n")


def test_a_body_of_the_past_shares_no_name():
    is_silent(CODE, all_tied("  a: {name: Board, until: 2001}\n  b: {name: Board}"), as_at="2010")


def test_all_pairs_are_one_finding():
    found = one(
        CODE, all_tied("  a: {name: Board}\n  b: {name: Board}\n  c: {name: Group}\n  d: {name: Group}")
    )
    assert found.subjects == ("a", "b", "c", "d")
    assert "Board and Board, both “Board”; Group and Group, both “Group”." in found.message


def test_many_pairs_are_cut_short():
    rows = "\n".join(f"  a{n:02}: {{name: Board {n}}}\n  b{n:02}: {{name: Board {n}}}" for n in range(20))
    found = one(CODE, all_tied(rows))
    assert found.message.endswith("; Board 5 and Board 5, both “Board 5”; 14 more.")
    assert len(found.subjects) == 12
    seven = one(CODE, all_tied("\n".join(rows.splitlines()[:14])))
    assert seven.message.endswith("; Board 6 and Board 6, both “Board 6”.")
    assert len(seven.subjects) == 14


def test_names_of_signs_alone_are_not_compared():
    is_silent(CODE, all_tied("  a: {name: '—'}\n  b: {name: '…'}"))


# -- abbreviations


def lettered(name, more=""):
    return all_tied(
        f"  a: {{name: '{name}', source: tor 1}}\n  b: {{name: Ordinary}}\n  c: {{name: Plain}}{more}"
    )


@pytest.mark.parametrize(
    "name",
    [
        "NWSCT",
        "ABCDEFGHIJ",
        "PEC",
        "NWL LSCG",
        "NORCOM",
        "PCTs",
        "F&C",
        "B2B TEAM",
        "Chief Officer of the NWSCT",
        "Management of SRHT",
    ],
)
def test_letters_that_nothing_spells_out(name):
    found = one(CODE, lettered(name))
    assert (found.severity, found.subjects) == (Severity.LOW, ("a",))
    assert found.message == f"What the letters stand for is not spelt out anywhere in this structure: {name}."
    assert cited(found) == {"tor 1"}


@pytest.mark.parametrize(
    "name",
    [
        "NHS London",
        "DH officials",
        "Home Office",
        "A",
        "&",
        "McDonald",
        "ABCDEFGHIJK",
        "NATIONAL CO",
        "HOME OFFICE",
        "2010",
        "NATIONALOVERSIGHT",
        "Plan 2010",
    ],
)
def test_a_name_with_letters_in_it_is_a_name(name):
    is_silent(CODE, lettered(name))


@pytest.mark.parametrize(
    ("aliases", "spelt"),
    [
        ("[North West Team]", True),
        ("[NORCOM group]", False),
        ("[NWT]", False),
        ("[NW TEAM]", False),
        ("[Team]", False),
    ],
)
def test_an_alias_spells_it_out_where_it_is_longer_and_has_other_words(aliases, spelt):
    text = all_tied(
        f"  a: {{name: NORCOM, aliases: {aliases}}}\n  b: {{name: Ordinary}}\n  c: {{name: Plain}}"
    )
    if spelt:
        is_silent(CODE, text)
    else:
        one(CODE, text)


def test_a_short_abbreviation_is_not_spelt_out_by_a_name_that_has_it():
    one(CODE, all_tied("  a: {name: PEC, aliases: [PEC group]}\n  b: {name: Ordinary}\n  c: {name: Plain}"))


def test_letters_in_the_plural_are_the_same_letters():
    is_silent(CODE, lettered("SRHTs", "\n  d: {name: Royal hospital trust, aliases: [SRHT]}"))
    is_silent(CODE, lettered("SRHT", "\n  d: {name: Royal hospital trusts, aliases: [SRHTs]}"))


def test_letters_within_a_name_are_spelt_out_by_its_alias():
    text = lettered("Management of SRHT")
    is_silent(CODE, text.replace("source: tor 1", "aliases: [Management of the royal trust]"))
    one(CODE, text.replace("source: tor 1", "aliases: [Managers]"))


def test_letters_that_stand_for_others_are_spelt_out_there():
    rows = "  a: {name: NW LSCG}\n  b: {name: Local group, aliases: [LSCG]}\n  c: {name: North west, aliases: [NW]}\n  d: {name: Plain}"
    is_silent(CODE, all_tied(rows))
    one(CODE, all_tied(rows.replace(", aliases: [LSCG]", "")))


@pytest.mark.parametrize(
    "more",
    [
        "name: London Local Group",
        "name: Local group",
        "name: The group, aliases: [Local Group]",
        "name: Leaders of the Group",
    ],
)
def test_letters_that_are_the_first_ones_of_words_that_stand_together(more):
    is_silent(CODE, lettered("LG", f"\n  d: {{{more}}}"))
    one(CODE, lettered("LGX", f"\n  d: {{{more}}}"))


def test_the_first_letters_of_two_names_are_not_read_as_one():
    one(CODE, lettered("OP"))


def test_a_register_that_writes_all_names_in_capitals_tells_nothing_by_it():
    is_silent(CODE, all_tied("  a: {name: EAST}\n  b: {name: WEST}\n  c: {name: NORTH}"))


def test_where_half_the_names_are_letters_they_are_told_still():
    assert ": PEC and CJIP." in one(CODE, all_tied("  a: {name: PEC}\n  b: {name: CJIP}")).message
    is_silent(CODE, all_tied("  a: {name: PEC}\n  b: {name: CJIP}\n  c: {name: NWL}"))


def test_letters_of_the_past_are_left_out():
    is_silent(CODE, all_tied("  a: {name: PEC, until: 2001}\n  b: {name: Ordinary}"), as_at="2010")


def test_many_abbreviations_are_cut_short():
    rows = "\n".join(
        f"  a{n:02}: {{name: X{'ABCDEFGHIJKLMNOPQRST'[n]}}}\n  b{n:02}: {{name: Ordinary {n}}}"
        for n in range(20)
    )
    found = one(CODE, all_tied(rows))
    assert found.message.endswith(", XF and 14 more.")
    assert len(found.subjects) == 6
    assert len(one(CODE, all_tied("\n".join(rows.splitlines()[:14]))).subjects) == 7


def test_several_abbreviations_are_one_finding():
    found = one(
        CODE, all_tied("  a: {name: PEC}\n  b: {name: CJIP}\n  c: {name: Ordinary}\n  d: {name: Plain}")
    )
    assert found.subjects == ("a", "b")
    assert found.message.endswith(": PEC and CJIP.")


# -- only named


NAMED = "organisations: {a: {name: Forum, source: tor 1}, b: {name: Panel, source: tor 2}}\n"


def test_parties_of_which_nothing_else_is_said():
    found = one(CODE, NAMED)
    assert (found.severity, found.subjects) == (Severity.INFO, ("a", "b"))
    assert (
        found.message
        == "The papers name these, with no relationship, seat or duty that this reading counts: Forum and Panel."
    )
    assert cited(found) == {"tor 1", "tor 2"}


@pytest.mark.parametrize(
    "more",
    [
        "relationships: [{from: a, kind: works_with, to: b}]",
        "memberships: [{body: a, member: b}]",
        "duties: {d: {name: Do, informed: [a, b]}}",
    ],
)
def test_whatever_is_said_of_them_is_enough(more):
    is_silent(CODE, f"{NAMED}{more}\n")


def test_what_does_not_count_says_nothing():
    one(CODE, f"{NAMED}relationships: [{{from: a, kind: works_with, to: b, status: proposed}}]\n")


def test_partners_roots_subjects_and_those_of_the_past_are_left_out():
    is_silent(CODE, "organisations: {a: {name: Forum, boundary: out}}")
    is_silent(CODE, "organisations: {a: {name: Forum, until: 2001}}", as_at="2010")
    is_silent(CODE, "organisations: {a: {name: Forum}}", subjects=["trust", "a"])
    is_silent(CODE, "organisations: {a: {name: Forum}}", root="a")


def test_a_counted_party_whose_named_ones_are_spoken_of():
    rows = "organisations: {g: {name: Groups, count: 3}, a: {name: First, one_of: g}}\n"
    assert one(CODE, rows).subjects == ("a", "g")
    is_silent(CODE, f"{rows}relationships: [{{from: a, kind: works_with, to: trust}}]\n")
    past = rows.replace("one_of: g", "one_of: g, until: 2001")
    assert one(CODE, past, as_at="2010").subjects == ("g",)


def test_a_long_roll_is_cut_short():
    rows = ", ".join(f"a{n:02}: {{name: Forum {n}}}" for n in range(20))
    found = one(CODE, f"organisations: {{{rows}}}")
    assert found.message.endswith(", Forum 5 and 14 more.")
    assert len(found.subjects) == 6
    seven = ", ".join(f"a{n:02}: {{name: Forum {n}}}" for n in range(7))
    assert len(one(CODE, f"organisations: {{{seven}}}").subjects) == 7


def test_each_of_the_four_is_a_finding_of_its_own():
    rows = """
    sources: {tor: {title: The terms, missing: Annex B}}
    organisations: {a: {name: Forum}, b: {name: forum}, c: {name: XYZ}, d: {name: Panel}}
    relationships: [{from: a, kind: works_with, to: b}, {from: c, kind: works_with, to: b}]
    """
    assert [found.severity for found in findings(CODE, rows)] == [
        Severity.MEDIUM, Severity.MEDIUM, Severity.LOW, Severity.INFO,
    ]  # fmt: skip
