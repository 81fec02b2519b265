"""Dates as papers give them."""

import calendar
import datetime as dt

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govgraph.model.dates import PartialDate, active, ends_before_it_begins

quick = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2008", dt.date(2008, 1, 1), dt.date(2008, 12, 31), "2008"),
        ("2008-02", dt.date(2008, 2, 1), dt.date(2008, 2, 29), "February 2008"),
        ("2009-02", dt.date(2009, 2, 1), dt.date(2009, 2, 28), "February 2009"),
        ("2008-12", dt.date(2008, 12, 1), dt.date(2008, 12, 31), "December 2008"),
        ("2008-05-14", dt.date(2008, 5, 14), dt.date(2008, 5, 14), "14 May 2008"),
        ("0001", dt.date(1, 1, 1), dt.date(1, 12, 31), "1"),
        ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31), "9999"),
    ],
)
def test_a_date_is_a_span_of_days(written, first, last, words):
    date = PartialDate.parse(written)
    assert (date.first_day, date.last_day, date.in_words, str(date)) == (first, last, words, written)


@pytest.mark.parametrize("written", ["", "08", "208", "20080", "2008-5", "2008-05-1", "2008/05", "05-2008", "1207008000", "2008-", "2008-05-", "May 2008", "2008-05-14T00:00", "-2008", "２００８", "2008-05-1４", "2008 -05", "n/a"])  # fmt: skip
def test_what_is_not_a_date(written):
    with pytest.raises(ValueError, match="is not a date; write 2008, 2008-05 or 2008-05-14"):
        PartialDate.parse(written)


@pytest.mark.parametrize(
    "written",
    ["2008-00", "2008-13", "2008-02-30", "2009-02-29", "2008-05-00", "2008-04-31", "0000", "2008-00-01"],
)
def test_what_is_not_in_the_calendar(written):
    with pytest.raises(ValueError, match=f"'{written}' is not in the calendar"):
        PartialDate.parse(written)


@pytest.mark.parametrize("value", [True, 2008.0, None, ["2008"], {"year": 2008}])
def test_what_cannot_be_a_date(value):
    with pytest.raises(ValueError, match="a date is written"):
        PartialDate.of(value)


@pytest.mark.parametrize("value", ["2008", 2008, PartialDate(2008), " 2008 "])
def test_what_can_be_a_date(value):
    assert PartialDate.of(value) == PartialDate(2008)
    assert PartialDate.of(dt.date(2008, 5, 14)) == PartialDate(2008, 5, 14)


def test_dates_sort_by_year_month_day_with_the_unknown_first():
    written = ["2007-12-31", "2008", "2008-01", "2008-01-01", "2008-02", "2009"]
    assert [str(date) for date in sorted(PartialDate.parse(w) for w in reversed(written))] == written


# Three years with a leap year among them, so that every kind of boundary occurs.
DAYS = [dt.date(2007, 1, 1) + dt.timedelta(days=n) for n in range(3 * 366)]


@st.composite
def dates(draw):
    year = draw(st.sampled_from([2007, 2008, 2009]))
    month = draw(st.integers(0, 12))
    day = draw(st.integers(0, calendar.monthrange(year, month)[1])) if month else 0
    return PartialDate(year, month, day)


def may_mean(date, day):
    """Whether a day is one that the date can mean, read off its written form."""
    return day.isoformat().startswith(str(date))


@quick
@given(dates())
def test_a_date_means_the_days_that_its_written_form_begins(date):
    days = [day for day in DAYS if may_mean(date, day)]
    assert (date.first_day, date.last_day) == (days[0], days[-1])
    assert PartialDate.parse(str(date)) == date


def first_and_last(date):
    days = [day for day in DAYS if may_mean(date, day)]
    return days[0], days[-1]


@quick
@given(st.none() | dates(), st.none() | dates(), dates())
def test_active_is_true_where_some_reading_of_the_dates_makes_it_so(since, until, at):
    """Day by day: some day of `at` is neither before every beginning nor after every end that can be meant."""
    earliest = first_and_last(since)[0] if since else DAYS[0]
    latest = first_and_last(until)[1] if until else DAYS[-1]
    assume(earliest <= latest)
    assert active(since, until, at) is any(earliest <= day <= latest for day in DAYS if may_mean(at, day))
    assert active(since, until, None) is True


@quick
@given(dates(), dates())
def test_an_end_is_before_the_beginning_where_no_reading_leaves_a_day(since, until):
    leaves_one = first_and_last(since)[0] <= first_and_last(until)[1]
    assert ends_before_it_begins(since, until) is not leaves_one
    assert not ends_before_it_begins(since, None)
    assert not ends_before_it_begins(None, until)
