"""Reading: every form articles come in, what is kept as it is, and what is said about the rest."""

import codecs
import csv
import errno
import hashlib
import json
import os
import re
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import forms, records
from framing.articles import Article, Articles, InputError, read_articles
from framing.decoding import NotText, decode
from framing.records import RecordError, read_lines, read_rows

CHECKSUMS = {
    "tagged-page.txt": "51824be7625fc33dcdc829bd86e1cf66207902d756e6d901a363cbfa3323cc2b",
    "dated-page.txt": "e693edbf0b8c5f9033f75a04796a4dded5f60b218a660b10ba2f62060191d68a",
    "credited-page.txt": "5c6bcdae8319d48189560207c77359062667d5fbdba5433b8782bc296e5f76a7",
    "dashed-page.txt": "071ec53de9193dfbd727fc20109745b2a5494adbfb7b367d73e572d3c2505568",
    "signed-page.txt": "a820c0f576fa263cd6e2958c18ac57d140a3ff0eafa01c33129df1abf4296f36",
}
FORMS = ".txt, .md, .html, .htm, .docx, .pdf, .rtf, .csv, .tsv, .xlsx, .jsonl, .parquet or .zip"
TEXT = "Rebels leave Velin\n\nThe rebels left the town on Monday, residents said.\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def unknown(*ids):
    """What is said of articles that come without metadata."""
    return [
        f"the source of {' and '.join(ids)} is not known, so the id stands for it; the column source of an "
        "articles.csv names it.",
        f"the date of {' and '.join(ids)} is not known; the column date of an articles.csv gives it.",
    ]


def as_json(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


# the five articles


def test_the_five_articles_are_byte_for_byte_as_given(seeds):
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in seeds.glob("*.txt")}
    assert found == CHECKSUMS


def test_the_five_articles_carry_their_metadata_in_its_order(seeds):
    articles = read_articles(seeds)
    with (seeds / "articles.csv").open(encoding="utf-8", newline="") as rows:
        for article, row in zip(articles, csv.DictReader(rows), strict=True):
            assert article.id + ".txt" == row["file"]
            assert article.source == row["source"]
            assert article.date == (row["date"] or None)
            assert article.credit == (row["credit"] or None)
            assert article.headline == row["headline"]
            assert row["headline"] in article.text
    assert (articles.problems, articles.notes) == ([], [])


def test_metadata_of_the_five_stand_in_their_texts(seeds):
    for article in read_articles(seeds):
        for value in (article.date, article.credit):
            assert value is None or value in article.text


def test_provenance_names_every_article_and_the_ends_of_its_checksum(seeds):
    readme = (seeds / "README.md").read_text(encoding="utf-8")
    for name, checksum in CHECKSUMS.items():
        assert re.search(rf"`{name}`.*`{checksum[:8]}…{checksum[-5:]}`", readme)


# text files


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(write, end):
    text = TEXT.replace("\n", end)
    (article,) = read_articles(write("a.txt", text))
    assert article.text == text
    assert article.headline == "Rebels leave Velin"
    assert article.id == article.source == "a"


@pytest.mark.parametrize(
    "encoding, note",
    [
        ("utf-8-sig", "byte order mark left out"),
        ("cp1252", "decoded as cp1252"),
        ("mac_roman", "decoded as mac_roman"),
        ("utf-16", "decoded as UTF-16"),
        ("utf-16-le", "decoded as UTF-16"),
        ("utf-16-be", "decoded as UTF-16"),
        ("utf-32", "decoded as UTF-32"),
    ],
)
def test_other_encodings_are_decoded_and_named(write, encoding, note):
    text = "The “rebels” left Velin’s café – the “rebels”, she said – on Monday…\r\nIt wasn’t “war”.\n"
    path = write("a.txt", text.encode(encoding))
    articles = read_articles(path)
    assert articles[0].text == text
    assert articles[0].notes == (note,)
    assert articles.notes == [f"{path}: {note}."]
    assert articles.problems == []


def test_single_wrong_bytes_do_not_spoil_the_rest(write):
    data = "“Rebels” – said".encode() + b" \x93bandits\x94"
    (article,) = read_articles(write("a.txt", data))
    assert article.text == "“Rebels” – said “bandits”"
    assert article.notes == ("UTF-8 but for 2 bytes, those decoded as cp1252",)


def test_utf_32_of_either_byte_order(write):
    path = write("a.txt", codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"))
    assert [(a.text, a.notes) for a in read_articles(path)] == [(TEXT, ("decoded as UTF-32",))]


@given(st.text())
def test_utf_8_is_never_changed(text):
    data = text.encode("utf-8", "replace")
    if data.startswith(codecs.BOM_UTF8) or b"\0" in data:
        return
    try:
        assert decode(data) == (data.decode("utf-8"), "")
    except NotText:
        assert sum(byte < 32 for byte in data) > len(data) / 2


@given(st.binary())
def test_any_bytes_are_text_or_refused(data):
    try:
        text, _ = decode(data)
    except NotText:
        return
    text.encode("utf-8")


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("a.txt", b"", "the file is empty; save the article as text in UTF-8."),
        ("a.txt", b" \n\n ", "the file is empty; save the article as text in UTF-8."),
        ("a.txt", b"%PDF-1.7 \n", "this is a PDF; save the article as text in UTF-8."),
        ("a.txt", bytes(range(256)) * 9, "this is binary data; save the article as text in UTF-8."),
        ("a.txt", b"\x02\x03\x04\x05 \x06", "this is binary data; save the article as text in UTF-8."),
        ("a.doc", b"PK\3\4", ".doc is not read; save it as .docx."),
        ("a", b"text", "this kind of file is not read; save it as .txt."),
    ],
)
def test_files_that_are_no_articles(write, name, content, message):
    path = write(name, content)
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value) == f"{path}: {message}"
    assert caught.value.problems == (f"{path}: {message}",)


# folders


def test_a_folder_is_read_by_name_without_what_goes_with_it(write, tmp_path):
    write("b.txt", TEXT)
    write("a.TXT", "A strike at the mill\n\nThe weavers walked out.\n")
    write("README.md", "About these")
    write(".hidden.txt", TEXT)
    write("picture.png", b"\x89PNG")
    articles = read_articles(tmp_path)
    assert [article.id for article in articles] == ["a", "b"]
    assert (articles.problems, articles.notes) == ([], unknown("a", "b"))


def test_what_cannot_be_read_is_named_and_the_rest_is_done(write, tmp_path):
    write("good.txt", TEXT)
    empty, word, broken = write("empty.txt", ""), write("word.doc", b"PK\3\4"), write("broken.jsonl", "{\n")
    articles = read_articles(tmp_path, tmp_path / "missing")
    assert [article.id for article in articles] == ["good"]
    named = [problem.split(": ")[0] for problem in articles.problems]
    assert named == [str(tmp_path / "missing"), str(word), f"{broken}:1", str(empty)]


def test_a_file_named_twice_is_read_once(write, tmp_path):
    path = write("a.txt", TEXT)
    articles = read_articles(path, tmp_path, path)
    assert len(articles) == 1
    assert articles.problems == []


@pytest.mark.parametrize(
    "inside, hint",
    [(False, "; put articles into it, or name another folder"), (True, "; name the folders inside it one by one")],
)
def test_an_empty_folder(tmp_path, inside, hint):
    if inside:
        (tmp_path / "more").mkdir()
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path)
    assert str(caught.value) == f"{tmp_path}: the folder holds no {FORMS} file{hint}."
    assert caught.value.problems == ()


def test_a_missing_path(tmp_path):
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path / "nowhere")
    assert str(caught.value) == f"{tmp_path / 'nowhere'}: there is no such file or folder; check the path."
    assert caught.value.problems == ()


LONG = "a" * 300


def refused(monkeypatch, method, name):
    """Lets `Path.method` fail for `name`, which no permission does for a superuser."""
    plain = getattr(Path, method)

    def refuse(path, *arguments, **options):
        if path.name == name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return plain(path, *arguments, **options)

    monkeypatch.setattr(Path, method, refuse)


@pytest.mark.parametrize("method", ["stat", "iterdir", "read_bytes"])
def test_a_path_that_cannot_be_reached_does_not_cost_the_others(write, tmp_path, monkeypatch, method):
    good, closed = write("good.txt", TEXT), tmp_path / "closed"
    if method == "read_bytes":
        closed.write_text(TEXT)
        closed = closed.rename(tmp_path / "closed.txt")
    else:
        closed.mkdir()
    refused(monkeypatch, method, closed.name)
    articles = read_articles(closed, good)
    assert [article.id for article in articles] == ["good"]
    assert articles.problems == [f"{closed}: it cannot be read (permission denied); check its permissions."]


def test_metadata_that_cannot_be_reached_do_not_cost_the_articles(write, tmp_path, monkeypatch):
    write("good.txt", TEXT)
    path = write("articles.csv", "file,source\ngood.txt,Gazette\n")
    refused(monkeypatch, "stat", "articles.csv")
    articles = read_articles(tmp_path)
    assert [article.source for article in articles] == ["good"]
    assert articles.problems == [f"{path}: it cannot be read (permission denied); check its permissions."]


@pytest.mark.parametrize("name, reason", [(LONG, "this is longer than a path can be; check the path"), ("a\0b", None)])
def test_a_path_that_no_file_can_have(write, tmp_path, name, reason):
    articles = read_articles(tmp_path / name, write("good.txt", TEXT))
    assert [article.id for article in articles] == ["good"]
    reason = reason or "there is no such file or folder; check the path"
    assert articles.problems == [f"{tmp_path / name}: {reason}.".replace("\0", r"\x00")]


@pytest.mark.parametrize("inside", [True, False])
def test_links_that_lead_nowhere_are_named(write, tmp_path, inside):
    good = write("good.txt", TEXT)
    gone, loop = tmp_path / "gone.txt", tmp_path / "loop.txt"
    gone.symlink_to("nothing.txt")
    loop.symlink_to("loop.txt")
    articles = read_articles(tmp_path) if inside else read_articles(gone, loop, good)
    assert [article.id for article in articles] == ["good"]
    assert articles.problems == [
        f"{gone}: this link leads to no file; correct or delete it.",
        f"{loop}: this link leads round in a circle; correct or delete it.",
    ]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names there are always text")
@pytest.mark.parametrize("inside", [True, False])
def test_a_file_name_that_is_no_text_is_named_with_its_bytes(write, tmp_path, inside):
    good, picture = write("good.txt", TEXT), tmp_path / os.fsdecode(b"bad\xff.png")
    bad = tmp_path / os.fsdecode(b"bad\xff.txt")
    for path in (bad, picture):
        path.write_text(TEXT, encoding="utf-8")
    articles = read_articles(tmp_path) if inside else read_articles(bad, good)
    assert [article.id for article in articles] == ["good"]
    assert articles.problems == [f"{tmp_path}/bad\\xff.txt: its name is not text in UTF-8; give the file another name."]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="file names there are always text")
def test_a_folder_name_that_is_no_text_costs_no_article(tmp_path):
    folder = tmp_path / os.fsdecode(b"bad\xff")
    folder.mkdir()
    (folder / "a.txt").write_bytes("The “rebels” left.".encode("cp1252"))
    (folder / "b.txt").write_bytes(b"")
    articles = read_articles(folder)
    assert [article.id for article in articles] == ["a"]
    assert articles.notes == [f"{tmp_path}/bad\\xff/a.txt: decoded as cp1252."]
    assert articles.problems == [f"{tmp_path}/bad\\xff/b.txt: the file is empty; save the article as text in UTF-8."]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe has a name here")
def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError) as caught:
        read_articles(tmp_path / "a.txt")
    assert str(caught.value) == (
        f"{tmp_path}/a.txt: this is a pipe or a device and no file; save what comes out of it as a file, and name that."
    )


def test_an_empty_folder_is_named_after_a_broken_file(write, tmp_path):
    path = write("a.txt", "")
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError) as caught:
        read_articles(path, tmp_path / "none")
    assert len(str(caught.value).split("\n")) == 2


# metadata beside the files


def test_metadata_come_from_articles_csv_in_its_order(write, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, TEXT)
    write("articles.csv", "File;Source;date;credit\nc.txt;Gazette;2019-05-06;Jane Roe\na.txt;;;\n")
    articles = read_articles(tmp_path)
    assert [(a.id, a.source, a.date, a.credit) for a in articles] == [
        ("c", "Gazette", "2019-05-06", "Jane Roe"),
        ("a", "a", None, None),
        ("b", "b", None, None),
    ]
    (alone,) = read_articles(tmp_path / "c.txt")
    assert alone.source == "Gazette"


def test_a_headline_from_the_metadata_is_looked_for_in_the_text(write, tmp_path):
    write("a.txt", "Velin Now\n" + TEXT)
    write("articles.csv", "file,headline\na.txt,Rebels leave Velin\n")
    (article,) = read_articles(tmp_path)
    assert article.headline == "Rebels leave Velin"
    assert [article.text[s.start : s.end] for s in article.sections if s.kind == "headline"] == [article.headline]


@pytest.mark.parametrize(
    "content, line, message",
    [
        ("file\na.txt\ngone.txt\n", 3, "the folder has no article “gone.txt”; correct or delete the row."),
        ("file\na.txt\na.txt\n", 3, "“a.txt” stands in line 2 already; correct or delete the row."),
        ("file,source\na.txt,\n,Gazette\n", 3, "no file is named; correct or delete the row."),
        ("name\na.txt\n", 1, "there is no column “file” among name; name one so."),
        (
            'file,source\na.txt,"Gaz\n',
            2,
            "a quotation mark opens a cell and none closes it; write marks inside a quoted cell twice.",
        ),
    ],
)
def test_metadata_that_are_wrong(write, tmp_path, content, line, message):
    write("a.txt", TEXT)
    path = write("articles.csv", content)
    articles = read_articles(tmp_path)
    assert [article.id for article in articles] == ["a"]
    assert articles.problems == [f"{path}:{line}: {message}"]


def test_columns_that_are_not_used_are_noted(write, tmp_path):
    write("a.txt", TEXT)
    path = write("articles.csv", "file,autor,url\na.txt,Jane,x\n")
    articles = read_articles(tmp_path)
    assert articles.problems == []
    assert articles.notes == [f"{path}: columns autor, url not used; known are file, source, date, headline, credit."]


def test_articles_csv_may_hold_the_articles_themselves(write, tmp_path):
    write("articles.csv", f'id,text\nx,"{TEXT}"\n')
    assert [article.id for article in read_articles(tmp_path)] == ["x"]
    assert [article.id for article in read_articles(tmp_path / "articles.csv")] == ["x"]


# records


def test_json_lines(write):
    record = {"id": 7, "text": TEXT, "source": "Gazette", "date": "2019", "headline": None, "credit": "Wire"}
    path = write("many.jsonl", as_json(record) + "\n" + as_json({"text": TEXT}))
    first, second = read_articles(path)
    assert (first.id, first.source, first.date, first.credit) == ("7", "Gazette", "2019", "Wire")
    assert first.headline == "Rebels leave Velin"
    assert (second.id, second.source, second.text) == ("many-3", "many-3", TEXT)


def test_csv_rows_keep_their_text_as_it_stands(write):
    text = 'Rebels leave\r\n\r\nShe said "no", twice;\nand left.\n'
    path = write("many.csv", 'id,text\r\na,"' + text.replace('"', '""') + '"\r\n')
    (article,) = read_articles(path)
    assert article.text == text


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', '"sep=;",,'])
def test_a_first_line_that_names_the_separator(write, tmp_path, first):
    write("articles.csv", f"{first}\r\nfile;source\r\nmany.csv;Gazette, The\r\n")
    path = write("many.csv", f'{first}\r\nid;text\r\n007;Rebels, too, leave\r\ny;""\r\n')
    articles = read_articles(tmp_path)
    assert [(a.id, a.text, a.source) for a in articles] == [("007", "Rebels, too, leave", "Gazette, The")]
    assert articles.problems == [f"{path}:4: this record has no “text”; add it or delete the record."]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_the_separator_is_that_of_the_first_line(write, end):
    path = write("many.csv", f"id;text{end}x;Rebels, too, left, and fled{end}")
    assert [(a.id, a.text) for a in read_articles(path)] == [("x", "Rebels, too, left, and fled")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_with_any_usual_separator(write, separator):
    path = write("many.csv", f"id{separator}text\nx{separator}Rebels leave\n")
    assert [(a.id, a.text) for a in read_articles(path)] == [("x", "Rebels leave")]


def test_metadata_of_a_file_of_records_hold_for_each_record_without_its_own(write, tmp_path):
    write("many.jsonl", as_json({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT, "source": "Wire"}))
    write("articles.csv", "file,source,date\nmany.jsonl,Gazette,2019\n")
    assert [(a.source, a.date) for a in read_articles(tmp_path)] == [("Gazette", "2019"), ("Wire", "2019")]


@pytest.mark.parametrize(
    "line, message",
    [
        ("{", "this line is not JSON (Expecting property name enclosed in double quotes at character 2)"),
        ("[1]x", "this line is not JSON (Extra data at character 4); correct or delete it."),
        ("7", 'this line is no JSON object; write one record a line, as {"text": …}.'),
        ("[" * 100_000, "this line nests too deep or holds too large a number; correct or delete it."),
        ("{}", "this record has no “text”; add it or delete the record."),
        ('{"text": "  "}', "this record has no “text”; add it or delete the record."),
        ('{"text": 7}', "this record has no “text”; add it or delete the record."),
        ('{"text": "a \\ud800"}', "the text holds half a character (a lone surrogate); correct it."),
        ('{"text": "a", "id": "\\ud800"}', "the id holds half a character (a lone surrogate); correct it."),
        ('{"text": "a", "source": "\\ud800"}', "the source holds half a character (a lone surrogate); correct it."),
    ],
)
def test_lines_that_are_no_record(write, line, message):
    path = write("many.jsonl", as_json({"id": "a", "text": TEXT}) + line + "\n" + as_json({"id": "b", "text": TEXT}))
    articles = read_articles(path)
    assert [article.id for article in articles] == ["a", "b"]
    assert len(articles.problems) == 1
    assert articles.problems[0].startswith(f"{path}:2: {message}")


@pytest.mark.parametrize(
    "rows, message",
    [
        ("a,Rebels leave,more\n", "the row has 3 cells and the first line 2; put quotation marks round"),
        ("a\n", "this record has no “text”; add it or delete the record."),
        ('a,"Rebels" leave\n', "',' expected after '\"'; write marks inside a quoted cell twice."),
    ],
)
def test_rows_that_are_no_record(write, rows, message):
    path = write("many.csv", "id,text\nx,Rebels leave\n" + rows + "y,Rebels leave\n")
    articles = read_articles(path)
    assert [article.id for article in articles] == ["x", "y"]
    assert len(articles.problems) == 1
    assert articles.problems[0].startswith(f"{path}:3: {message}")


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("a.csv", "id,words\n1,x\n", "there is no column “text” among id, words; name one so, or say --column"),
        ("a.csv", "id,text\n", "there is no row below the first line; add one for each article."),
        ("a.csv", "id,text\n,\n", "there is no row below the first line; add one for each article."),
        ("a.csv", ",,\n", "there are no names of columns; write them into the first line."),
        ("a.csv", "word " * 900, "this is text and no line with the names of columns; write them into the first line."),
        ("a.csv", "text,Text\n1,x\n", "the first line has the column text twice; rename one of the two."),
        ("a.jsonl", '[{"text": "x"}]', "this is one JSON array; write one record a line, without brackets"),
    ],
)
def test_files_without_records(write, name, content, message):
    path = write(name, content)
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert str(caught.value).startswith(f"{path}:1: {message}")


def test_a_table_without_rows_is_named_among_good_files(write, tmp_path):
    write("good.txt", TEXT)
    path = write("none.csv", "id,text\n")
    articles = read_articles(tmp_path)
    assert [article.id for article in articles] == ["good"]
    assert articles.problems == [f"{path}:1: there is no row below the first line; add one for each article."]


def test_a_file_of_something_else_is_named_in_few_sentences(write):
    path = write("log.jsonl", "not json\n" * 500)
    with pytest.raises(InputError) as caught:
        read_articles(path)
    assert len(caught.value.problems) == 4
    assert caught.value.problems[-1] == f"{path}: 497 more lines likewise; is this a file of articles at all?"


def test_the_first_of_two_articles_with_one_id_is_kept(write, tmp_path):
    first = write("a.jsonl", as_json({"id": "x", "text": "Rebels leave"}))
    second = write("b.jsonl", as_json({"id": "y", "text": TEXT}, {"id": "x", "text": TEXT}))
    articles = read_articles(tmp_path)
    assert [(a.id, a.text) for a in articles] == [("x", "Rebels leave"), ("y", TEXT)]
    assert articles.problems == [
        f"{second}:2: the id “x” is taken by {first}:1; delete one of the two if they are the same article, else give "
        "it another id or the file another name."
    ]


def test_unknown_keys_are_noted_once(write):
    path = write("a.jsonl", as_json({"text": TEXT, "url": "x"}, {"text": "A strike.", "url": "y"}))
    assert read_articles(path).notes == [
        f"{path}: column url not used; known are text, id, source, date, headline, credit.",
        *unknown("a-1", "a-2"),
    ]


def test_a_very_long_cell_is_read_and_the_csv_module_left_as_it_was(write):
    before = csv.field_size_limit()
    text = "word " * 100_000
    (article,) = read_articles(write("a.csv", f"text\n{text}\n"))
    assert article.text == text
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("ending, separator", [(".csv", ","), (".tsv", "\t")])
@pytest.mark.parametrize("mark, line", [("", "word " * 200), ('"', "word " * 200 + "\n")], ids=["plain", "marked"])
def test_a_cell_that_is_too_long_is_said_before_it_takes_the_memory(monkeypatch, ending, separator, mark, line):
    monkeypatch.setattr(records, "LONGEST_CELL", 1_000_000)
    data = f"id|text\n1|A strike.\n2|{mark}{line * 20_000}".replace("|", separator).encode()
    tracemalloc.start()
    try:
        good, error = forms.read(ending, data, {})
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (good.text, error.line) == ("A strike.", 3)
    assert str(error).startswith("a cell has more than 1,000,000 characters, or its quotation mark no partner; correct")
    assert most < 4 * len(data)


def test_tables_read_side_by_side_leave_the_csv_module_as_it_was():
    before = csv.field_size_limit()
    rows = [read_rows("text\n" + "word " * 100_000 + "\nmore\n")[1] for _ in range(2)]
    for _ in range(2):
        assert [next(some)[0] for some in rows] and csv.field_size_limit() == before
    del rows[0], rows[0]
    assert csv.field_size_limit() == before


@given(st.text())
def test_any_text_is_records_or_errors_with_a_line(text):
    try:
        rows = [*read_lines(text), *read_rows(text)[1]]
    except RecordError as error:
        assert error.line >= 1
        return
    assert all(line >= 1 and isinstance(fields, dict | RecordError) for line, fields in rows)


# articles made in Python


@pytest.mark.parametrize("field", ["text", "id", "source", "date", "headline", "credit"])
def test_half_a_character_is_refused(field):
    fields = {"text": "terrorists said", "id": "a", field: "terrorists \ud800 said"}
    with pytest.raises(ValueError) as caught:
        Article.from_text(**fields)
    shown = "terrorists \\ud800 said" if field == "id" else "a"
    assert str(caught.value) == (
        f"Article.from_text: the {field} of “{shown}” holds half a character (a lone surrogate) at offset 11; "
        "put one other character in its place, so that every offset stays true."
    )


# what is shown


def test_articles_show_themselves_as_a_table_with_problems_and_notes():
    article = Article.from_text("Rebels <leave>\n\nShe said so, and no more.\n\nShare", id="a", source="A & B")
    articles = Articles([article], problems=["b.txt: <broken>."], notes=["“a” and “<c>” alike."])
    assert repr(articles).split("\n") == [
        "id  source  date  words  headline",
        "a   A & B         8      Rebels <leave>",
        "! b.txt: <broken>.",
        "! “a” and “<c>” alike.",
    ]
    page = articles._repr_html_()
    assert "A &amp; B" in page and "Rebels &lt;leave&gt;" in page and "b.txt: &lt;broken&gt;." in page
    assert "<p>Worth knowing:</p><ul><li>“a” and “&lt;c&gt;” alike.</li></ul>" in page
    assert "<leave>" not in page and "<broken>" not in page and "<c>" not in page


def test_ids_and_dates_stay_on_one_line():
    article = Article.from_text("Rebels leave", id="harbour-a", source="Harbour Mail", date="2031-03-11")
    cells = re.findall(r"<td style=\"([^\"]*)\">([^<]*)</td>", Articles([article])._repr_html_())
    assert [text for look, text in cells if "white-space: nowrap" in look] == ["harbour-a", "2031-03-11"]


def test_words_leave_furniture_out():
    article = Article.from_text("Rebels leave\n\nShe said so, and no more.\n\nShare this article", id="a")
    assert article.words == 8
