"""Sections: every page of cases/sections.txt, and what holds for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.sections import KINDS, find_sections, headline_of

CASES = Path(__file__).parent / "cases" / "sections.txt"
LETTERS = {"H": "headline", "L": "lead", "B": "body", "C": "caption", "F": "furniture"}


def cases():
    """(name, text, [(start, end, kind) of each paragraph or part of one]) for every page of the file."""
    for page in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, *lines = page.rstrip("\n").split("\n")
        text, parts = "", []
        for line in lines:
            match = re.fullmatch(r"([HLBCF])(\+?)\| (.*)", line)
            if match is None:
                assert not line, f"{name}: {line}"
                text += "\n"
                continue
            letter, plus, words = match.groups()
            parts.append((len(text), len(text) + len(words), LETTERS[letter]))
            text += words + (" " if plus else "\n")
        yield pytest.param(text, parts, id=name)


@pytest.mark.parametrize("text, parts", list(cases()))
def test_every_paragraph_gets_its_section(text, parts):
    sections = find_sections(text)
    found = [
        {section.kind for section in sections if section.start < end and start < section.end} for start, end, _ in parts
    ]
    wrong = [
        f"{text[start:end]!r}: {' and '.join(sorted(kinds))}, not {kind}"
        for (start, end, kind), kinds in zip(parts, found, strict=True)
        if kinds != {kind}
    ]
    assert not wrong, "\n".join(wrong)


FURNITURE = {
    "tagged-page": ["Tokayev, Kazakhstan, Russia\n\nComments"],
    "dated-page": ["date 2022-01-07", "| EFE/EPA/KAZAKH PRESIDENT PRESS SERVICE"],
    "credited-page": ["With information from EFE, AFP and Europa Press"],
    "dashed-page": [
        "Monday, January 17",
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
    ],
    "signed-page": [
        "Digital Agency",
        "Kazakhstan leader orders security forces to 'kill without warning' to quell violent protests\n"
        "Written by publishing team",
        "About the author\n\npublishing team",
    ],
}
CAPTIONS = {
    "dated-page": ["The President of Kazakhstan, Kassym-Yomart Tokayev, 7 January"],
    "dashed-page": [
        "PRESIDENT: Kassym-Jomart Tokayev in Kazakhstan.",
        "RUSSIAN: “Peacekeeping forces” on their way out of a Russian military plane at an airport in "
        "Kazakhstan on Thursday.",
        "UNPOPULAR: Former President Nursultan Nazarbayev (left) and current President "
        "Kassym-Jomart Tokayev in Kazakhstan.",
    ],
}


@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_and_captions_of_the_five(seeds, name):
    text = (seeds / f"{name}.txt").read_bytes().decode("utf-8")
    found = {kind: [] for kind in KINDS}
    for section in find_sections(text):
        found[section.kind].append(text[section.start : section.end])
    assert found["furniture"] == FURNITURE[name]
    assert found["caption"] == CAPTIONS.get(name, [])
    assert len(found["lead"]) == 1


def check_tiling(text, sections):
    end = 0
    for section in sections:
        assert section.kind in KINDS
        assert end <= section.start < section.end <= len(text)
        assert not text[end : section.start].strip()
        piece = text[section.start : section.end]
        assert piece == piece.strip()
        end = section.end
    assert not text[end:].strip()


PARTS = st.sampled_from(
    [part for case in cases() for start, end, _ in case.values[1] for part in [case.values[0][start:end]]]
)


@given(
    st.lists(PARTS | st.text(max_size=40), max_size=30),
    st.sampled_from(["\n", "\n\n", "\r\n", " \n \n", "\r"]),
)
def test_sections_cover_all_that_is_not_blank_in_order(paragraphs, between):
    text = between.join(paragraphs)
    sections = find_sections(text)
    check_tiling(text, sections)
    assert sum(section.kind == "lead" for section in sections) <= 1
    assert find_sections(text) == sections


@given(st.text())
def test_any_text_has_sections(text):
    check_tiling(text, find_sections(text, headline=text[:10]))


def test_a_given_headline_is_found_and_none_is_guessed_beside_it():
    text = "Velin\nRebels leave\nThe rebels left the town on Monday morning.\nNobody saw them go that early."
    assert headline_of(text, find_sections(text, "rebels LEAVE.")) == "Rebels leave"
    kinds = [section.kind for section in find_sections(text, "Another headline")]
    assert "headline" not in kinds


def test_a_sentence_of_any_length_survives_beside_furniture():
    sentence = "The rebels left the town on Monday morning."
    text = "\n".join(["Share", "Advertisement", sentence, "Comments", "Tags: town, rebels"])
    kept = [text[s.start : s.end] for s in find_sections(text) if s.kind != "furniture"]
    assert kept == [sentence]
