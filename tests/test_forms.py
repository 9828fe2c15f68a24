"""Forms: the same article from every form, what each form gives besides its text, and what is refused."""

import csv
import io
import json
import logging
import struct
import tracemalloc
import warnings
import zipfile
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import docx
import matplotlib.pyplot as plt
import openpyxl
import pyarrow
import pypdf
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from pyarrow import parquet

from framing import forms
from framing.articles import InputError, read_articles
from framing.errors import NotRead
from framing.forms import bounds, sheets
from framing.forms.downloads import split
from framing.forms.found import Found
from framing.labels import label

FOLDER = Path(__file__).parent / "forms"
TEXT = (FOLDER / "article.txt").read_text(encoding="utf-8").strip()
HEADLINE, *PARAGRAPHS = TEXT.split("\n\n")
ROW = {"id": "port", "source": "The Velin Gazette", "date": "2021-03-09", "credit": "Ada Kern", "text": TEXT}
SHEETS = (".csv", ".tsv", ".jsonl", ".xlsx", ".parquet")
FILES = (".txt", ".md", ".html", ".htm", ".rtf", ".pdf", ".docx")


def as_table(rows, separator=","):
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8")


def as_workbook(rows, **more):
    book = openpyxl.Workbook()
    sheets = [(book.active, [list(rows[0]), *(list(row.values()) for row in rows)])]
    sheets += [(book.create_sheet(name), cells) for name, cells in more.items()]
    for sheet, cells in sheets:
        for row in cells:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_document(paragraphs):
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "Typist", "Draft 7"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "A bandit in a table"
    document.sections[0].header.paragraphs[0].text = "A rebel in a header"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(*pages):
    """A PDF of pages, each a list of (x, y, text) with x and y in points from the lower left."""
    file = io.BytesIO()
    with PdfPages(file) as pdf, plt.rc_context({"pdf.fonttype": 3}):
        for lines in pages:
            figure = plt.figure(figsize=(4, 5))
            for x, y, text in lines:
                figure.text(x / 288, y / 360, text, fontsize=10)
            pdf.savefig(figure)
            plt.close(figure)
    return file.getvalue()


def as_form(ending, rows):
    """Rows as the bytes of a table."""
    if ending == ".xlsx":
        return as_workbook(rows)
    if ending == ".jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows).encode("utf-8")
    if ending == ".parquet":
        file = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(rows), file)
        return file.getvalue()
    return as_table(rows, "\t" if ending == ".tsv" else ",")


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def article_as(ending):
    if ending in SHEETS:
        return as_form(ending, [ROW])
    if ending == ".docx":
        return as_document([HEADLINE, *PARAGRAPHS])
    return (FOLDER / f"article{'.html' if ending == '.htm' else ending}").read_bytes()


def labels_of(articles):
    """The labels without offsets and without what names the article."""
    table = label(articles).drop(columns=["article", "source", "start", "end"]).fillna("")
    return [tuple(" ".join(str(cell).split()) for cell in row) for row in table.itertuples(index=False)]


# the same article


@pytest.mark.parametrize("ending", FILES + SHEETS)
def test_every_form_gives_the_same_labels(write, ending):
    wanted = labels_of(read_articles(write("plain.txt", TEXT)))
    assert {"bandit", "terrorist", "peacekeeper", "rebel"} <= {row[3] for row in wanted}
    (article,) = articles = read_articles(write(f"port{ending}", article_as(ending)))
    assert (article.id, article.headline, articles.problems) == ("port", HEADLINE, [])
    assert " ".join(article.text.split()) == " ".join(TEXT.split())
    assert [" ".join(article.text[s.start : s.end].split()) for s in article.sections if s.kind == "headline"] == [
        HEADLINE
    ]
    assert labels_of(articles) == wanted


@pytest.mark.parametrize("ending", FILES + SHEETS)
def test_what_a_form_says_of_its_article(write, ending):
    known = {".md": "Ada Kern, Ben Ode", ".html": "Ada Kern", ".htm": "Ada Kern", **dict.fromkeys(SHEETS, "Ada Kern")}
    (article,) = articles = read_articles(write(f"port{ending}", article_as(ending)))
    if ending in known:
        assert (article.source, article.date, article.credit) == ("The Velin Gazette", "2021-03-09", known[ending])
    else:
        assert (article.source, article.date, article.credit) == ("port", None, None)
    silent = ending in known or ending == ".txt"
    said = ["the source of port is not known, so the id", "the date of port is not known; the column date of an"]
    assert [note[: len(start)] for note, start in zip(articles.notes, said, strict=not silent)] == said * (not silent)


@pytest.mark.parametrize("ending", FILES + SHEETS)
def test_articles_csv_holds_for_every_form(write, tmp_path, ending):
    write(f"port{ending}", article_as(ending))
    write("articles.csv", f"file,source,date\nport{ending},The Orle Post,2022-01-01\n")
    (article,) = articles = read_articles(tmp_path)
    assert articles.notes == articles.problems == []
    own = ending in SHEETS
    assert article.source == ("The Velin Gazette" if own else "The Orle Post")
    assert article.date == ("2021-03-09" if own else "2022-01-01")


def test_what_is_not_known_is_said_once_for_all_articles(write, tmp_path):
    for i in range(8):
        write(f"{i}.txt", f"{TEXT} {i}")
    write("z.html", article_as(".html"))
    *_, source, day = read_articles(tmp_path).notes
    assert source.startswith("the source of 0, 1, 2, 3, 4 and 3 more articles is not known, so the id stands for it;")
    assert day.startswith("the date of 0, 1, 2, 3, 4 and 3 more articles is not known;")


# text and Markdown


@pytest.mark.parametrize(
    "content, text",
    [
        ("# Rebels *leave* Velin #1\n", "Rebels leave Velin #1\n"),
        ("Rebels leave\n============\n", "Rebels leave\n\n"),
        ("* one\n- two\n+ three\n> > four\n", "one\ntwo\nthree\nfour\n"),
        ("- they left – and sang\n", "they left – and sang\n"),
        ("**bold**, __bold__, *it*, _it_, ***both***, `code`", "bold, bold, it, it, both, code"),
        ("**a *b* c**", "a b c"),
        ("f***ing 5 * 3 * 2 snake_case_name * a", "f***ing 5 * 3 * 2 snake_case_name * a"),
        ("[rebels](https://x.example/a_b_c) [here][1] ![p](x.png)\n\n[1]: https://x.example\n", "rebels here\n\n\n"),
        ("[A](https://x.example/A_(b)) ![p](x_(1).png)(c)", "A (c)"),
        ("\\*not so\\* \\[1\\]", "*not so* [1]"),
        ("two  \nlines\\\nthree", "two\nlines\nthree"),
        ("* * *\na\n---\n", "\na\n\n"),
        ("In [2019] he said [sic] so (again)", "In [2019] he said [sic] so (again)"),
    ],
)
def test_markdown_is_read_without_its_markup(content, text):
    (found,) = forms.read(".md", content.encode("utf-8"), {})
    assert found.text == text


# Nine lists, each of ten times the one before.
ALIASES = "a: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in pairwise("abcdefghi"))


@pytest.mark.parametrize(
    "front, known, note",
    [
        ("headline: Rebels leave\noutlet: Gazette\n", ("Rebels leave", "Gazette", None, None), ()),
        ("Publication: Gazette\ndate: 2021-03-09\nauthors: [A, B]\n", (None, "Gazette", "2021-03-09", "A, B"), ()),
        ("date: March 2021\nsource: {name: x, id: [y]}\n", (None, "x", "March 2021", None), ()),
        ("title: No\nsource: 007\ndate: 2021-13-45\nauthor: ~\n", ("No", "007", "2021-13-45", None), ()),
        (f"{ALIASES}author: *i\n", (None,) * 4, ()),
        ("title: [a\n", (None,) * 4, ("the lines above the text are no YAML and were left out",)),
        ("just words\n", (None,) * 4, ("the lines above the text are no YAML and were left out",)),
    ],
)
def test_the_front_matter_of_markdown(front, known, note):
    (found,) = forms.read(".md", f"---\n{front}---\nThey left.\n".encode(), {})
    assert (found.headline, found.source, found.date, found.credit) == known
    assert found.notes == note
    assert found.text == (f"{found.headline}\n\nThey left.\n" if found.headline else "They left.\n")


def test_a_headline_apart_is_put_above_the_text_only_where_it_is_missing():
    for text, whole in (
        ("Rebels leave, they said.\n", "Rebels leave\n\nRebels leave, they said.\n"),
        ("“Rebels” leave\n\nThey left.\n", "“Rebels” leave\n\nThey left.\n"),
    ):
        title = whole.split("\n")[0].replace("“", '"').replace("”", '"')
        (found,) = forms.read(".md", f"---\ntitle: {json.dumps(title)}\n---\n{text}".encode(), {})
        assert found.text == whole


# pages


def page(body, head=""):
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


SENTENCE = "The rebels left the town on Monday, residents said, and nobody knew why they had come at all."


def test_a_page_is_read_without_what_stands_round_the_article():
    (found,) = forms.read(".html", article_as(".html"), {})
    assert found.text == TEXT
    assert "Bandits rob" in article_as(".html").decode() and "murderers" in article_as(".html").decode()


def test_nothing_is_invented_for_a_page_that_says_nothing():
    (found,) = forms.read(".html", page(f"<p>{SENTENCE}</p><p>In 2019-01-02 they came. © 2020</p>"), {})
    assert (found.source, found.date, found.headline, found.credit) == (None, None, None, None)


def test_a_saved_page_has_the_address_it_came_from():
    data = b"<!-- saved from url=(0038)https://gazette.example/2021/03/09/port -->\n" + page(f"<p>{SENTENCE}</p>")
    (found,) = forms.read(".html", data, {})
    assert (found.source, found.date) == ("gazette.example", "2021-03-09")


def test_marks_that_a_browser_sets_are_set():
    (found,) = forms.read(".html", page(f"<p>{SENTENCE}</p><p>They are <q lang=en>bandits</q>, he said again.</p>"), {})
    assert found.text.endswith("They are “bandits”, he said again.")


RUSSIAN = "Мятежники ушли из города, сообщили жители в понедельник вечером."


@pytest.mark.parametrize(
    "named, encoding, more",
    [
        ("windows-1250", "cp1250", "So said Łukasz Żak."),
        ("UTF-8", "cp1251", RUSSIAN),
        ("nonsense", "cp1251", RUSSIAN),
        ("", "cp1251", RUSSIAN),
    ],
)
def test_a_page_is_decoded_as_it_says(named, encoding, more):
    head = f'<meta charset="{named}">' if named else ""
    data = page(f"<p>{SENTENCE} {more}</p>", head).decode().encode(encoding)
    (found,) = forms.read(".html", data, {})
    assert found.text == f"{SENTENCE} {more}"


@pytest.mark.parametrize("between, paragraphs", [(r"\n\n", 2), (r"\r\n \t", 2), ("\n", 2), (r"\u2029", 2), (" ", 1)])
def test_paragraphs_of_a_text_that_stands_in_the_data_of_a_page_are_kept(between, paragraphs):
    first, second = rf"{SENTENCE} They said  \"no\".", "Nobody&#8217;s fault, said Mora."
    data = '{"@type": "NewsArticle", "articleBody": "%s"}'
    scripts = [data % text for text in (r"Torn \q", first + between + second)]
    head = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    (found,) = forms.read(".html", page("", head), {})
    parts = [f'{SENTENCE} They said "no".', "Nobody’s fault, said Mora."]
    assert found.text == ("\n\n" if paragraphs == 2 else " ").join(parts)


def test_the_heading_of_the_page_goes_before_its_title_for_machines():
    head = '<meta property="og:title" content="Port: what we know"><meta property="og:site_name" content="Gazette">'
    (found,) = forms.read(".html", page(f"<h1>Rebels leave Velin at last</h1><p>{SENTENCE}</p>", head), {})
    assert found.headline == "Rebels leave Velin at last"
    assert found.text == f"Rebels leave Velin at last\n\n{SENTENCE}"


def test_the_heading_of_a_part_is_none_of_the_page():
    head = "<title>Rebels leave Velin: as it happened</title>"
    for heading, headline in (
        ("<h3>The last one goes</h3>", "Rebels leave Velin: as it happened"),
        ("<h2>They are gone</h2>", "They are gone"),
    ):
        (found,) = forms.read(".html", page(f"{heading}<p>{SENTENCE}</p><p>{SENTENCE.upper()}</p>", head), {})
        assert found.headline == headline
        assert found.text.startswith(headline)


def test_an_article_that_is_shown_within_another_is_none_of_it():
    other = "<h2>Bandits rob a shop</h2><p>Bandits robbed a shop on Friday, police said, and left with nothing.</p>"
    for name, kept in (("card related", False), ("post", True)):
        body = f'<h1>Rebels leave</h1><p>{SENTENCE}</p><article class="{name}">{other}</article>'
        (found,) = forms.read(".html", page(body), {})
        assert ("Bandits" in found.text) == kept


def test_pictures_inside_a_page_do_not_count_towards_its_size(monkeypatch):
    monkeypatch.setattr(bounds, "MB", 1)
    monkeypatch.setattr("framing.forms.pages.LARGEST_PAGE", 1_000)
    data = page(f'<p>{SENTENCE}</p><img src="data:image/png;base64,{"A" * 5_000}">')
    (found,) = forms.read(".html", data, {})
    assert found.text == SENTENCE


# documents


def test_a_word_document_is_read_without_tables_and_headers():
    (found,) = forms.read(".docx", article_as(".docx"), {})
    assert found == Found("\n".join([HEADLINE, *PARAGRAPHS, ""]).rstrip("\n"))


def marked_up(inside):
    """A Word document with one paragraph, whose markup is `inside`, and a content control below it."""
    below = b"<w:sdt><w:sdtContent><w:p><w:r><w:t>They left.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    return replaced(
        as_document(["MARK"]), WORD, b"<w:r><w:t>MARK</w:t></w:r></w:p>", inside.encode() + b"</w:p>" + below
    )


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<w:ins><w:r><w:t>Rebels</w:t></w:r></w:ins>", "Rebels"),
        ("<w:del><w:r><w:delText>Bandits</w:delText></w:r></w:del>", ""),
        ("<w:moveTo><w:r><w:t>Rebels</w:t></w:r></w:moveTo>", "Rebels"),
        ("<w:moveFrom><w:r><w:t>Rebels</w:t></w:r></w:moveFrom>", ""),
        ("<w:hyperlink><w:r><w:t>Rebels</w:t></w:r></w:hyperlink>", "Rebels"),
        ("<w:fldSimple><w:r><w:t>Rebels</w:t></w:r></w:fldSimple>", "Rebels"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Rebels</w:t></w:r></w:sdtContent></w:sdt>", "Rebels"),
        ("<w:r><w:t>Rebels</w:t><w:br/><w:t>left</w:t></w:r>", "Rebels\nleft"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>", ""),
    ],
)
def test_a_word_document_is_read_as_it_shows_with_all_changes_accepted(markup, text):
    (found,) = forms.read(".docx", marked_up(markup), {})
    assert found.text == f"{text}\nThey left."


@pytest.mark.parametrize(
    "markup, text",
    [
        (r"{\u8220\'93}We left,{\u8221\'94} he said", "“We left,” he said"),
        (r"\ldblquote We left,\rdblquote  he said", "“We left,” he said"),
        (r"\u-10179?\u-8704? They left", "😀 They left"),
        (r"\u-10179? They left", "\ufffd They left"),
        (r"{\deleted Bandits \} }Rebels left", "Rebels left"),
        (r"{\insrsid12 Rebels }{\lang1\deleted\insrsid1 bandits }{\v hidden}left{\v0 .}", "Rebels left."),
    ],
)
def test_rich_text_is_read_as_it_shows(markup, text):
    (found,) = forms.read(".rtf", rf"{{\rtf1\ansi\ansicpg1252\uc1 {markup}\par }}".encode(), {})
    assert found.text.strip() == text


def test_a_pdf_of_several_pages_has_its_paragraphs():
    (found,) = forms.read(".pdf", article_as(".pdf"), {})
    assert found.text == TEXT
    assert len(pypdf.PdfReader(io.BytesIO(article_as(".pdf"))).pages) > 1


def column(lines, x=30, top=300, step=14):
    return [(x, top - step * i, line) for i, line in enumerate(lines)]


LINES = [
    "The rebels left the town on Monday with",
    "all their baggage, residents said, and the",
    "governor went back to his old house.",
]


@pytest.mark.parametrize(
    "pages, text",
    [
        ([column(["the so-", "called protes-", "ters sang"])], "the so-called protesters sang"),
        ([column(["peace-", "keepers and peacekeepers"])], "peacekeepers and peacekeepers"),
        ([column(["the Velin-", "Orle road"])], "the Velin- Orle road"),
        ([column(["an officer opened fire"])], "an officer opened fire"),
        ([column(LINES), column([line.replace("town", "village") for line in LINES], top=250)], None),
    ],
)
def test_lines_of_a_pdf_are_joined(pages, text):
    (found,) = forms.read(".pdf", as_pdf([line for lines in pages for line in lines]), {})
    assert found.text == (text or "\n\n".join([" ".join(LINES), " ".join(LINES).replace("town", "village")]))


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out():
    parts = [[line.replace("t", letter) for line in LINES[:2]] for letter in "tmv"]
    pages = [[(30, 340, "The Velin Gazette"), *column(lines), (140, 20, str(i))] for i, lines in enumerate(parts, 7)]
    (found,) = forms.read(".pdf", as_pdf(*pages), {})
    assert found.text == " ".join(line for lines in parts for line in lines)
    (found,) = forms.read(".pdf", as_pdf([(30, 340, "Rebels leave"), *column(LINES), (140, 20, "- 7 -")]), {})
    assert found.text == "\n\n".join(["Rebels leave", " ".join(LINES)])


def test_a_pdf_that_is_only_restricted_in_its_use_is_read():
    (found,) = forms.read(".pdf", encrypted(user="", owner="secret"), {})
    assert found.text == TEXT


def encrypted(user, owner, algorithm="RC4-128"):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(article_as(".pdf")))
    writer.encrypt(user, owner, algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


# tables


@pytest.mark.parametrize("ending", SHEETS)
def test_usual_names_of_columns_are_known(write, ending):
    rows = [
        {"Doc ID": f"n{i}", "Newspaper": "Gazette", "Pub_Date": "2021-03-09T10:00:00Z", "By-line": "Kern",
         "content": "not this", "Body": f"{HEADLINE} {i}"}
        for i in range(3)
    ]  # fmt: skip
    path = write(f"many{ending}", as_form(ending, rows))
    articles = read_articles(path)
    assert [(a.id, a.source, a.date, a.credit, a.text) for a in articles] == [
        (f"n{i}", "Gazette", "2021-03-09", "Kern", f"{HEADLINE} {i}") for i in range(3)
    ]
    doc, paper, day, line, content, body = rows[0] if ending == ".parquet" else [name.lower() for name in rows[0]]
    assert articles.notes == [
        f"{path}: the text is taken from the column “{body}” and not from “{content}”, the id is taken from the column "
        f"“{doc}”, the source is taken from the column “{paper}”, the date is taken from the column “{day}”, the "
        f"credit is taken from the column “{line}”; say otherwise with --column, as in --column text=NAME.",
        f"{path}: column {content} not used; known are text, id, source, date, headline, credit.",
    ]


@pytest.mark.parametrize("ending", SHEETS)
def test_columns_can_be_given(write, ending):
    rows = [{"Words": TEXT, "Kicker": "Port", "Body": "not this", "Paper": "Gazette"}]
    path = write(f"many{ending}", as_form(ending, rows))
    (article,) = read_articles(path, columns={"text": "Kicker+words", "source": "paper"})
    assert (article.text, article.source) == (f"Port\n\n{TEXT}", "Gazette")


@pytest.mark.parametrize("ending", SHEETS)
def test_a_column_that_is_missing(write, ending):
    path = write(f"many{ending}", as_form(ending, [{"Words": TEXT, "No": "7"}]))
    with pytest.raises(InputError) as caught:
        read_articles(path, columns={"text": "Inhalt"})
    names = "Words, No" if ending == ".parquet" else "words, no"
    assert str(caught.value) == f"{path}:1: there is no column “Inhalt” among {names}; correct --column."
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value) == (
        f"{path}:1: there is no column “text” among {names}; name one so, or say --column text=NAME."
    )


def test_a_field_that_there_is_not(write):
    with pytest.raises(InputError) as caught:
        read_articles(write("a.csv", "text\nx\n"), columns={"autor": "By"})
    assert str(caught.value) == (
        "columns: there is no field “autor”; the fields are text, id, source, date, headline, credit."
    )


@pytest.mark.parametrize("ending", SHEETS)
def test_a_headline_in_a_column_of_its_own_leaves_the_text_as_it_stands(write, ending):
    path = write(f"many{ending}", as_form(ending, [{**ROW, "text": PARAGRAPHS[0], "title": HEADLINE}]))
    (article,) = articles = read_articles(path)
    assert (article.text, article.headline) == (PARAGRAPHS[0], HEADLINE)
    assert articles.notes[-1].startswith("the headline of port is no paragraph of the text, so none of its words is")
    (article,) = articles = read_articles(path, columns={"text": "title+text", "headline": "title"})
    assert (article.text, article.headline) == (f"{HEADLINE}\n\n{PARAGRAPHS[0]}", HEADLINE)
    assert articles.notes == []


@pytest.mark.parametrize(
    "cell, text",
    [
        (None, None),
        (7, "7"),
        (2019.0, "2019"),
        (datetime(2021, 3, 9, 17, 40), "2021-03-09"),
        (date(2021, 3, 9), "2021-03-09"),
        ("9 March 2021", "9 March 2021"),
        ("2021-03-09 17:40", "2021-03-09"),
    ],
)
@pytest.mark.parametrize("ending", [".xlsx", ".parquet"])
def test_cells_of_any_type(ending, cell, text):
    (found,) = forms.read(ending, as_form(ending, [{"text": TEXT, "date": cell}]), {})
    assert (found.date, found.line) == (text, 2 if ending == ".xlsx" else 1)


@pytest.mark.parametrize(
    "record, known",
    [
        ({"text": "x y", "authors": ["A", "B"], "id": float("nan")}, ("x y", "A, B", None, None)),
        ({"text": "x y", "authors": [{"name": "A"}, ["B"], {"id": 1}]}, ("x y", "A", None, None)),
        ({"text": "x y", "source": {"id": 7, "name": "Gazette"}}, ("x y", None, None, "Gazette")),
        ({"text": "x y", "source": {"id": 7, "name": {"name": "Gazette"}}}, ("x y", None, None, None)),
        ({"text": [" x y", "", "z"]}, (" x y\n\nz", None, None, None)),
    ],
)
def test_lists_objects_and_numbers_that_are_missing(record, known):
    found, *_ = forms.read(".jsonl", json.dumps(record).encode(), {})
    assert (found.text, found.credit, found.id, found.source) == known


@pytest.mark.parametrize(
    "cells, texts",
    [
        (['"Go," she said.', 'He said "no".', '"Gone" is what they said, "and worse'], None),
        (['"Go," she said.', '"Two\nlines, ""he"" said."'], ['Two\nlines, "he" said.']),
        (['"He said ""no""."', "Gone."], ['He said "no".', "Gone."]),
    ],
)
def test_marks_in_a_tsv_that_open_no_cell_stand_for_themselves(cells, texts):
    rows = "".join(f"{i}\t{cell}\n" for i, cell in enumerate(cells))
    found = [item for item in forms.read(".tsv", f"id\ttext\n{rows}".encode(), {}) if isinstance(item, Found)]
    assert [item.text for item in found] == (texts or cells)


def test_a_column_of_lists_of_paragraphs():
    found, *_ = forms.read(".parquet", as_form(".parquet", [{"text": ["x y", "z"]}]), {})
    assert found.text == "x y\n\nz"


def test_a_workbook_has_one_sheet_that_is_read(write):
    path = write("many.xlsx", as_workbook([{"text": TEXT}], Notes=[["text"], ["no article"]]))
    articles = read_articles(path)
    assert [article.text for article in articles] == [TEXT]
    assert articles.notes[0] == f"{path}: only the sheet “Sheet” is read."


def test_a_stray_cell_at_the_end_of_a_sheet_costs_nothing():
    book = openpyxl.load_workbook(io.BytesIO(as_workbook([{"text": TEXT}])))
    book.active.cell(200_000, 16_384).value = "x"
    file = io.BytesIO()
    book.save(file)
    assert [found.line for found in forms.read(".xlsx", file.getvalue(), {})] == [2]


def test_a_workbook_that_gives_its_size_wrongly_is_read_whole():
    data = replaced(as_workbook([{"text": TEXT}, {"text": "more"}]), SHEET, b'ref="A1:A3"', b'ref="A1:A2"')
    assert [found.text for found in forms.read(".xlsx", data, {})] == [TEXT, "more"]


def test_cells_that_a_spreadsheet_has_cut_are_noted(write):
    text = ("word " * 7_000)[: sheets.SHEET_CELL]
    path = write("a.csv", f"text\n{text}\nshort\n")
    assert read_articles(path).notes[0] == (
        f"{path}: 1 of the texts end at 32,767 characters, where a spreadsheet cuts a cell."
    )


def test_rows_of_a_workbook_without_a_text_are_named(write):
    path = write("many.xlsx", as_workbook([{"id": "a", "Body": TEXT}, {"id": "b", "Body": None}]))
    articles = read_articles(path)
    assert [article.id for article in articles] == ["a"]
    assert articles.problems == [f"{path}:3: this record has no “body”; add it or delete the record."]


def test_many_rows_of_parquet_keep_their_numbers():
    rows = [{"text": f"Rebels leave {i}"} for i in range(120)]
    assert [(f.line, f.text) for f in forms.read(".parquet", as_form(".parquet", rows), {})] == [
        (i + 1, row["text"]) for i, row in enumerate(rows)
    ]


# files with many articles


def test_a_download_is_taken_apart_whatever_form_it_has(write, monkeypatch):
    def split(text):
        return [
            Found("one", line=3, source="Gazette"),
            Found("two", line=9),
            NotRead("the article in line 12 is empty"),
        ]

    monkeypatch.setattr(forms, "split", split)
    for ending in (".txt", ".rtf", ".docx", ".pdf", ".html"):
        path = write(f"port{ending}", article_as(ending))
        articles = read_articles(path)
        assert [(a.id, a.text, a.source) for a in articles] == [
            ("port-3", "one", "Gazette"),
            ("port-9", "two", "port-9"),
        ]
        assert articles.problems == [f"{path}: the article in line 12 is empty."]
    assert [a.text for a in read_articles(write("many.csv", article_as(".csv")))] == [TEXT]
    monkeypatch.setattr(forms, "split", lambda text: [Found("one", line=3)])
    (article,) = read_articles(write("old.txt", TEXT.encode("cp1252")))
    assert article.notes == ("decoded as cp1252",)


def test_an_archive_is_read_like_a_folder(write, tmp_path):
    inside = {
        "a/one.txt": TEXT.encode(),
        "a/port.html": article_as(".html"),
        "a/port_files/banner.html": b"<html>",
        "a/articles.csv": b"file,source\none.txt,The Orle Post\n",
        "a/.hidden.txt": b"x",
        "a/README.md": b"about",
        "a/old.doc": b"x",
        "a/picture.png": b"x",
        "b/many.csv": as_table([{**ROW, "id": "third"}, {**ROW, "text": ""}]),
        "c/../c.txt": b"x",
    }
    path = write("event.zip", zipped(**inside))
    write("articles.csv", "file,source,date\nevent.zip,Wire,2020\n")
    articles = read_articles(tmp_path)
    assert [(a.id, a.source, a.date) for a in articles] == [
        ("one", "The Orle Post", None), ("port", "Wire", "2020"), ("third", "The Velin Gazette", "2021-03-09")
    ]  # fmt: skip
    assert articles.problems == [
        f"{path}/c/../c.txt: its path leads out of the archive; pack the archive again from inside one folder.",
        f"{path}/a/old.doc: .doc is not read; save it as .docx.",
        f"{path}/b/many.csv:19: this record has no “text”; add it or delete the record.",
    ]


def test_a_folder_in_an_archive_is_as_any_folder(write):
    path = write("event.zip", zipped(**{
        "press_files/articles.csv": "file\nlast.txt\ngone.txt\n",
        "press_files/early.txt": TEXT,
        "press_files/last.txt": "They left.",
        ".git/more.zip": "x",
    }))  # fmt: skip
    articles = read_articles(path)
    assert [article.id for article in articles] == ["last", "early"]
    assert articles.problems == [
        f"{path}/press_files/articles.csv:3: the folder has no article “gone.txt”; correct or delete the row."
    ]


@pytest.mark.parametrize("inside", [{}, {"a/picture.png": "x", "README.md": "about"}])
def test_an_archive_without_articles_is_named(write, inside):
    path = write("event.zip", zipped(**inside))
    with pytest.raises(InputError, match=r"event\.zip: the archive holds no \.txt, .* or \.parquet file; pack"):
        read_articles(path)


# what is refused


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def replaced(data, name, old, new):
    """An Office document with one of its members changed."""
    old_archive = zipfile.ZipFile(io.BytesIO(data))
    members = {member: old_archive.read(member) for member in old_archive.namelist()}
    assert old in members[name]
    old, new = members[name].partition(old)[0] + old, members[name].partition(old)[0] + new
    return zipped(**{**members, name: members[name].replace(old, new)})


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "terrorist"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
WORD, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "ending, content, message",
    [
        (".txt", b"<!DOCTYPE html>\n<html><p>x</p>", "this is a web page; give its name the ending .html."),
        (".txt", b"\n<!-- saved -->\n<HTML lang=en>", "this is a web page; give its name the ending .html."),
        (".txt", b"{\\rtf1 x}", "this is rich text; give its name the ending .rtf."),
        (".md", b"---\n\n***\n", "there are no words in it; save the article anew."),
        (".md", b'---\ntitle: "Rebels \\ud83d leave"\n---\nx\n', "the text holds half a character (a lone"),
        (".md", b"%PDF-1.7", "this is a PDF; save the article as text in UTF-8."),
        (".html", b"%PDF-1.7", "this is a PDF; save the article as text in UTF-8."),
        (".html", b"<html></html>", "no article was found on this page; copy its text into a .txt file."),
        (".html", b"<p>" * 100_001, "the page has more than 100,000 tags or as many attributes; copy its text into"),
        (".html", b"<p " + b" a" * 100_001 + b">", "the page has more than 100,000 tags or as many attributes;"),
        (".html", b"<p " + b"/a" * 100_001 + b">", "the page has more than 100,000 tags or as many attributes;"),
        (".rtf", b"Rebels leave", "this is no rich text; give its name the ending it should have, such as .txt."),
        (".rtf", b"{\\rtf1 }", "the document has no text; copy the text into a .txt file."),
        (".docx", b"Rebels leave", "this is no Word document, or a damaged one; save it anew as .docx."),
        (".docx", article_as(".docx")[:-900], "this is no Word document, or a damaged one; save it anew as .docx."),
        (".docx", b"\xd0\xcf\x11\xe0", "it is protected by a password, or of an old kind; save it as .docx without"),
        (".docx", zipped(a="x"), "it is damaged, or no .docx file ("),
        (".docx", as_workbook([ROW]), "it is damaged, or no .docx file ("),
        (".docx", as_document([""]), "the document has no paragraph with text; copy the text into a .txt file."),
        (".docx", replaced(article_as(".docx"), WORD, b"<w:document", LAUGHS + b"<w:document"), "its XML has a doc"),
        (".xlsx", b"id,text\n", "this is no Excel workbook, or a damaged one; save it anew as .xlsx."),
        (".xlsx", b"\xd0\xcf\x11\xe0", "it is protected by a password, or of an old kind; save it as .xlsx without"),
        (".xlsx", as_document(["x"]), "it is damaged, or no .xlsx file ("),
        (".xlsx", replaced(as_workbook([ROW]), SHEET, b"<worksheet", LAUGHS + b"<worksheet"), "its XML has a doc"),
        (".xlsx", as_workbook([{"": ""}]), "the workbook is empty; write the names of the columns into its first"),
        (".xlsx", as_workbook([{"text": ""}]), ":1: there is no row below the first line; add one for each article."),
        (".parquet", b"Rebels leave", "it is damaged, or no .parquet file ("),
        (".parquet", as_form(".parquet", [ROW])[:-50], "it is damaged, or no .parquet file ("),
        (".pdf", b"Rebels leave", "this is no PDF; give its name the ending it should have."),
        (".pdf", b"%PDF-1.7\n", "it is damaged, or no .pdf file ("),
        (".pdf", article_as(".pdf")[:3_000], "it is damaged, or no .pdf file ("),
        (".pdf", as_pdf([]), "the PDF has no text, only pictures of pages; let a text recognition (OCR) program"),
        (".pdf", as_pdf(column(["12 34 56", "78 90 12"])), "the letters of the PDF cannot be told; let a text"),
        (".pdf", encrypted("x", "y"), "the PDF is protected by a password; save a copy without one."),
        (".doc", b"x", ".doc is not read; save it as .docx."),
        *((ending, b"", "the file is empty; save the article as text in UTF-8.") for ending in forms.READERS),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read(write, capfd, ending, content, message):
    path = write(f"bad{ending}", content)
    good = write("good.txt", TEXT)
    articles = read_articles(path, good)
    assert [article.id for article in articles] == ["good"]
    (problem,) = articles.problems
    assert problem.startswith(f"{path}{message if message.startswith(':') else f': {message}'}")
    assert problem.endswith(".") and "\n" not in problem
    assert capfd.readouterr() == ("", "")


def test_entities_in_office_documents_are_inert_even_below_the_prolog(monkeypatch):
    monkeypatch.setattr(bounds, "PROLOG", 5)
    data = replaced(article_as(".docx"), WORD, b"<w:document", LAUGHS + b"<w:document")
    data = replaced(data, WORD, b"dock workers", b"dock &b;&c; workers")
    (found,) = forms.read(".docx", data, {})
    assert "terrorist" not in found.text.split("\n")[1] and "root" not in found.text
    data = replaced(as_workbook([{"text": "x"}]), SHEET, b"<worksheet", LAUGHS + b"<worksheet")
    with pytest.raises(NotRead):
        forms.read(".xlsx", data, {})


@pytest.mark.parametrize("ending, member", [(".docx", WORD), (".xlsx", SHEET)])
def test_a_document_that_unpacks_to_too_much_is_not_unpacked(monkeypatch, ending, member):
    whole = as_document(["x"]) if ending == ".docx" else as_workbook([ROW])
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 10_000_000)
    data = replaced(whole, member, b"</", b" " * 10_000_000 + b"</")
    assert len(data) < 100_000
    with pytest.raises(NotRead, match="its contents unpack to .* MB and at most 10 MB are read; split it"):
        forms.read(ending, data, {})


def test_a_document_that_unpacks_to_more_than_it_says_is_damaged():
    data = replaced(as_document(["x"]), WORD, b"</", b" " * 1_000_000 + b"</")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = struct.pack("<I", archive.getinfo(WORD).file_size)
    with pytest.raises(NotRead, match="it is damaged|a damaged one"):
        forms.read(".docx", data.replace(size, struct.pack("<I", 2_000)), {})


@pytest.mark.parametrize("ending", [".txt", ".csv", ".jsonl", ".parquet"])
def test_a_file_or_an_article_beyond_all_size_is_refused(write, monkeypatch, ending):
    text = "word " * 400
    content = text.encode() if ending == ".txt" else as_form(ending, [{"text": text}, {"text": "short"}])
    path = write(f"big{ending}", content)
    monkeypatch.setattr(bounds, "LONGEST_ARTICLE", 1_000)
    good = write("good.txt", TEXT[:900])
    articles = read_articles(path, good)
    line = {".txt": "", ".parquet": ":1"}.get(ending, ":1" if ending == ".jsonl" else ":2")
    assert articles.problems == [
        f"{path}{line}: this article has 2,000 characters and at most 1,000 are read; "
        "give each article a file or a record of its own."
    ]
    assert len(articles) == (1 if ending == ".txt" else 2)
    monkeypatch.setattr(bounds, "LARGEST_FILE", 950)
    monkeypatch.setattr(bounds.check_size, "__defaults__", (950,))
    monkeypatch.setattr(Path, "read_bytes", None if path.stat().st_size > 950 else Path.read_bytes)
    with pytest.raises(InputError, match="and at most 0 MB are read; split it"):
        read_articles(path)


@pytest.mark.parametrize("ending", [".txt", ".md", ".rtf"])
def test_a_file_of_text_beyond_all_size_is_not_even_decoded(monkeypatch, ending):
    monkeypatch.setattr("framing.forms.text.decode", None)
    with pytest.raises(NotRead, match="the file has 20 MB and at most 20 MB are read; split it"):
        forms.read(ending, b"x" * 20_000_001, {})


def test_a_text_that_is_no_download_is_not_cut_into_words():
    text = "ab " * 3_000_000
    tracemalloc.start()
    try:
        assert split(text) == []
        assert tracemalloc.get_traced_memory()[1] < len(text)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("ending, package", [(e, r[2]) for e, r in forms.READERS.items() if r[2]])
def test_a_missing_package_is_named_with_the_line_that_installs_it(write, monkeypatch, ending, package):
    monkeypatch.setattr(forms, "find_spec", lambda name: None)
    path = write(f"port{ending}", article_as(ending))
    with pytest.raises(InputError) as caught:
        read_articles(path)
    install = forms.READERS[ending][3]
    assert str(caught.value) == (
        f"{path}: reading {ending} needs {package}; install it with: python -m pip install {install}."
    )


def test_libraries_say_nothing_of_their_own(write, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ending in FILES + SHEETS:
            read_articles(write(f"port{ending}", article_as(ending)))
    assert capfd.readouterr() == ("", "")
    assert logging.root.manager.disable == 0
