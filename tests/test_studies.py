"""Studies of one's own articles: what `framing new` makes and leaves, and what every way in says when it is wrong."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import hand
import nbformat
import papermill
import pytest

import framing
from framing import __main__ as command_line
from framing import agreement, studies
from framing.articles import InputError
from framing.codebook import load_codebook
from framing.studies import compared, figures_beside, new_study, taken_out

ROOT = Path(__file__).parents[1]
STORIES = {
    "north": "Council clears camp in Orvane\n\nPolice removed migrants from the harbour on Monday. The mayor called "
    "the migrants “invaders”, and a spokesman said that illegal immigrants would be sent back.\n",
    "south": "Asylum seekers lose shelter\n\nRefugees were driven from their tents in Orvane, residents said. "
    "According to the mayor, the so-called “illegals” had been warned.\n",
}


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "my texts"
    folder.mkdir()
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def parameters(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    values = {}
    exec(cell.source, values)  # noqa: S102
    return values


def test_a_study_has_all_it_needs(tmp_path):
    made, left = new_study(tmp_path / "study")
    assert left == [] and set(made) == set(contents(tmp_path / "study"))
    assert set(made) == {
        "README.md", "codebook.csv", "articles/README.md", "articles/articles.csv",
        *(f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")),
    }  # fmt: skip
    assert len(load_codebook(tmp_path / "study" / "codebook.csv")) == len(framing.codebook.shipped("conflict"))


def test_its_notebooks_are_the_suite_without_outputs_and_with_its_paths(tmp_path):
    new_study(tmp_path)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        theirs, ours = (nbformat.read(folder / path.name, 4) for folder in (tmp_path / "notebooks", path.parent))
        nbformat.validate(theirs)
        for cell in theirs.cells:
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None
        assert [c.id for c in theirs.cells] == [c.id for c in ours.cells]
        changed = [a for a, b in zip(theirs.cells, ours.cells, strict=True) if a.source != b.source]
        assert len(changed) == 1, "the parameters and nothing else"
        shipped, wanted = parameters(ours), studies.PARAMETERS | {"articles": "../articles"}
        for name, value in parameters(theirs).items():
            assert value == (wanted if name in wanted else shipped)[name]


def test_the_empty_folder_of_a_study_says_what_to_do(tmp_path):
    new_study(tmp_path / "study")
    with pytest.raises(InputError, match="the folder holds no .*; put articles into it, or name another folder"):
        framing.read_articles(tmp_path / "study" / "articles")


def test_what_is_there_is_left_as_it_is_and_what_is_missing_made(tmp_path, capsys):
    new_study(tmp_path)
    edited = {"codebook.csv", "README.md", "notebooks/01-who-is-called-what.ipynb", "articles/articles.csv"}
    for name in edited:
        (tmp_path / name).write_text("mine", "utf-8")
    (tmp_path / "articles" / "README.md").unlink()
    before = contents(tmp_path)
    assert command_line.main(["new", str(tmp_path)]) == 0
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if line.startswith("made")] == [f"made: {tmp_path / 'articles' / 'README.md'}"]
    assert {f"left as it is: {tmp_path / name}" for name in edited} <= set(told)
    assert told[-1].startswith("next: put your articles into")


def test_a_study_of_articles_that_stay_where_they_are(tmp_path, articles):
    study = tmp_path / "study"
    made, _ = new_study(study, articles)
    assert not (study / "articles").exists() and "README.md" in made
    notebook = nbformat.read(study / "notebooks" / "01-who-is-called-what.ipynb", 4)
    assert parameters(notebook)["articles"] == articles.as_posix()
    assert new_study(study, articles)[0] == []
    inside = Path(shutil.copytree(articles, study / "texts"))
    shutil.rmtree(study / "notebooks")
    new_study(study, inside)
    notebook = nbformat.read(study / "notebooks" / "01-who-is-called-what.ipynb", 4)
    assert parameters(notebook)["articles"] == "../texts", "a study can be moved with the articles in it"


def test_a_study_is_not_led_to_other_articles(tmp_path, articles):
    new_study(tmp_path / "study")
    before = contents(tmp_path)
    with pytest.raises(studies.StudyError, match="does not read .*; make the study in another folder, or"):
        new_study(tmp_path / "study", articles)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("folder, message", [
    (ROOT, "this is the suite itself"), (ROOT / "README.md", "this is a file"), ("my texts", "among its articles"),
    ("my texts/new/study", "among its articles"),
])  # fmt: skip
def test_a_folder_that_cannot_be_a_study(tmp_path, articles, folder, message):
    before = contents(tmp_path)
    with pytest.raises(studies.StudyError, match=message):
        new_study(tmp_path / folder, articles if str(folder).startswith("my texts") else None)
    assert contents(tmp_path) == before


def test_without_the_notebooks_nothing_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(studies, "NOTEBOOKS", tmp_path / "none")
    with pytest.raises(studies.StudyError, match="not part of this installation; install framing from a clone"):
        new_study(tmp_path / "study")
    assert not (tmp_path / "study").exists()


@pytest.mark.parametrize("articles, figures", [
    ("my-articles", "my-articles-figures"), ("a/texts.d/", "a/texts.d-figures"), ("story.txt", "story-figures"),
    (ROOT / "seeds", ROOT / "figures"), (ROOT / "articles", ROOT / "articles-figures"),
])  # fmt: skip
def test_only_the_suites_own_articles_have_its_figures(tmp_path, monkeypatch, articles, figures):
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text("x", "utf-8")
    assert figures_beside(articles) == Path(figures).as_posix()


def test_figures_of_the_folder_one_stands_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert figures_beside(".") == f"{tmp_path.as_posix()}-figures"


@pytest.mark.parametrize("group, name, found, told", [
    ("opposition", "rebel", ("opposition", "rebel"), "Compared: the group “opposition”, 5 mentions of 4 names."),
    ("opposition", "mob", ("opposition", "rebel"), "“mob” is no name of the group here; “rebel” is the most frequent."),
    ("migration", None, ("opposition", None), "No term of the group “migration” occurs in these articles;"),
])  # fmt: skip
def test_what_is_compared_occurs_in_the_articles(group, name, found, told):
    *chosen, sentence = compared(hand.labels(), group, name)
    assert tuple(chosen) == found and told in sentence


@pytest.mark.parametrize("group, names, found, told", [
    ("opposition", ["protester", "mob", "rioter"], ["protester", "rioter"], "“protester” and “rioter”."),
    ("opposition", ["mob"], ["rebel"], "“rebel”, the most frequent in own words; no name of `plain` is in the group."),
    ("repression", ["mob"], [], "takes nothing out: the group has 1 name."),
    ("migration", ["mob"], [], "takes nothing out: the group has 0 names."),
])  # fmt: skip
def test_what_is_taken_out_of_a_group_occurs_in_it(group, names, found, told):
    out, sentence = taken_out(hand.labels(), group, names)
    assert out == found and sentence.startswith("“terms regrouped”" if not found else "Taken out by “terms regrouped”")
    assert told in sentence


def test_a_group_that_no_source_says_itself_loses_its_most_frequent_name():
    labels = hand.labels().assign(voice="direct")
    assert taken_out(labels, "opposition", [])[0] == ["rebel"]


def test_without_a_term_there_is_nothing_to_compare():
    assert compared(hand.labels().query("layer != 'term'"), "opposition", "rebel") == (
        "opposition", "rebel", "No term of the codebook occurs in these articles: there are no names to compare."
    )  # fmt: skip


def test_hand_labels_of_the_five_are_not_held_against_an_article_of_the_same_name():
    other = hand.article("000_b1e9acf443d1ad89", STORIES["north"] * 20, "North")
    found = agreement.hand_labels("tests/gold/seeds.gold.jsonl", [other])
    assert len(found) == 0
    assert "There are no hand labels" in agreement.described(found, agreement.compare(found, hand.labels()), [other])


# Every way in, with nothing, with a path that is not there, and with an empty folder.

WAYS = [
    ([], "no command is given; try for instance: framing figures my-articles"),
    (
        ["label"],
        "the following arguments are required: PATH; try for instance: framing label my-articles -o labels.csv",
    ),
    (["figures"], "the following arguments are required: PATH; try for instance: framing figures my-articles"),
    (["score"], "the following arguments are required: GOLD, LABELS; try for instance: framing score gold.jsonl"),
    (["new"], "the following arguments are required: FOLDER; try for instance: framing new my-study"),
    (["draw"], "invalid choice: 'draw'"),
    (["label", "wrong"], "wrong: there is no such file or folder; check the path."),
    (["figures", "wrong"], "wrong: there is no such file or folder; check the path."),
    (["score", "wrong.csv", "wrong.csv"], "wrong.csv: there is no such file"),
    (["new", "~no such user/s", "--articles", "wrong"], "wrong: there is no such file or folder; check the path."),
    (["new", "s", "--articles", "wrong"], "wrong: there is no such file or folder; check the path."),
    (["label", "empty"], "empty: the folder holds no "),
    (["figures", "empty"], "empty: the folder holds no "),
    (["new", "s", "--articles", "empty"], "; put articles into it, or name another folder."),
]


@pytest.mark.parametrize("arguments, said", WAYS, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_the_command_line_says_in_one_sentence_what_to_do(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    try:
        status = command_line.main(arguments)
    except SystemExit as left:
        status = left.code
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("framing: ")]
    assert status == 2 and len(told) == 1 and said in told[0]
    assert os.listdir(tmp_path) == ["empty"]


@pytest.mark.parametrize("paths", [(), (None,), ("",), (["a", "b"],)])
def test_reading_nothing_says_what_to_name(paths):
    with pytest.raises(InputError, match=r'name a file or folder of articles, as in read_articles\("my-articles"\)'):
        framing.read_articles(*paths)


def made(target, folder, *arguments, **environment):
    """`make target` without setting up; its JupyterLab only tells its version."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "notebooks").mkdir(exist_ok=True)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    call = ["make", "-o", ".venv/ready", target, f"BIN={Path(sys.executable).parent}", "LAB=--version", *arguments]
    return subprocess.run(
        call, cwd=folder, env=plain | {"PYTHONPATH": str(ROOT)} | environment, capture_output=True, text=True
    )


def test_make_figures_of_the_articles_named_in_the_call_only(tmp_path, articles):
    done = made("figures", tmp_path, "ARTICLES=wrong")
    assert done.returncode and done.stderr.splitlines()[0].startswith("framing: wrong: there is no such file")
    assert not (tmp_path / "figures").exists()
    done = made("figures", tmp_path, "--dry-run", f"ARTICLES={articles}")
    assert "framing figures" in done.stdout and "seeds" not in done.stdout
    done = made("figures", tmp_path, "--dry-run", ARTICLES=str(articles))
    assert "framing figures" not in done.stdout and "framing label seeds" in done.stdout


@pytest.mark.parametrize("path, said", [
    ("wrong", "wrong: there is no such file or folder; check the path."),
    ("empty", "; put articles into it, or name another folder."),
])  # fmt: skip
def test_make_lab_with_a_wrong_path_says_what_to_do(tmp_path, path, said):
    (tmp_path / "empty").mkdir()
    done = made("lab", tmp_path, f"ARTICLES={path}")
    assert done.returncode and said in done.stderr.splitlines()[0]
    assert not (tmp_path / "studies").exists()


def test_make_lab_opens_a_study_of_the_articles_named_in_the_call_only(tmp_path, articles):
    done = made("lab", tmp_path, ARTICLES=str(articles), STUDY=str(tmp_path / "chance"))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "studies").exists() and not (tmp_path / "chance").exists()
    done = made("lab", tmp_path, f"ARTICLES={articles}", STUDY=str(tmp_path / "chance"))
    assert done.returncode == 0, done.stderr
    study = tmp_path / "studies" / "my texts"
    assert (study / "codebook.csv").exists() and not (tmp_path / "chance").exists()


def test_make_lab_makes_no_study_of_a_name_that_was_mistyped(tmp_path, articles):
    done = made("lab", tmp_path, "STUDY=my stduy")
    assert done.returncode == 2 and not (tmp_path / "my stduy").exists()
    said = "STUDY=my stduy: there is no such study; correct the path, or make it with ARTICLES=path."
    assert done.stderr.splitlines()[0] == said
    assert made("lab", tmp_path, f"ARTICLES={articles}", "STUDY=my stduy").returncode == 0
    assert made("lab", tmp_path, "STUDY=my stduy").returncode == 0


# The notebooks on other articles, by papermill.


def papermilled(folder, **parameters):
    path = ROOT / "notebooks" / "01-who-is-called-what.ipynb"
    return papermill.execute_notebook(
        path, folder / "out.ipynb", parameters, kernel_name="python3", progress_bar=False, cwd=folder
    )


def errors(notebook):
    return [o for cell in notebook.cells for o in cell.get("outputs", ()) if o.output_type == "error"]


def test_papermill_draws_other_articles_into_the_folder_named_and_nowhere_else(tmp_path, articles):
    ours = contents(ROOT / "figures") | contents(ROOT / "notebooks")
    notebook = papermilled(tmp_path, articles="my texts", figures="here")
    assert errors(notebook) == []
    assert {"here", "my texts", "out.ipynb"} == set(os.listdir(tmp_path))
    assert (tmp_path / "here" / "naming.svg").exists()
    assert "migrant" in (tmp_path / "here" / "naming.csv").read_text("utf-8")
    assert contents(ROOT / "figures") | contents(ROOT / "notebooks") == ours
    assert "“migration” is the most frequent" in json.dumps(notebook, ensure_ascii=False)


def test_a_wrong_path_in_a_notebook_is_one_sentence(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError):
        papermilled(tmp_path, articles="wrong")
    (error,) = errors(nbformat.read(tmp_path / "out.ipynb", 4))
    assert error.traceback == ["InputError: wrong: there is no such file or folder; check the path."]
    assert os.listdir(tmp_path) == ["out.ipynb"]
