"""The command line: `framing label`, `figures`, `suggest`, `check`, `score` and `new`."""

import argparse
import os
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile

from framing import __version__
from framing.errors import FramingError
from framing.paths import put, shown
from framing.prose import listed
from framing.records import inert, write_csv, write_xlsx

DONE, SOME_NOT_READ, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
ENDINGS = {"label": (".csv", ".jsonl", ".parquet", ".xlsx"), "suggest": (".csv",), "check": (".csv",)}
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
  framing suggest articles -o my.csv        words that may be worth a codebook: edit my.csv, then use it
  framing check my.csv articles             which of its patterns match nothing, most, or the same words
  framing score gold.jsonl labels.jsonl     how often the labels are wrong, by hand-made labels
  framing new study                         a folder with notebooks and a codebook for your articles

exit status:
  0 done   1 some articles could not be read (each is named)   2 the call or the codebook is wrong"""
PATHS = """\
an article (.txt, .md, .html, .docx, .pdf, .rtf), a table with one article a row
(.csv, .tsv, .xlsx, .jsonl, .parquet; with the text and optionally id, source,
date, headline, credit), a .zip of any of these, or a folder of them; an
articles.csv in the folder adds source, date, headline and credit"""
COLUMN = """\
what a column of the tables holds, as in text=Body or source=Newspaper, where
its name does not say so; text=Title+Body joins two; may be given several times"""
CODEBOOK = """\
CSV file of your own terms, with the columns group,name,pattern,note, instead of
the shipped codebook, or a dictionary: quanteda .yml, LIWC .dic, Lexicoder .lc3,
.txt with a word a line; may be given several times, and the word "conflict"
stands for the shipped one"""
OUT = {
    "label": "file to write, ending in .csv, .jsonl, .parquet or .xlsx;\nwithout it, JSON lines on standard output",
    "figures": "folder to write the figures into (default: my-articles-figures beside my-articles,\nthe first PATH)",
    "suggest": "file to write, ending in .csv; without it, on standard output",
    "check": "file to write, ending in .csv: every pattern with its counts, instead of the report",
}
ANY_LANGUAGE = """\
keep articles that are not in English; without it they are named and left out,
because rules and codebooks are made for English"""
GOLD = """\
labels made by hand for these articles (.jsonl, .csv or .parquet): adds the
figure of how often the labels are wrong"""
GROUP = """\
the group of terms whose names are compared (default: opposition, or the most
frequent group where no term of it occurs)"""


class WrongCall(FramingError):
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
    except FramingError as error:
        for sentence in str(error).split("\n"):
            _say(sentence)
        return SOME_NOT_READ if error.problems else WRONG_CALL
    except BrokenPipeError:
        # The reader has seen enough; what Python still holds for it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        _say("interrupted; the files there are whole, those from before or all of this run.")
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
    from framing import report, studies, suite

    def work(articles, codebook):
        out = Path(given.out or studies.figures_beside(given.paths[0]))
        watch = partial(_watched, articles=articles, doing="drawing")
        suite.figures(articles, out, codebook, group=given.group, gold=given.gold, watch=watch, tell=_say)
        print(f"written: {shown(out / report.NAME)} and all the figures in it")

    return _over_articles(given, work)


def suggest(given):
    """`framing suggest`: words that the codebook has not yet, as a codebook with reasons and sentences."""
    from framing.suggestions import suggest as suggestions

    def work(articles, codebook):
        table = suggestions(articles, codebook)
        if not len(table):
            _say("no word stands out that the codebook has not; more articles may show more.")
        _write(table, given.out, "csv")

    return _over_articles(given, work)


def check(given):
    """`framing check`: what the patterns of a codebook match: a report on standard output, or a table to a file."""
    from framing import checks
    from framing.codebook import shipped

    def work(articles, codebook):
        codebook = codebook or shipped("conflict")
        if given.out:
            _write(checks.patterns(codebook, checks.matches(codebook, articles)), given.out)
            return
        sys.stdout.reconfigure(encoding="utf-8")
        print(checks.report(codebook, articles), flush=True)

    (named,) = given.codebook
    if Path(named).is_dir():
        raise WrongCall(f"{named}: this is a folder; a codebook comes first, as in framing check mine.csv my-articles.")
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
        every = "every label in it is optional, of page furniture, or of reported speech without marks"
        raise WrongCall(f"{given.gold}: {every}, so there is nothing to hold against the others.")
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
    print(f"next: {articles}open the notebooks: make lab STUDY={shown(given.folder.resolve())}")
    return DONE


def _over_articles(given, work):
    """Read what the call names, report what could not be read, do the work on the rest."""
    from framing.articles import read_articles

    _check_out(given)
    codebook = _codebook(given.codebook)
    articles = read_articles(*given.paths, columns=_columns(given.column), any_language=given.any_language)
    for sentence in (*(codebook.notes if codebook else ()), *articles.notes, *articles.problems):
        _say(sentence)
    work(articles, codebook)
    return SOME_NOT_READ if articles.problems else DONE


def _columns(named):
    """{field: column} of what is named by --column."""
    from framing.forms.fields import FIELDS

    for part in named:
        field, *rest = part.partition("=")
        if not all((field, *rest)):
            raise WrongCall(f"--column {part}: write a field and the name of its column, as in --column text=Body.")
        if field not in FIELDS:
            raise WrongCall(f"--column {part}: there is no field “{field}”; the fields are {', '.join(FIELDS)}.")
    return dict(part.split("=", 1) for part in named)


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
    if given.command == "figures":
        if given.out and given.out.exists() and not given.out.is_dir():
            raise WrongCall(f"-o {given.out}: this is a file; name a folder, which the figures are written into.")
        if given.out:
            _check_writable(given.out, next(place for place in (given.out, *given.out.parents) if place.exists()))
        return
    if given.out is None:
        _check_stdout("name a file with -o")
        return
    ending, endings = given.out.suffix.lower(), ENDINGS[given.command]
    if ending not in endings:
        raise WrongCall(f"-o {given.out}: the name must end in {listed(endings, 'or')}.")
    if not given.out.parent.is_dir():
        raise WrongCall(f"-o {given.out}: make the folder {given.out.parent} first, or correct the path.")
    if given.out.is_dir():
        raise WrongCall(f"-o {given.out}: this is a folder; name a file.")
    if ending in NEEDS and find_spec(NEEDS[ending]) is None:
        package = NEEDS[ending]
        raise WrongCall(
            f"-o {given.out}: writing {ending} needs {package}; install it with: python -m pip install {package}"
        )
    _check_writable(given.out, given.out.parent)


def _check_writable(out, folder):
    """Refuse the output `out` where nothing can be written into `folder`."""
    if not folder.is_dir():
        raise WrongCall(f"-o {out}: {folder} is a file and no folder; correct the path.")
    try:
        TemporaryFile(dir=folder).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WrongCall(f"-o {out}: nothing can be written into {folder} ({reason}); name another folder.") from None


def _check_stdout(instead):
    if sys.stdout is None:
        raise WrongCall(f"standard output is closed; {instead}.")


def _watched(steps, articles, doing):
    """`steps` with a progress bar, on a terminal and where there are many articles."""
    from tqdm import tqdm

    hidden = len(articles) < MANY or sys.stderr is None or not sys.stderr.isatty()
    return tqdm(steps, desc=doing, disable=hidden, file=sys.stderr)


def _write(labels, out, form="jsonl"):
    """Write a table beside `out`, then put it in place; to standard output in `form` without `out`."""
    lines = {"orient": "records", "lines": True, "force_ascii": False}
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        if form == "csv":
            labels.map(inert).to_csv(sys.stdout, index=False, lineterminator="\n")
        else:
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
        print(f"framing: {shown(sentence)}", file=sys.stderr)


def _parser():
    parser = _Parser(
        prog="framing",
        description=ABOUT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    reading = argparse.ArgumentParser(add_help=False)
    reading.add_argument("--column", action="append", default=[], metavar="FIELD=NAME", help=COLUMN)
    reading.add_argument("--any-language", action="store_true", help=ANY_LANGUAGE)
    for run, text, example in (
        (label, "label articles: one row for each term, voice and hedge", "my-articles -o labels.csv"),
        (figures, "draw every figure of the suite for your articles", "my-articles -o my-figures"),
        (suggest, "suggest words for a codebook of your own, from the articles", "my-articles -o mine.csv"),
        (check, "show what the patterns of a codebook match, what not, and where two compete", "mine.csv my-articles"),
    ):
        command = commands.add_parser(
            run.__name__, help=text, description=text, formatter_class=argparse.RawTextHelpFormatter, parents=[reading]
        )
        if run is check:
            about = 'your codebook; "conflict" is the shipped one'
            command.add_argument("codebook", nargs=1, metavar="CODEBOOK", help=about)
        command.add_argument("paths", nargs="+", metavar="PATH", help=PATHS)
        if run is not check:
            command.add_argument("--codebook", action="append", metavar="FILE", help=CODEBOOK)
        metavar = "FOLDER" if run is figures else "FILE"
        command.add_argument("-o", "--out", type=Path, metavar=metavar, help=OUT[run.__name__])
        if run is figures:
            command.add_argument("--gold", type=Path, metavar="FILE", help=GOLD)
            command.add_argument("--group", default="opposition", metavar="NAME", help=GROUP)
        command.set_defaults(run=run)
        command.example = f"framing {run.__name__} {example}"
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
