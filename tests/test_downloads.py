"""Downloads from news databases: cut into articles, and nothing else taken for one."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.articles import Article
from framing.errors import NotRead
from framing.forms import downloads, factiva, lines, nexis
from framing.forms.downloads import split
from framing.forms.found import Found

DOCKERS = "Dockers shut Harrow Quay for a third day as talks over the night shift fail"
STRIKERS = 'Strikers are "holding the town to ransom", says minister'
STRIKERS_SHORT = "Strikers hold town to ransom, says minister"
REOPENS = "Quay reopens; inquiry promised"
BEACON, STAR = "The Harrow Beacon", "Velin Evening Star"

# file: (line, headline, source, date, credit, id) of each article, or the line of one without its text.
FILES = {
    "nexis-uni": [
        (21, DOCKERS, BEACON, "2022-01-07", "Ada Quill and Tom Fenn", None),
        (54, STRIKERS, STAR, "2022-01-07", None, None),
        79,
        (97, REOPENS, "Coastal Quarterly", "January 2022", "Jon Ferrow", None),
    ],
    "lexisnexis": [
        (20, DOCKERS, BEACON, "2022-01-07", "Ada Quill", None),
        (51, STRIKERS, STAR, "2022-01-07", "ROSA MARR", None),
        82,
        (99, REOPENS, "Coastal Quarterly", "January 2022", None, None),
    ],
    "factiva": [
        (9, DOCKERS, BEACON, "2022-01-07", "Ada Quill and Tom Fenn", "HARBEA0020220107ei1700001"),
        (31, STRIKERS_SHORT, STAR, "2022-01-07", "Rosa Marr", "VELSTA0020220107ei170002x"),
        46,
        (56, REOPENS, "Coastal Wire", "2022-01-10", None, "COASWI0020220110ei1a00003"),
    ],
    "factiva-tagged": [
        (2, DOCKERS, BEACON, "2022-01-07", "Ada Quill and Tom Fenn", "HARBEA0020220107ei1700001"),
        (35, STRIKERS_SHORT, STAR, "2022-01-07", "Northern News Agency", "VELSTA0020220107ei170002x"),
        50,
        (66, REOPENS, "Coastal Wire", "2022-01-10", None, "COASWI0020220110ei1a00003"),
    ],
}
# What a database puts round the articles: none of it is in a text.
AROUND = re.compile(
    r"(?mi)^(?:section|length|byline|highlight|graphic|load-date|language|subject|publication-type|classification"
    r"|journal code|dateline|body|search summary|(?:HD|LP|TD|NS|PUB|AN)$).*|\d words|Page \d|copyright \d"
    r"|rights reserved|Picture:|Document [A-Z]{4}|HARBEA|gstrik|Job Number|Terms of"
)


@pytest.fixture(scope="module")
def download(root):
    return cache(lambda name: (root / "tests" / "forms" / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_download_is_cut_into_its_articles(download, name):
    found = [
        (a.line, a.headline, a.source, a.date, a.credit, a.id)
        if isinstance(a, Found)
        else int(re.search(r"in line (\d+) has no text", str(a))[1])
        for a in split(download(name))
    ]
    assert found == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_text_is_headline_blank_line_body_and_no_more(download, name):
    articles = [article for article in split(download(name)) if isinstance(article, Found)]
    for article in articles:
        head, blank, *body = article.text.split("\n")
        assert (head, blank) == (article.headline, "")
        assert all(body[i] or body[i + 1] for i in range(len(body) - 1)) and body[-1]
        assert not AROUND.search(article.text) and article.text.count(article.headline) == 1
    first, second, last = (article.text for article in articles)
    assert (first.count("\n\n") > 1, second.count("\n\n")) == (True, 3 if name == "factiva-tagged" else 2)
    assert "Dockers kept the gates" in first and "letter" in first or first.endswith('called them "rioters".')
    assert "The transport minister said" in second and "called that absurd." in second
    assert last.endswith("inquiry into what it called riots.")


@pytest.mark.parametrize("name", FILES)
def test_headline_and_lead_are_told_as_in_a_plain_article(download, name):
    for found in split(download(name)):
        if isinstance(found, Found):
            article = Article.from_text(found.text, id="x", headline=found.headline)
            plain = Article.from_text(found.text, id="x")
            assert [section.kind for section in article.sections[:2]] == ["headline", "lead"]
            assert plain.headline == article.headline == found.headline
            assert plain.sections[0] == article.sections[0]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_change_nothing(download, name, ends):
    text = download(name)
    assert list(map(repr, split(text.replace("\n", ends)))) == list(map(repr, split(text)))


@pytest.mark.parametrize("name", ["nexis-uni", "factiva", "factiva-tagged"])
def test_paragraphs_may_come_without_blank_lines(download, name):
    text = download(name).replace("Exclusive\n", "")  # it would then be the second line of the byline
    dense = [a for a in split(re.sub(r"\n\s*\n", "\n", text)) if isinstance(a, Found)]
    loose = [a for a in split(text) if isinstance(a, Found)]
    fields = [(a.headline, a.source, a.date, a.credit, a.id) for a in loose]
    assert [(a.headline, a.source, a.date, a.credit, a.id) for a in dense] == fields
    assert [a.text.split() for a in dense] == [a.text.split() for a in loose]


@pytest.mark.parametrize(
    ("name", "cut", "reason"),
    [
        ("nexis-uni", "The government promised", f"“{REOPENS}” in line 97 breaks off before “End of Document”"),
        ("factiva", "The government promised", f"“{REOPENS}” in line 56 breaks off before “Document”"),
    ],
)
def test_an_article_that_the_end_of_the_file_breaks_off_is_named(download, name, cut, reason):
    *kept, last = split(download(name).split(cut)[0])
    assert len(kept) == 3 and isinstance(last, NotRead)
    assert reason in str(last)


def test_what_names_no_headline_or_date_is_not_guessed(download):
    text = download("lexisnexis").replace("January 7, 2022 Friday", "the first Friday of the year")
    first, *others = split(text)
    assert isinstance(first, NotRead) and "in line 12 has no date in its head" in str(first)
    assert others[0].headline == STRIKERS
    text = download("nexis-uni").replace("January 7, 2022 Friday 6:05 PM GMT", "Early January")
    assert split(text)[1].date is None
    text = download("factiva").replace("1,204 words", "")
    assert "has no number of words above its date" in str(split(text)[1])


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("January 7, 2022 Friday", "2022-01-07"),
        ("January 7, 2022", "2022-01-07"),
        ("Friday 7 January 2022", "2022-01-07"),
        ("Freitag 7. Januar 2022", "2022-01-07"),
        ("März 1, 2022", "2022-03-01"),
        ("January 7, 2022 Friday 10:12 AM GMT", "2022-01-07"),
        ("January 7, 2022 Friday Final Edition", "2022-01-07"),
        ("February 30, 2022", "February 30, 2022"),
        ("January 2022", "January 2022"),
    ],
)
def test_a_date_is_a_day_where_it_is_certain(download, line, date):
    text = download("nexis-uni").replace("January 7, 2022 Friday 6:05 PM GMT", line)
    assert split(text)[1].date == date


def test_the_german_marks_of_lexisnexis_are_known(download):
    text = download("lexisnexis")
    for english, german in {
        r"(\d) of (\d) DOCUMENTS": r"Dokument \1 von \2",
        "BYLINE": "AUTOR",
        "SECTION": "RUBRIK",
        r"LENGTH: ([\d,]+) words": r"LÄNGE: \1 Wörter",
        "LOAD-DATE": "UPDATE",
        "LANGUAGE": "SPRACHE",
        "GRAPHIC": "GRAFIK",
    }.items():
        text = re.sub(english, german, text)
    assert list(map(repr, split(text))) == list(map(repr, split(download("lexisnexis"))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A headline\n\nThe letter ended with these words.\n\nEnd of Document\n\nNobody laughed.",
        "A headline\n\nLength: 500 words\n\nBody\n\nJanuary 7, 2022\n\nText of the article.",
        "How to write\n\nLength: 500 words\n\nEnd of Document\n\nBody\n\nThe text goes here.\n\nEnd of Document",
        "A headline\nThe Beacon\nJanuary 7, 2022\n\nLength: 500 words\n\nThe text.\n\nEnd of Document",
        "A headline\nThe Beacon\nJanuary 7, 2022\n\nBody\n\nThe text.\n\nEnd of Document",
        "A headline\nThe Beacon\nLength: 500 words\n\nBody\n\nThe text.\n\nEnd of Document",
        "A headline\n\n3 of 40 DOCUMENTS\n\nwere lost on January 7, 2022.\n\nThe rest were found.",
        "A headline\n512 words\n7 January 2022\nThe Beacon\nEnglish\n\nThe text.\n\nDocument 12 is secret.",
        "HD stands for high definition.\n\nLP is a long player.\n\nDocument HARBEA0020220107ei1700001",
    ],
)
def test_an_ordinary_article_is_no_download(text):
    assert split(text) == []


def test_the_list_of_contents_is_no_part_of_the_first_headline(download):
    text = download("factiva").replace("By Ada Quill and Tom Fenn\n", "")
    assert split(text.replace("World News\n", ""))[0].headline == DOCKERS
    assert split(re.sub(r"(?m)^.*\.\.\. \d$", "", text))[0].headline == DOCKERS


def test_a_tagged_headline_may_begin_like_a_tag(download):
    text = download("factiva-tagged").replace(f"HD\n{REOPENS}", "HD\nBY THE RIVER")
    assert (split(text)[3].headline, split(text)[3].credit) == ("BY THE RIVER", None)


@pytest.mark.parametrize("name", FILES)
def test_a_download_in_an_unknown_layout_does_not_pass_for_one_article(download, name):
    text = re.sub(r"(?m)^(Body|LENGTH: .*|[\d,]+ words|HD\b.*)$", "", download(name))
    [refused] = split(text)
    assert isinstance(refused, NotRead) and "download of 4 documents" in str(refused)


def test_a_line_above_a_factiva_headline_is_a_section_only_where_it_is_the_shorter(download):
    text = download("factiva")
    assert split(text.replace("World News\n", "Foreign Desk; SECTA\n"))[0].headline == DOCKERS
    text = text.replace("Strikers hold town to ransom, says minister\nRosa Marr", "Ferry held\nRosa Marr, our reporter")
    assert split(text)[1].headline == "Ferry held Rosa Marr, our reporter"


def test_the_five_articles_are_no_downloads(seeds):
    assert [split(path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))] == [[]] * 5


MARKS = (
    "End of Document|Body|Length: 5 words|January 7, 2022|7 January 2022|Copyright 2022 X|1 of 2 DOCUMENTS|BYLINE: A"
    "|LENGTH: 5 words|BODY: x|HEADLINE:|LOAD-DATE: x|Graphic|5 words|English|(c) 2022 X|HD|HD x|LP|TD|PD 7 January 2022"
    "|SN x|NS|Document HARBEA0020220107ei1700001|AN|Page 1 of 2|1. x|Job Number: 1|Byline: A|By A B|x|The Beacon|"
).split("|")


@settings(max_examples=1_000)
@given(st.lists(st.sampled_from(MARKS), max_size=30))
def test_marks_in_any_order_never_raise(lines):
    for article in split("\n".join(lines)):
        assert isinstance(article, NotRead) or article.text.strip()


@given(st.text())
def test_arbitrary_text_never_raises(text):
    assert split(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        "End of Document\n",
        "Body\n",
        "1 of 2 DOCUMENTS\nx\nJanuary 7, 2022\n\nLENGTH: 5 words\n\n",
        "1. x\nJob Number: 1\n",
        "Byline: A\nB\n",
        "5 words\n7 January 2022\n",
        "HD\nLP\nTD\nx\n",
        "Document HARBEA0020220107ei1700001\n",
        "January \n",
        "Copyright ",
        "(c) rights reserved ",
        "\n",
    ],
)
def test_work_grows_with_length_and_no_faster(unit, monkeypatch):
    looked, is_mark = [], lines.is_line
    for room in (downloads, factiva, lines, nexis):
        monkeypatch.setattr(room, "is_line", lambda pattern, line: looked.append(1) or is_mark(pattern, line))
    work = []
    for count in (100, 1000):
        looked.clear()
        split(unit * count + "A\nB\nJanuary 7, 2022\nLength: 5 words\nBody\nx\nEnd of Document\n" + unit * count)
        work.append(len(looked))
    assert work[1] < 11 * work[0]
