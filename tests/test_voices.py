"""Marked-up sentences: whose words they are, written as tags inside the marks. cases/voices/marks.txt says how."""

import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from framing.articles import Article
from framing.codebook import Codebook, Entry, shipped
from framing.labels import label
from framing.sections import KINDS, Section

FOLDER = Path(__file__).parent / "cases" / "voices"
FAILURES = FOLDER / "known-failures.txt"
VOICES = ("direct", "partial", "scare", "title", "reported", "unsure", "quoted")
TAG = re.compile(rf"<(/?)({'|'.join((*VOICES, 't', 'h'))})((?: \w+=\"[^\"]*\")*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
KIND = re.compile(rf"@({'|'.join(KINDS)}) ")
EDGE = " \t\n\xa0\"“”„‟‘’'‚‛«»‹›「」`´″＂.,;:!?–—―…()"
# What may begin reported speech or stand before it (that he came, of theft, as a riot, to “a poison”).
LINK = re.compile('(?:that|of|for|as) |to (?=[“‘"])')
# A codebook of the test's own, so that no change of the shipped one moves a case.
WORDS = (
    "rebel protester terrorist bandit criminal rioter militant gunman=gunmen soldier troop peacekeeper clash=clashes "
    "riot unrest"
)


def blocks(file):
    """(id, lines) of every case in a file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    cases, block, first = [], [], 0
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and not line.startswith("# "):
            first = first if block else number
            block.append(line)
        elif not line.strip() and block:
            cases.append(pytest.param(block, id=f"{file.stem}:{first}"))
            block = []
    return cases


def read_case(lines):
    """(article, voices, words) of a case; voices and words are lists of (start, end, tag, attributes)."""
    text, sections, spans, opened = "", [], [], []
    for line in lines:
        kind = KIND.match(line)
        text += "\n\n" if text else ""
        start, at = len(text), kind.end() if kind else 0
        for tag in TAG.finditer(line):
            text += line[at : tag.start()]
            at = tag.end()
            if not tag[1]:
                opened.append((len(text), tag[2], dict(ATTRIBUTE.findall(tag[3]))))
            else:
                first, name, attributes = opened.pop()
                assert name == tag[2], f"<{name}> is closed by </{tag[2]}>: {line}"
                spans.append((first, len(text), name, attributes))
        text += line[at:]
        sections.append(Section(start, len(text), kind[1] if kind else "body"))
    assert not opened and not re.search(r"</?[a-z]+[ >]", text), f"a broken tag: {lines}"
    article = Article(id="\n".join(lines), text=text, source="case", sections=tuple(sections))
    voices = [span for span in spans if span[2] in VOICES]
    return article, voices, [span for span in spans if span[2] in "th"]


@cache
def books():
    """(the terms of the cases, each with its plural; the hedges)."""
    entries = []
    for word in WORDS.split():
        name, _, plural = word.partition("=")
        entries.append(Entry("term", "actor", name, name, "", "cases"))
        entries.append(Entry("term", "actor", name, plural or f"{name}s", "", "cases"))
    return Codebook(entries), shipped("hedges")


@cache
def labels():
    """The labels of all cases, {article id: table}."""
    articles = [read_case(case.values[0])[0] for case in CASES + KNOWN]
    table = label(articles, *books())
    found = dict(iter(table.groupby("article")))
    return {article.id: found.get(article.id, table[:0]) for article in articles}


def trim(text, start, end, group):
    """A span without marks, punctuation and space at its ends; reported speech without its conjunction."""
    link = LINK.match(text, start, end) if group == "reported" else None
    start = link.end() if link else start
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def spell(text, spans):
    """The text with the spans, (start, end, words of the tag), as tags again."""
    marks = []
    for start, end, tag in spans:
        marks.append((start, 1, -end, f"<{tag}>"))
        marks.append((end, 0, -start, "</>"))
    for place, _, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def agree(wanted, speaker):
    """Whether a speaker is one of the wanted ones, "a|b", or nobody as wanted."""
    return (speaker or "").casefold() in (wanted or "").casefold().split("|")


def value(cell):
    """What stands in a cell of a table, None where it is empty."""
    return None if pd.isna(cell) else cell


def check(lines, table=None):
    """Compares the labels of a case with its tags; `table` are its labels where they are known."""
    article, voices, words = read_case(lines)
    text = article.text
    table = label([article], *books()) if table is None else table
    assert all(row.text == text[row.start : row.end] for row in table.itertuples())
    wanted = {(*trim(text, a, b, g), g == "reported"): (g, attr.get("by")) for a, b, g, attr in voices}
    found = {}
    for row in table[table.layer == "voice"].itertuples():
        found[*trim(text, row.start, row.end, row.group), row.group == "reported"] = row.group, value(row.speaker)
    marks_only = voices and all(group != "reported" for _, _, group, _ in voices)
    # Reported speech that is one quotation and nothing else is that quotation.
    for spans in (wanted, found):
        for span in [span for span in spans if span[2] and (marks_only or (*span[:2], False) in spans)]:
            del spans[span]
    for span, (group, by) in wanted.items():
        if span in found:
            if group == "quoted":
                found[span] = wanted[span]
            elif agree(by, found[span][1]):
                found[span] = found[span][0], by
    tags = [
        [(*span[:2], f"{group} by={by}" if by else group) for span, (group, by) in spans.items()]
        for spans in (wanted, found)
    ]
    assert spell(text, tags[1]) == spell(text, tags[0])
    check_words(article, words, table)


def check_words(article, words, table):
    """Compares the voices of terms and hedges with their tags; those without a tag may be anything."""
    for start, end, tag, attributes in words:
        layer = "term" if tag == "t" else "hedge"
        rows = table[(table.layer == layer) & (table.start == start) & (table.end == end)]
        words = article.text[start:end]
        assert len(rows) == 1, f"{layer} “{words}” found {len(rows)} times"
        row = rows.iloc[0]
        held, speaker = value(row.hedge), value(row.speaker)
        assert row.voice == attributes.get("v", row.voice), f"“{words}” is {row.voice}"
        assert "by" not in attributes or agree(attributes["by"], speaker), f"“{words}” by {speaker}"
        assert layer == "hedge" or held == attributes.get("hedge"), f"“{words}” held off by {held}"


CASES = [case for file in sorted(FOLDER.glob("*.txt")) if file != FAILURES for case in blocks(file)]
KNOWN = blocks(FAILURES)


@pytest.mark.parametrize("lines", CASES)
def test_case(lines):
    check(lines, labels()["\n".join(lines)])


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize("lines", KNOWN)
def test_known_failure(lines):
    check(lines, labels()["\n".join(lines)])


def test_cases_are_many_and_their_own():
    """Every kind of voice has its cases, sentences without any voice are among them, and none stands twice."""
    cases = ["\n".join(case.values[0]) for case in CASES + KNOWN]
    assert len(cases) >= 160
    assert len(cases) == len(set(cases))
    for voice in VOICES[:5]:
        assert sum(f"<{voice}" in case for case in cases) >= 20, voice
    assert sum("<" not in case for case in cases) >= 20


def test_a_wrong_tag_fails():
    """The comparison sees a wrong kind, a wrong speaker, a missing and an additional voice, and a wrong term."""
    right = '“<direct by="Okel">The <t v="direct">rebels</t> left,</direct>” Okel said.'
    check([right])
    for wrong in (
        right.replace("direct by", "reported by").replace("/direct", "/reported"),
        right.replace("Okel", "Maro", 1),
        right.replace(' by="Okel"', ""),
        re.sub('<direct by="Okel">|</direct>', "", right),
        right.replace('v="direct"', 'v="own"'),
        right.replace("<t ", '<t hedge="alleged" '),
        right.replace("Okel said", '<t v="own">Okel</t> said'),
        right.replace(" said.", ' <reported by="Okel">said</reported>.'),
    ):
        with pytest.raises(AssertionError):
            check([wrong])
