"""Studies: a folder with articles, a codebook of one’s own and the notebooks; where figures go, what they compare."""

import json
import os
from importlib import resources
from pathlib import Path

from framing.articles import read_articles
from framing.errors import FramingError
from framing.folders import METADATA, METADATA_FIELDS
from framing.paths import put_text, shown
from framing.prose import plural, quoted
from framing.tables import SECTIONS

ROOT = Path(__file__).resolve().parents[1]  # the clone, where the package is installed from one
NOTEBOOKS, SEEDS = ROOT / "notebooks", ROOT / "seeds"
# What the notebooks of a study are given, beside the path of its articles.
PARAMETERS = {"figures": "../figures", "codebook": "../codebook.csv", "gold": "../gold.jsonl"}

README = """\
# A framing study

- The articles: {where}
- `codebook.csv`: the words to look for, one pattern a row (`group,name,pattern,note`). It is this study's own copy;
  edit it in a spreadsheet or a text editor.
- `notebooks/`: the suite, reading these articles and this codebook; begin with 00. The cell tagged `parameters` of
  each has its paths and the `group` of terms whose names are compared.
- `figures/`: written by the notebooks, each figure with its numbers and its sentences.
- `gold.jsonl`, if you make one: labels made by hand, which notebook 06 holds against those of the rules.

Open the notebooks with `make lab STUDY=` and the path of this folder, in the clone of the suite; or draw every figure
at once (`framing` is in the clone's `.venv/bin`):

    framing figures "{path}" --codebook codebook.csv -o figures

`framing new` run again on this folder adds what is missing and leaves every file that is there as it is.
"""
OWN = "`articles/`; the README in it says what goes there."
ELSEWHERE = "they stay where they are, in `{}`."
ARTICLES = """\
# The articles of this study

One article a file, or a table with one article a row; `framing label --help` lists the forms that are read.
`articles.csv` says what the files themselves do not: a row with the name of the `file` and any of {fields}.
A file without a row is read all the same.
"""


class StudyError(FramingError):
    """A study that cannot be set up; the message says what to do."""


def new_study(folder, articles=None):
    """Set up a study in `folder`; returns (made, left): the files that were made, and those that were there.

    `articles` is where the articles are if they stay elsewhere; without it the study has a folder for them. What
    is there is never changed. Raises StudyError, and InputError where no article of `articles` can be read.
    """
    folder = Path(os.path.expanduser(folder))
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    if not notebooks:
        raise StudyError("The notebooks are not part of this installation; install framing from a clone of it.")
    if os.path.lexists(folder) and not folder.is_dir():
        raise StudyError(f"{shown(folder)}: this is a file; name a folder, which the study will be made in.")
    if folder.resolve() == ROOT:
        raise StudyError(f"{shown(folder)}: this is the suite itself; name another folder for the study.")
    files, path, where = {}, "articles", OWN
    if articles is None:
        files["articles/README.md"] = ARTICLES.format(fields=", ".join(f"`{name}`" for name in METADATA_FIELDS))
        files[f"articles/{METADATA}"] = ",".join(("file", *METADATA_FIELDS)) + "\n"
    else:
        path = _place(folder, Path(os.path.expanduser(articles)))
        where = ELSEWHERE.format(path)
    files["README.md"] = README.format(path=path, where=where)
    files["codebook.csv"] = (resources.files("framing") / "codebooks" / "conflict.csv").read_text("utf-8")
    given = PARAMETERS | {"articles": path if os.path.isabs(path) else f"../{path}"}
    for notebook in notebooks:
        files[f"notebooks/{notebook.name}"] = _for_study(notebook.read_text("utf-8"), given)
    if articles is not None:
        _check_notebooks(folder, given["articles"])
    made, left = [], []
    for name, text in files.items():
        there = os.path.lexists(folder / name)
        (left if there else made).append(name)
        if not there:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            put_text(folder / name, text)
    return made, left


def _place(folder, articles):
    """The path of articles that can be read: from the study where they lie in it, else from the root."""
    read_articles(articles)
    folder, articles = folder.resolve(), articles.resolve()
    if folder.is_relative_to(articles):
        raise StudyError(f"{shown(folder)}: the study would lie among its articles; name another folder for it.")
    return (articles.relative_to(folder) if articles.is_relative_to(folder) else articles).as_posix()


def _for_study(text, given):
    """A notebook without outputs, its parameters set to what is given for them."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["execution_count"], cell["outputs"] = None, []
        if "parameters" in cell["metadata"].get("tags", ()):
            cell["source"] = [_set(line, given) for line in cell["source"]]
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _set(line, given):
    name = line.partition(" = ")[0]
    return f"{_parameter(name, given[name])}{line[len(line.rstrip()) :]}" if name in given else line


def _parameter(name, value):
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _check_notebooks(folder, articles):
    """Raises StudyError where a notebook of the study reads other articles."""
    line = json.dumps(_parameter("articles", articles), ensure_ascii=False)[1:-1]
    for notebook in sorted((folder / "notebooks").glob("*.ipynb")):
        if line not in notebook.read_text("utf-8"):
            raise StudyError(
                f"{shown(notebook)}: this notebook does not read {shown(articles)}; make the study in another folder, "
                "or change the path in the notebook’s parameters."
            )


def figures_beside(articles):
    """The folder for figures of articles that are in no study: NAME-figures beside them; of the suite's own, figures.

    Only the suite's own articles have theirs in `figures`, so that no others take their place.
    """
    place = Path(articles)
    if place.name in ("", ".."):
        place = place.resolve()
    if place.resolve() == SEEDS:
        return (place.parent / "figures").as_posix()
    return (place.parent / f"{place.stem if place.is_file() else place.name}-figures").as_posix()


def compared(labels, group, name=None):
    """(group, name, sentence): the group of terms whose names are compared, the name read closely, and why these.

    A group that no label has gives way to the most frequent one, and a name that the group does not have to the
    group's most frequent; both stay where there is no term at all.
    """
    terms = labels[(labels["layer"] == "term") & labels["section"].isin(SECTIONS)]
    if not len(terms):
        return group, name, "No term of the codebook occurs in these articles: there are no names to compare."
    wanted, reasons = (group, name), []
    if group not in set(terms["group"]):
        group = _most(terms["group"]).index[0]
        reasons.append(f"No term of the group “{wanted[0]}” occurs in these articles; “{group}” is the most frequent.")
    names = _most(terms.loc[terms["group"] == group, "name"])
    if name is not None and name not in names.index:
        name = names.index[0]
        reasons.append(f"“{wanted[1]}” is no name of the group here; “{name}” is the most frequent.")
    counted = f"{plural(names.sum(), 'mention')} of {plural(len(names), 'name')}"
    return group, name, " ".join([*reasons, f"Compared: the group “{group}”, {counted}."])


def taken_out(labels, group, names):
    """(names, sentence): the names that the choice “terms regrouped” takes out of a group, and why these.

    Of `names` those that occur in the group; where none does, the one that the sources say most in their own words,
    as the likeliest to be contested by nobody. A group of one name keeps it, or nothing would be left to compare.
    """
    terms = labels[(labels["layer"] == "term") & (labels["group"] == group) & labels["section"].isin(SECTIONS)]
    here = [name for name in names if name in set(terms["name"])]
    if here:
        return here, f"Taken out by “terms regrouped”: {quoted(here)}."
    own, every = _most(terms.loc[terms["voice"] == "own", "name"]), _most(terms["name"])
    if len(every) < 2:
        return [], f"“terms regrouped” takes nothing out: the group has {plural(len(every), 'name')}."
    name, most = (own.index[0], "most frequent in own words") if len(own) else (every.index[0], "most frequent")
    return [name], f"Taken out by “terms regrouped”: “{name}”, the {most}; no name of `plain` is in the group."


def _most(values):
    """How often each value occurs, the most frequent first, and of two as frequent the one that comes first."""
    return values.value_counts(sort=False).sort_values(ascending=False, kind="stable")
