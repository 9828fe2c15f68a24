"""Runs of `framing figures`: killed at any moment, the folder holds the old figures; run again, the new ones."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import hand
import matplotlib
import pytest
from test_forms import ROW, article_as, as_form, zipped

matplotlib.use("agg")

from framing import __main__ as command_line  # noqa: E402
from framing import exports, plots, runs, suite, tables  # noqa: E402
from framing.articles import Article, read_articles  # noqa: E402

ROOT = Path(__file__).parents[1]
FEW = ("tree", "plane", "shares")
STORY = "{name} calls for calm\n\nThe protesters called the soldiers “murderers” after the protests, {name} said.\n"
# The command line with as many figures as its first argument says.
SHORT = """
import sys
from framing import __main__, suite
suite.FIGURES = dict(list(suite.FIGURES.items())[: int(sys.argv.pop(1))])
sys.exit(__main__.main())
"""


@pytest.fixture(scope="module", autouse=True)
def few():
    """Three figures in two formats, which say as much as all of them do in more time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suite, "FIGURES", {name: suite.FIGURES[name] for name in FEW})
        patch.setattr(exports, "FORMATS", {kind: exports.FORMATS[kind] for kind in ("svg", "png")})
        yield


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """The files of an undisturbed run."""
    folder = tmp_path_factory.mktemp("new")
    suite.figures(articles("Mora"), folder)
    return files(folder)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A folder with the figures of other articles."""
    folder = tmp_path_factory.mktemp("old")
    suite.figures(articles("Ostrand", "Velin"), folder)
    return folder


@pytest.fixture
def out(old, tmp_path):
    """The same, to be written into."""
    return Path(shutil.copytree(old, tmp_path / "out"))


def articles(*names):
    return [Article.from_text(STORY.format(name=name), id=name, source=name) for name in names]


def files(folder):
    """What a user sees in a folder: its files and their bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


class Killed(BaseException):
    pass


def kill_at(monkeypatch, owner, name, count):
    """Let `owner.name` raise Killed when it is called for the `count`-th time."""
    calls, real = [], getattr(owner, name)

    def killing(*arguments, **options):
        calls.append(arguments)
        if len(calls) == count:
            raise Killed
        return real(*arguments, **options)

    monkeypatch.setattr(owner, name, killing)
    return calls


@pytest.mark.parametrize("owner, name, count", [
    (suite, "export", 1), (exports, "put_text", 4), (suite, "write_report", 1), (suite, "finish", 1)
])  # fmt: skip
def test_a_run_killed_while_drawing_leaves_the_old_figures(monkeypatch, old, new, out, owner, name, count):
    with monkeypatch.context() as patch, pytest.raises(Killed):
        kill_at(patch, owner, name, count)
        suite.figures(articles("Mora"), out)
    assert files(out) == files(old)
    suite.figures(articles("Mora"), out)
    assert files(out) == new
    assert set(os.listdir(out)) == set(new), "nothing hidden stays behind"


@pytest.mark.parametrize("count", [1, 7, 16])
def test_a_run_killed_while_files_are_put_in_place_is_brought_to_its_end(monkeypatch, new, out, count):
    with monkeypatch.context() as patch, pytest.raises(Killed):
        real = runs.finish

        def finish(*arguments):
            kill_at(patch, Path, "replace", count)
            return real(*arguments)

        patch.setattr(suite, "finish", finish)
        suite.figures(articles("Mora"), out)
    suite.figures(articles("Mora"), out)
    assert files(out) == new


@pytest.mark.parametrize("count", [1, 7, 16])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_while_files_are_put_in_place(monkeypatch, new, out, number, count):
    moved, real, handler = [], Path.replace, signal.getsignal(number)

    def replace(*paths):
        moved.append(paths)
        if len(moved) == count:
            signal.raise_signal(number)
        return real(*paths)

    def stop(*_):
        raise Killed

    monkeypatch.setattr(Path, "replace", replace)
    signal.signal(number, stop)
    try:
        with pytest.raises(Killed):
            suite.figures(articles("Mora"), out)
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, handler)
    assert files(out) == new and len(moved) >= count
    assert set(os.listdir(out)) == set(new), "nothing hidden stays behind"


def test_the_next_run_goes_on_where_the_last_one_stopped(monkeypatch, tmp_path):
    with monkeypatch.context() as patch, pytest.raises(Killed):
        kill_at(patch, suite, "export", 3)
        suite.figures(articles("Mora"), tmp_path)
    with monkeypatch.context() as patch:
        calls = kill_at(patch, suite, "export", 0)
        suite.figures(articles("Mora"), tmp_path)
    assert [name for _, name, _ in calls] == [FEW[2]]


@pytest.mark.parametrize("change", [
    {"articles": articles("Velin")}, {"group": "event"}, {"gold": ROOT / "tests/gold/seeds.gold.jsonl"}
], ids=lambda change: next(iter(change)))  # fmt: skip
def test_a_run_from_something_else_begins_anew(monkeypatch, tmp_path, change):
    with monkeypatch.context() as patch, pytest.raises(Killed):
        kill_at(patch, suite, "export", 3)
        suite.figures(articles("Mora"), tmp_path)
    calls = kill_at(monkeypatch, suite, "export", 0)
    suite.figures(**{"articles": articles("Mora"), "folder": tmp_path} | change)
    assert len(calls) >= len(FEW)


def test_figures_of_an_earlier_run_go_and_files_of_others_stay(tmp_path):
    table = tables.rates(hand.labels(), hand.articles(), by=["source", "name", "voice"])
    for name in ("agreement", "mine"):
        exports.export(plots.naming(table), name, folder=tmp_path)
    own = {"agreement.txt": "mine", "tree.xlsx": "mine", "notes.md": "[notes.md](notes.md)", "labels.csv": "a,b\n"}
    for name, text in own.items():
        (tmp_path / name).write_text(text, "utf-8")
    suite.figures(articles("Mora"), tmp_path)
    left = files(tmp_path)
    assert {name for name in left if name.startswith("agreement")} == {"agreement.txt"}
    assert {name: left[name].decode() for name in own} == own
    assert {f"mine.{kind}" for kind in exports.FORMATS} <= set(left)
    assert b"mine.png" in left["README.md"] and b"agreement.png" not in left["README.md"]


def held(folder):
    """A process that holds a folder as a run does, until it is killed."""
    hold = "import pathlib, sys\nfrom framing import runs\nwith runs.alone(pathlib.Path(sys.argv[1])): print(); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", hold, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdout.readline()
    return process


@pytest.mark.skipif(runs.fcntl is None, reason="no such locks here")
def test_a_second_run_into_one_folder_says_what_to_do_and_a_killed_one_is_in_nobodys_way(old, new, out, capsys):
    story = out.parent / "Mora.txt"
    story.write_text(STORY.format(name="Mora"), "utf-8")
    with held(out) as process:
        assert command_line.main(["figures", str(story), "-o", str(out)]) == 2
        assert capsys.readouterr().err.splitlines() == [
            f"framing: {out}: another run is writing figures into this folder; "
            "wait until it has ended, or name another folder."
        ]
        assert files(out) == files(old)
        process.kill()
    suite.figures(articles("Mora"), out)
    assert files(out) == new
    assert set(os.listdir(out)) == set(new), "nothing hidden stays behind"


@pytest.mark.parametrize("changed", ["plots/tone.py", "codebooks/hedges.csv", "furniture.toml"])
def test_what_is_made_by_other_code_is_made_from_something_else(monkeypatch, tmp_path, changed):
    ours = hand.articles(), hand.labels()
    before = runs.digest(*ours)
    monkeypatch.setattr(runs, "PACKAGE", shutil.copytree(runs.PACKAGE, tmp_path / "framing"))
    (tmp_path / "framing" / "plots" / "tone.pyc").write_bytes(b"compiled")
    assert runs.digest(*ours) == before
    with open(tmp_path / "framing" / changed, "a", encoding="utf-8") as file:
        file.write("\n")
    assert runs.digest(*ours) != before


def disturbed(folder, out, moments, figures):
    """Run `framing figures` on a folder, killed whenever so many figures are done; then to its end."""
    call = [sys.executable, "-c", SHORT, str(figures), "figures", str(folder), "-o", str(out)]
    kills = 0
    for moment in moments:
        process = subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE)
        while process.poll() is None and len(list((out / runs.UNFINISHED).glob("*.md"))) < moment:
            time.sleep(0.01)
        time.sleep(random.random() / 5)
        kills += process.poll() is None
        process.kill()
        process.communicate()
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return kills


def test_killed_again_and_again_it_ends_with_the_bytes_of_an_undisturbed_run(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(STORY.format(name="Mora"), "utf-8")
    disturbed(story, tmp_path / "calm", [], 3)
    assert disturbed(story, tmp_path / "killed", [0, 1, 3], 3) >= 2
    assert files(tmp_path / "killed") == files(tmp_path / "calm")
    assert set(os.listdir(tmp_path / "killed")) == set(files(tmp_path / "calm"))


# Twelve files: as many forms as are read, and three that cannot be.
READ = {
    "arlo.txt": STORY.format(name="Arlo").encode(),
    "bente.md": STORY.format(name="Bente").encode(),
    "corin.html": article_as(".html"),
    "dara.docx": article_as(".docx"),
    "edda.pdf": article_as(".pdf"),
    "fenn.csv": as_form(".csv", [ROW | {"id": "fenn"}]),
    "gale.xlsx": as_form(".xlsx", [ROW | {"id": "gale"}]),
    "hale.jsonl": b'{"id": "hale", "text": "The protesters sang."}\n',
    "more.zip": zipped(**{"ines.txt": STORY.format(name="Ines")}),
}
BROKEN = {
    "blank.txt": (b"", ": the file is empty;"),
    "half.jsonl": (b'{"text": "The rebels', ":1: this line is not JSON"),
    "torn.docx": (article_as(".docx")[:900], ": "),
}


def test_of_twelve_files_three_are_named_and_nine_drawn(tmp_path, capsys):
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    for name, content in (READ | {name: content for name, (content, _) in BROKEN.items()}).items():
        (folder / name).write_bytes(content)
    assert command_line.main(["figures", str(folder), "-o", str(out)]) == 1
    told = capsys.readouterr().err.splitlines()
    for name, (_, reason) in BROKEN.items():
        assert sum(line.startswith(f"framing: {folder / name}{reason}") for line in told) == 1, name
    named = [name for name in READ | BROKEN if any(f"{folder / name}" in line for line in told)]
    assert len(BROKEN) == 3 and len(READ) == 9 and set(BROKEN) <= set(named)
    ids = {article.id for article in read_articles(folder)}
    page = (out / "report.html").read_text("utf-8")
    assert len(ids) == 9 and all(id in page for id in ids)
    assert all(f"{folder / name}" in page for name in BROKEN)
