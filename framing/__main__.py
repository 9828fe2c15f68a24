"""The command line: `framing label`, `framing figures`, `framing score` and `framing new`."""

import argparse
import os
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from framing import __version__
from framing.errors import Told
from framing.paths import put, shown
from framing.records import write_csv, write_xlsx

DONE, SOME_NOT_READ, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
FORMS = (".csv", ".jsonl", ".parquet", ".xlsx")
# A progress bar is worth its line from so many articles on.
MANY = 50
NEEDS = {".parquet": "pyarrow", ".xlsx": "openpyxl"}

ABOUT = """\
Who is called what, and in whose voice: labels naming, quotations and hedging
in news articles, and draws what the labels show."""
EXAMPLES = """\
examples:
  framing label seeds -o labels.csv         one row a label, for a spreadsheet
  framing label story.txt --codebook my.csv your own terms instead of the shipped ones
  framing figures articles -o figures       every figure with its numbers, and a report
  framing score gold.jsonl labels.jsonl     how often the labels are wrong, by hand-made labels
  framing new study                         a folder with notebooks and a codebook for your articles

exit status:
  0 done   1 some articles could not be read (each is named)   2 the call or the codebook is wrong"""
PATHS = """\
a .txt file (one article), a .jsonl or .csv file (one article a record, with
"text" and optionally id, source, date, headline, credit), or a folder of them;
an articles.csv in the folder adds source, date, headline and credit"""
CODEBOOK = """\
CSV file of your own terms, with the columns group,name,pattern,note, instead of
the shipped codebook; may be given several times, and the word "conflict" stands
for the shipped one"""
GOLD = """\
labels made by hand for these articles (.jsonl, .csv or .parquet): adds the
figure of how often the labels are wrong"""


GROUP = """\
the group of terms whose names are compared (default: opposition, or the most
frequent group where no term of it occurs)"""


class WrongCall(Told):
    """What the user asked for cannot be done; the message says what to do."""


class _Parser(argparse.ArgumentParser):
    """A parser that answers a wrong call with one sentence and a call that would work."""

    example = "framing figures my-articles -o my-figures"

    def error(self, message):
        _say(f"{message}; try for instance: {self.example}, or {self.prog} --help.")
        sys.exit(WRONG_CALL)


def main(arguments=None):
    """Run the command line; returns the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help(sys.stderr)
        _say(f"no command is given; try for instance: {parser.example}.")
        return WRONG_CALL
    try:
        return given.run(given)
    except Told as error:
        for sentence in str(error).split("\n"):
            _say(sentence)
        return SOME_NOT_READ if getattr(error, "problems", ()) else WRONG_CALL
    except BrokenPipeError:
        # The reader has seen enough; what Python still holds for it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("interrupted; files already there are unchanged.")
        return INTERRUPTED
    except OSError as error:
        what = f"{error.filename}: " if error.filename else ""
        _say(f"{what}{(error.strerror or str(error)).lower()}; nothing more was written.")
        return WRONG_CALL


def label(given):
    """`framing label`: the label table to a file or, as JSON lines, to standard output."""
    from framing import labels

    def work(articles, codebook):
        _write(labels.label(_watched(articles, articles, "labelling"), codebook), given.out)

    return _over_articles(given, work)


def figures(given):
    """`framing figures`: every figure of the suite, and a report of all, into a folder."""
    from framing import suite

    def work(articles, codebook):
        watch = partial(_watched, articles=articles, doing="drawing")
        suite.figures(articles, given.out, codebook, group=given.group, gold=given.gold, watch=watch, tell=_say)

    return _over_articles(given, work)


def score(given):
    """`framing score`: agreement with hand-made labels, on standard output."""
    from framing import agreement
    from framing.gold import read_labels

    _check_stdout("open it, for instance with > agreement.txt")
    gold, labels = read_labels(given.gold), read_labels(given.labels)
    if set(gold["article"]).isdisjoint(labels["article"]):
        raise WrongCall(
            f"{given.labels}: no label in it belongs to an article of {given.gold}; the article ids must be the same."
        )
    pairs = agreement.compare(gold, labels)
    if not len(pairs):
        raise WrongCall(f"{given.gold}: every label in it is optional, so there is nothing to hold against the others.")
    sys.stdout.reconfigure(encoding="utf-8")
    print(agreement.report(pairs), flush=True)
    return DONE


def new(given):
    """`framing new`: a study in a folder, where nothing that is there is changed."""
    from framing import studies

    made, left = studies.new_study(given.folder, given.articles)
    for told, names in (("made", made), ("left as it is", left)):
        for name in names:
            print(f"{told}: {shown(given.folder / name)}")
    articles = "" if given.articles else f"put your articles into {shown(given.folder / 'articles')}, then "
    print(f"next: {articles}open the notebooks: jupyter lab {shown(given.folder)}")
    return DONE


def _over_articles(given, work):
    """Read what the call names, report what could not be read, do the work on the rest."""
    from framing.articles import read_articles

    _check_out(given)
    codebook = _codebook(given.codebook)
    articles = read_articles(*given.paths)
    for sentence in (*articles.notes, *articles.problems):
        _say(sentence)
    work(articles, codebook)
    return SOME_NOT_READ if articles.problems else DONE


def _codebook(names):
    """The codebooks named by --codebook, combined; None without any."""
    from framing.codebook import load_codebook, shipped

    if not names:
        return None
    if "conflict" not in names or Path("conflict").exists():
        return load_codebook(*names)
    own = [name for name in names if name != "conflict"]
    return shipped("conflict") + load_codebook(*own) if own else None


def _check_out(given):
    """Refuse, before any work is done, hand labels that cannot be read and an output that could not be written."""
    if getattr(given, "gold", None) is not None:
        from framing.gold import read_labels

        read_labels(given.gold)
    if given.command != "label":
        return
    if given.out is None:
        _check_stdout("name a file with -o")
        return
    suffix = given.out.suffix.lower()
    if suffix not in FORMS:
        raise WrongCall(f"-o {given.out}: the name must end in {', '.join(FORMS[:-1])} or {FORMS[-1]}.")
    if not given.out.parent.is_dir():
        raise WrongCall(f"-o {given.out}: make the folder {given.out.parent} first, or correct the path.")
    if given.out.is_dir():
        raise WrongCall(f"-o {given.out}: this is a folder; name a file.")
    if suffix in NEEDS and find_spec(NEEDS[suffix]) is None:
        package = NEEDS[suffix]
        raise WrongCall(
            f"-o {given.out}: writing {suffix} needs {package}; install it with: python -m pip install {package}"
        )


def _check_stdout(instead):
    if sys.stdout is None:
        raise WrongCall(f"standard output is closed; {instead}.")


def _watched(steps, articles, doing):
    """`steps` with a progress bar, on a terminal and where there are many articles."""
    from tqdm import tqdm

    hidden = len(articles) < MANY or sys.stderr is None or not sys.stderr.isatty()
    return tqdm(steps, desc=doing, disable=hidden, file=sys.stderr)


def _write(labels, out):
    """Write the label table beside `out`, then put it in place; to standard output without `out`."""
    lines = {"orient": "records", "lines": True, "force_ascii": False}
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        labels.to_json(sys.stdout, **lines)
        sys.stdout.flush()
        return
    writers = {
        ".csv": partial(write_csv, labels),
        ".jsonl": partial(labels.to_json, **lines),
        ".parquet": partial(labels.to_parquet, index=False),
        ".xlsx": partial(write_xlsx, labels),
    }
    put(out, writers[out.suffix.lower()])


def _say(sentence):
    if sys.stderr is not None:
        print(f"framing: {sentence}", file=sys.stderr)


def _parser():
    parser = _Parser(
        prog="framing",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for run, text, out, default in (
        (label, "label articles: one row for each term, voice and hedge", "FILE", None),
        (figures, "draw every figure of the suite for your articles", "FOLDER", Path("figures")),
    ):
        command = commands.add_parser(
            run.__name__, help=text, description=text, formatter_class=argparse.RawTextHelpFormatter
        )
        command.add_argument("paths", nargs="+", metavar="PATH", help=PATHS)
        command.add_argument("--codebook", action="append", metavar="FILE", help=CODEBOOK)
        where = (
            "file to write, ending in .csv, .jsonl, .parquet or .xlsx;\nwithout it, JSON lines on standard output"
            if default is None
            else f"folder to write the figures into (default: {default})"
        )
        command.add_argument("-o", "--out", type=Path, default=default, metavar=out, help=where)
        if run is figures:
            command.add_argument("--gold", type=Path, metavar="FILE", help=GOLD)
            command.add_argument("--group", default="opposition", metavar="NAME", help=GROUP)
        command.set_defaults(run=run)
        command.example = f"framing {run.__name__} my-articles -o {'labels.csv' if run is label else 'my-figures'}"
    text = "hold a label table against labels made by hand: agreement with intervals, every disagreement"
    command = commands.add_parser("score", help=text, description=text)
    command.add_argument("gold", metavar="GOLD", type=Path, help="hand-made labels: .jsonl, .csv or .parquet")
    command.add_argument("labels", metavar="LABELS", type=Path, help="what `framing label -o LABELS` wrote")
    command.set_defaults(run=score)
    command.example = "framing score gold.jsonl labels.jsonl"
    text = "set up a folder for articles of your own: notebooks, a codebook to edit; what is there is left as it is"
    command = commands.add_parser("new", help=text, description=text)
    command.add_argument("folder", metavar="FOLDER", type=Path, help="the folder of the study")
    command.add_argument("--articles", metavar="PATH", help="articles that stay where they are")
    command.set_defaults(run=new)
    command.example = "framing new my-study"
    return parser


if __name__ == "__main__":
    sys.exit(main())
