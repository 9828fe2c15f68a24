import pytest
from marking import lines, marked, plain

from framing.codebook import HEDGE_GROUPS, shipped


@pytest.fixture(scope="module")
def hedges():
    return shipped("hedges")


@pytest.mark.parametrize("sentence", lines("hedges.txt"))
def test_sentence(hedges, sentence):
    assert marked(hedges, plain(sentence)) == sentence


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("sentence", lines("hedges-known-failures.txt"))
def test_known_failure(hedges, sentence):
    assert marked(hedges, plain(sentence)) == sentence


def test_a_good_share_of_the_cases_holds_no_hedge():
    sentences = lines("hedges.txt")
    assert len(sentences) >= 250
    assert sum("<" not in sentence for sentence in sentences) >= 80


def test_groups(hedges):
    assert {entry.group for entry in hedges.entries} == {*HEDGE_GROUPS, "none"}
    assert {entry.layer for entry in hedges.entries} == {"hedge"}


def test_capitals_and_breaks_do_not_matter(hedges):
    assert marked(hedges, "ACCORDING\nTO him, so‑called “helpers” are also\u00a0said  to act.") == (
        "<attribution>ACCORDING\nTO</attribution> him, <distancing>so‑called</distancing> “helpers” "
        "<attribution>are also\u00a0said  to</attribution> act."
    )
