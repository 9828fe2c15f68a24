"""The command line: what it prints, what it writes, what it says when something is wrong."""

import csv
import errno
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing import __main__ as command_line
from framing import labels, suite
from framing.articles import read_articles
from framing.codebook import CodebookError

ROOT = Path(__file__).parents[1]
TEXT = "Rebels leave Velin\n\nThe protesters called the soldiers “murderers” on Monday, residents said.\n"
CODEBOOK = "group,name,pattern,note\nopposition,resident,resident*,\n"


@pytest.fixture
def run(capsys):
    """Runs the command line; returns (status, standard output, lines of standard error)."""

    def run(*arguments):
        status = command_line.main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err.splitlines()

    return run


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def rows(lines):
    return [json.loads(line) for line in lines.splitlines()]


def names(lines):
    return {row["name"] for row in rows(lines) if row["layer"] == "term"}


def test_labels_of_the_five_as_json_lines(run, seeds):
    status, out, err = run("label", seeds)
    assert (status, err) == (0, [])
    articles = {article.id: article for article in read_articles(seeds)}
    found = rows(out)
    assert {row["article"] for row in found} == set(articles)
    for row in found:
        assert list(row) == labels.COLUMNS
        assert row["text"] == articles[row["article"]].text[row["start"] : row["end"]]
        assert row["hedge"] is None or row["layer"] == "term"
    assert any(row["speaker"] is None for row in found)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_every_form_of_output_holds_the_same_table(run, seeds, tmp_path, form):
    out = tmp_path / f"labels.{form}"
    assert run("label", seeds, "-o", out) == (0, "", [])
    read = {
        "csv": lambda path: pd.read_csv(path, keep_default_na=False),
        "jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
        "parquet": pd.read_parquet,
        "xlsx": lambda path: pd.read_excel(path, keep_default_na=False),
    }
    found = read[form](out)
    wanted = labels.label(read_articles(seeds))
    assert list(found.columns) == labels.COLUMNS
    assert found.fillna("").astype(str).values.tolist() == wanted.fillna("").astype(str).values.tolist()
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_table_of_labels_among_the_articles_is_left_out(run, story, form):
    out = story.parent / f"labels.{form}"
    note = f"framing: {out}: left out, as this is a table of labels and no articles; keep it in another folder."
    assert run("label", story.parent, "-o", out) == (0, "", [])
    status, found, err = run("label", story.parent, "--column", "text=Body")
    assert (status, note in err, {row["article"] for row in rows(found)}) == (0, True, {"story"})
    assert run("label", out) == (2, "", [note])


def test_own_codebook_instead_of_the_shipped_one_or_beside_it(run, story, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(CODEBOOK, encoding="utf-8")
    _, out, _ = run("label", story, "--codebook", own)
    assert names(out) == {"resident"}
    _, out, _ = run("label", story, "--codebook", own, "--codebook", "conflict")
    assert names(out) > {"resident", "protester"}
    _, out, _ = run("label", story, "--codebook", "conflict")
    assert "protester" in names(out) and "resident" not in names(out)


def test_what_cannot_be_read_is_named_and_the_rest_is_done(run, story, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "many.jsonl").write_text('{"text": ""}\n{"id": "x", "text": "Protesters sang."}\n', encoding="utf-8")
    status, out, err = run("label", tmp_path, tmp_path / "nowhere")
    assert status == 1
    assert {row["article"] for row in rows(out)} == {"story", "x"}
    assert [sentence for sentence in err if " is not known" not in sentence] == [
        f"framing: {tmp_path / 'nowhere'}: there is no such file or folder; check the path.",
        f"framing: {tmp_path / 'empty.txt'}: the file is empty; save the article as text in UTF-8.",
        f"framing: {tmp_path / 'many.jsonl'}:1: this record has no “text”; add it or delete the record.",
    ]


def test_a_column_of_a_table_can_be_named(run, tmp_path):
    path = tmp_path / "many.csv"
    path.write_text("nr,outlet,words\nx,Gazette,Protesters sang.\n", encoding="utf-8")
    status, out, _ = run("label", path, "--column", "text=Words", "--column", "id=nr")
    assert status == 0
    assert {(row["article"], row["source"], row["text"]) for row in rows(out)} == {("x", "Gazette", "Protesters")}


@pytest.mark.parametrize("column", ["text", "=Words", "text=", "autor=By"])
def test_a_column_that_is_named_wrongly(run, story, column):
    status, out, err = run("label", story, "--column", column)
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"framing: --column {column}: ")


def test_a_column_that_is_named_where_there_is_no_table(run, story):
    note = "framing: --column text=Body changes nothing, as no file here is a table."
    status, _, err = run("label", story, "--column", "text=Body")
    assert (status, err) == (0, [note])
    (story.parent / "many.tsv").write_text("id\tBody\nx\tProtesters sang.\n", encoding="utf-8")
    assert note not in run("label", story.parent, "--column", "text=Body")[2]


def test_a_note_is_said_and_changes_no_status(run, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("The “rebels” left on Monday.".encode("cp1252"))
    status, _, err = run("label", path)
    assert (status, err) == (0, [f"framing: {path}: decoded as cp1252."])


def test_names_that_steer_a_terminal_are_shown_and_not_obeyed(run, tmp_path):
    path = tmp_path / "many.jsonl"
    ids = ("a\x1b[2J\u202eb", "a\x1b[2J\u202eb", "c\nframing: all is well")
    path.write_text("".join(json.dumps({"id": id, "text": TEXT}) + "\n" for id in ids), encoding="utf-8")
    (tmp_path / "new\nline\x07.doc").write_bytes(b"x")
    status, _, said = run("label", tmp_path)
    assert status == 1 and all(line.isprintable() for line in said)
    assert sum(r"a\x1b[2J\u202eb" in line for line in said) > 1
    assert any(rf"{tmp_path}/new\nline\x07.doc: .doc is not read" in line for line in said)
    assert "framing: all is well" not in said


def test_an_article_in_another_language_is_left_out_unless_asked_for(run, story, tmp_path):
    text = (
        "Bei einem Brand am Hafen sind zwei Feuerwehrleute verletzt worden, wie die Polizei am Dienstagabend mitteilte."
    )
    (tmp_path / "other.txt").write_text(text + " Die Ursache ist noch nicht bekannt.", encoding="utf-8")
    status, _, err = run("label", tmp_path)
    assert (status, len(err)) == (1, 1) and "is in German" in err[0] and "--any-language" in err[0]
    status, _, err = run("label", tmp_path, "--any-language")
    assert status == 0 and not any("German" in line for line in err)


def test_figures_into_a_file_are_refused_before_any_work(run, story):
    status, out, err = run("figures", story, "-o", story)
    assert (status, out, len(err)) == (2, "", 1) and err[0].startswith(f"framing: -o {story}: this is a file; name a f")


@pytest.mark.parametrize("command", ["label", "figures", "suggest"])
def test_a_folder_that_cannot_be_written_into_is_refused_before_any_work(run, story, monkeypatch, command):
    def refuse(dir):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(command_line, "TemporaryFile", refuse)
    out = story.parent / ("new/figures" if command == "figures" else "mine.csv")
    message = f"nothing can be written into {story.parent} (read-only file system); name another folder."
    assert run(command, story, "-o", out) == (2, "", [f"framing: -o {out}: {message}"])


def test_figures_into_a_folder_in_a_file_are_refused_before_any_work(run, story):
    out = story / "a" / "figures"
    assert run("figures", story, "-o", out) == (
        2, "", [f"framing: -o {out}: {story} is a file and no folder; correct the path."]
    )  # fmt: skip


def test_nothing_that_could_be_read(run, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    out = tmp_path / "labels.csv"
    status, said, err = run("label", path, "-o", out)
    assert (status, said, len(err)) == (1, "", 1)
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["nowhere"], "nowhere: there is no such file or folder; check the path."),
        (["story.txt", "-o", "labels.xls"], "-o labels.xls: the name must end in .csv, .jsonl, .parquet or .xlsx."),
        (["story.txt", "-o", "no/l.csv"], "-o no/l.csv: make the folder no first, or correct the path."),
        (["story.txt", "-o", "f.csv"], "-o f.csv: this is a folder; name a file."),
        (["story.txt", "--codebook", "wrong.csv"], "wrong.csv:1: "),
        (["story.txt", "--codebook", "none.csv"], "none.csv: "),
    ],
)
def test_a_wrong_call(run, story, monkeypatch, arguments, message):
    monkeypatch.chdir(story.parent)
    (story.parent / "wrong.csv").write_text("a,b\n", encoding="utf-8")
    (story.parent / "f.csv").mkdir()
    status, out, err = run("label", *arguments)
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"framing: {message}")


@pytest.mark.parametrize("form, package", [("parquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_a_form_without_its_package_says_how_to_install_it(run, story, tmp_path, monkeypatch, form, package):
    monkeypatch.setattr(command_line, "find_spec", lambda name: None)
    status, _, err = run("label", story, "-o", tmp_path / f"labels.{form}")
    assert status == 2
    assert err[0].endswith(f"install it with: python -m pip install {package}")


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_failed_write_leaves_the_old_file(run, story, tmp_path, monkeypatch, form):
    out = tmp_path / f"labels.{form}"
    out.write_text("old", encoding="utf-8")

    def fill_the_disk(table, path, **options):
        if isinstance(path, Path):
            path.write_text("half", encoding="utf-8")
        else:
            path.write("half")
        raise OSError(28, "No space left on device", str(path))

    for method in ("to_csv", "to_json", "to_parquet"):
        monkeypatch.setattr(pd.DataFrame, method, fill_the_disk)
    status, _, err = run("label", story, "-o", out)
    assert (status, len(err)) == (2, 1)
    assert err == [f"framing: {out}: no space left on device; nothing more was written."]
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [out.name, story.name]


def test_csv_gives_back_cells_with_any_line_end(run, tmp_path):
    story, out = tmp_path / "story.jsonl", tmp_path / "labels.csv"
    story.write_text(json.dumps({"id": "a\rb", "source": "c\nd\r\ne", "text": TEXT}), encoding="utf-8")
    assert run("label", story, "-o", out)[0] == 0
    table = labels.label(read_articles(story)).fillna("").astype(str).values.tolist()
    assert {tuple(row[:2]) for row in table} == {("a\rb", "c\nd\r\ne")}
    with out.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == table
    assert pd.read_csv(out, keep_default_na=False).astype(str).values.tolist() == table
    assert out.read_bytes().startswith(",".join(labels.COLUMNS).encode() + b"\n")


def test_a_codebook_found_wrong_at_work_is_a_wrong_call(run, story, monkeypatch):
    def clash(*_):
        raise CodebookError("own.csv:2: the pattern “may” stands here and in hedges.csv:7; keep one.")

    monkeypatch.setattr(labels, "label", clash)
    assert run("label", story) == (
        2, "", ["framing: own.csv:2: the pattern “may” stands here and in hedges.csv:7; keep one."]
    )  # fmt: skip


@pytest.mark.parametrize("command", ["label", "figures"])
def test_a_hedge_of_ones_own_that_is_shipped_too_is_no_traceback(run, story, tmp_path, monkeypatch, command):
    own = tmp_path / "own.csv"
    own.write_text("group,name,pattern,note\nplausibility,maybe,may,\n", encoding="utf-8")
    monkeypatch.setattr(suite, "figures", lambda articles, out, codebook, **_: labels.label(articles, codebook))
    status, _, err = run(command, story, "--codebook", own)
    assert (status, len(err)) in ((0, 0), (2, 1))


def closed(code, *arguments):
    """Runs the command line in a process of its own that lacks a stream."""
    code = f"import sys; sys.{code} = None; from framing.__main__ import main; sys.exit(main())"
    call = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)


def test_a_closed_standard_output_is_one_sentence(story, tmp_path):
    done = closed("stdout", "label", story)
    assert (done.returncode, done.stderr) == (2, "framing: standard output is closed; name a file with -o.\n")
    done = closed("stdout", "label", story, "-o", tmp_path / "labels.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    for command in (["suggest"], ["check", "conflict"]):
        done = closed("stdout", *command, story)
        assert done.returncode == 2 and done.stderr.startswith("framing: standard output is closed; ")
    done = closed("stdout", "score", tmp_path / "labels.jsonl", tmp_path / "labels.jsonl")
    assert done.returncode == 2 and done.stderr.startswith("framing: standard output is closed; open it")
    assert len(done.stderr.splitlines()) == 1


def test_what_is_said_never_goes_to_standard_output(story, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = closed("stderr", "label", tmp_path)
    assert done.returncode == 1
    assert {row["article"] for row in rows(done.stdout)} == {"story"}


def test_suggest_writes_a_codebook_that_figures_and_check_take(run, root, tmp_path, monkeypatch):
    monkeypatch.setattr(suite, "FIGURES", {"naming": suite.FIGURES["naming"]})
    articles, mine = root / "tests" / "events" / "port-strike", tmp_path / "mine.csv"
    assert run("suggest", articles, "-o", mine) == (0, "", [])
    status, out, err = run("suggest", articles)
    assert (status, out, err) == (0, mine.read_text(encoding="utf-8"), [])
    assert run("figures", articles, "--codebook", mine, "-o", tmp_path / "figures")[0] == 0
    status, out, err = run("check", mine, articles)
    assert (status, err) == (0, []) and out.startswith(
        "16 patterns in 6 articles: 16 match 116 times, 0 match nothing."
    )
    status, out, _ = run("suggest", articles, "--codebook", mine, "--codebook", "conflict")
    assert status == 0 and "modernisation,modernisation" not in out


def test_nothing_to_suggest_is_said_and_the_codebook_has_its_first_line(run, tmp_path):
    story, mine = tmp_path / "story.txt", tmp_path / "mine.csv"
    story.write_text("Home\n\nThey left.\n", encoding="utf-8")
    said = ["framing: no word stands out that the codebook has not; more articles may show more."]
    assert run("suggest", story, "-o", mine) == (0, "", said)
    assert mine.read_text(encoding="utf-8").startswith("group,name,pattern,note,")
    assert run("suggest", story) == (0, mine.read_text(encoding="utf-8"), said)
    message = f"framing: {mine}: there is no pattern below the first line; add at least one row."
    assert run("check", mine, story) == (2, "", [message])


def test_check_of_the_shipped_codebook_and_of_a_dictionary(run, story, tmp_path):
    (tmp_path / "list.dic").write_text("%\n1 people\n%\nprotester*\t1\nwom?n\t1\n", encoding="utf-8")
    status, out, err = run("check", tmp_path / "list.dic", story)
    assert status == 0 and out.startswith("1 pattern in 1 article: 1 match ")
    assert err == [
        f"framing: {tmp_path / 'list.dic'}: not taken over, as brackets, “|” and “?” mean something else here: "
        "line 5 (wom?n)."
    ]
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, err = run("check", "conflict", tmp_path)
    assert status == 1 and "conflict.csv:" in out and len(err) == 1


def test_check_writes_every_pattern_with_its_counts(run, story, tmp_path):
    table = tmp_path / "patterns.csv"
    assert run("check", "conflict", story, "-o", table) == (0, "", [])
    with open(table, encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    assert {"rule", "pattern", "matches", "lost"} <= records[0].keys()
    _, out, _ = run("check", "conflict", story)
    assert out.startswith(f"{len(records)} patterns in 1 article: ") and len(out.splitlines()) < len(records) / 5


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["suggest", "nowhere"], "nowhere: there is no such file or folder; check the path."),
        (["suggest", "empty"], "empty: the folder holds no "),
        (["suggest", "story.txt", "-o", "mine.jsonl"], "-o mine.jsonl: the name must end in .csv."),
        (["check", "conflict", "nowhere"], "nowhere: there is no such file or folder; check the path."),
        (["check", "conflict", "empty"], "empty: the folder holds no "),
        (["check", "empty", "story.txt"], "empty: this is a folder; a codebook comes first, as in framing check mine"),
        (["check", "none.yml", "story.txt"], "none.yml: there is no such file or folder; check the path."),
    ],
)
def test_a_wrong_call_of_suggest_or_check(run, story, monkeypatch, arguments, message):
    monkeypatch.chdir(story.parent)
    (story.parent / "empty").mkdir()
    status, out, err = run(*arguments)
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"framing: {message}")


GOLD = {"article": "story", "start": 0, "end": 6, "text": "Rebels", "layer": "term", "group": "opposition"}


def test_score_of_labels_in_any_table(run, story, tmp_path):
    out = tmp_path / "labels.CSV"
    assert run("label", story, "-o", out)[0] == 0
    gold = tmp_path / "gold.csv"
    gold.write_text("sep=;\n" + ";".join(GOLD) + "\n" + ";".join(map(str, GOLD.values())) + "\n", encoding="utf-8")
    status, said, err = run("score", gold, out)
    assert (status, err) == (0, [])
    assert "0 disagreements" not in said and "term   found    all                 1     1" in said


@pytest.mark.parametrize("change, which, message", [
    ({"article": "b"}, "labels", "no label in it belongs to an article of {gold}; the article ids must be the same."),
    ({"optional": True}, "gold", "every label in it is optional, of page furniture, or of reported speech without "
        "marks, so there is nothing to hold against the others."),
])  # fmt: skip
def test_score_of_nothing_in_common(run, tmp_path, change, which, message):
    files = {name: tmp_path / f"{name}.jsonl" for name in ("gold", "labels")}
    rest = {"voice": "own", "speaker": None}
    files["gold"].write_text(json.dumps({**GOLD, **rest, **change}) + "\n", encoding="utf-8")
    end = {"start": 20, "end": 26} if "optional" in change else {}
    layer = {"layer": "term", "group": "other"} if "optional" in change else {}
    files["labels"].write_text(json.dumps({**GOLD, **rest, **end, **layer}) + "\n", encoding="utf-8")
    status, out, err = run("score", files["gold"], files["labels"])
    assert (status, out, err) == (2, "", [f"framing: {files[which]}: {message.format(**files)}"])


@pytest.mark.parametrize("place", ["gold", "labels"])
def test_score_of_a_file_that_cannot_be_used(run, tmp_path, place):
    files = {name: tmp_path / f"{name}.jsonl" for name in ("gold", "labels")}
    for name, file in files.items():
        file.write_text("{}" if name == place else json.dumps(GOLD), encoding="utf-8")
    status, out, err = run("score", files["gold"], files["labels"])
    assert (status, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"framing: {files[place]}: the column article is missing")


def test_an_interruption_is_one_line(run, story, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(labels, "label", stop)
    status, out, err = run("label", story)
    assert (status, out, len(err)) == (130, "", 1)


@pytest.mark.parametrize("many, terminal, shown", [(1, True, True), (1, False, False), (99, True, False)])
def test_the_progress_bar_is_for_terminals_and_many_articles(run, story, monkeypatch, many, terminal, shown):
    monkeypatch.setattr(command_line, "MANY", many)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    _, out, err = run("label", story)
    assert any("labelling" in line for line in err) == shown
    assert rows(out)


def test_figures_of_the_suite(run, story, tmp_path):
    folder = tmp_path / "figures"
    written = f"written: {folder / 'report.html'} and all the figures in it\n"
    assert run("figures", story, "-o", folder) == (0, written, [])
    found = {path.name for path in folder.iterdir()}
    for name in suite.FIGURES:
        assert {f"{name}.svg", f"{name}.pdf", f"{name}.png", f"{name}.csv"} <= found


def test_figures_into_a_file_are_a_wrong_call(run, story):
    status, _, said = run("figures", story, "-o", story)
    assert (status, said) == (
        2,
        [f"framing: -o {story}: this is a file; name a folder, which the figures are written into."],
    )


def test_figures_take_the_codebook(run, story, tmp_path, monkeypatch):
    own = tmp_path / "own.csv"
    own.write_text(CODEBOOK, encoding="utf-8")
    given = []
    monkeypatch.setattr(suite, "figures", lambda *arguments, **options: given.append(arguments))
    assert run("figures", story, "--codebook", own)[0] == 0
    ((articles, folder, codebook),) = given
    assert [article.id for article in articles] == ["story"]
    assert folder == story.parent / "story-figures", "beside the articles where no folder is named"
    assert [entry.name for entry in codebook.entries] == ["resident"]


def test_without_a_command_the_help_is_shown(run):
    status, out, err = run()
    assert (status, out) == (2, "")
    assert any(line.startswith("usage: framing") for line in err)
    assert "  framing figures articles -o figures       every figure with its numbers, and a report" in err


def test_version(run, capsys):
    with pytest.raises(SystemExit) as left:
        run("--version")
    assert left.value.code == 0
    assert capsys.readouterr().out == f"framing {framing.__version__}\n"


def test_a_reader_that_stops_early_is_no_error(seeds):
    call = [sys.executable, "-m", "framing", "label", str(seeds)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=seeds.parent) as process:
        assert json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_help_imports_nothing_heavy(root):
    code = "import sys, framing.__main__; print(sorted({'pandas', 'matplotlib', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout == "[]\n"


def test_every_public_name_of_the_package_is_there():
    for name in framing.__all__:
        assert getattr(framing, name) is not None
    with pytest.raises(AttributeError):
        framing.nothing  # noqa: B018
