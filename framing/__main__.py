"""The command line: `framing label`, `framing figures`, `framing suggest`, `framing check` and `framing score`."""

import argparse
import os
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from framing import __version__
from framing.records import neutral, write_csv

DONE, SOME_NOT_READ, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
FORMS = {"label": (".csv", ".jsonl", ".parquet"), "suggest": (".csv",)}
# A progress bar is worth its line from so many articles on.
MANY = 50
PARQUET = "writing .parquet needs pyarrow; install it with: python -m pip install pyarrow"

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
    "label": "file to write, ending in .csv, .jsonl or .parquet;\nwithout it, JSON lines on standard output",
    "figures": "folder to write the figures into (default: figures)",
    "suggest": "file to write, ending in .csv; without it, on standard output",
}
ANY_LANGUAGE = """\
keep articles that are not in English; without it they are named and left out,
because rules and codebooks are made for English"""
GOLD = """\
labels made by hand for these articles (.jsonl, .csv or .parquet): adds the
figure of how often the labels are wrong"""


class WrongCall(ValueError):
    """What the user asked for cannot be done; the message says what to do."""


def main(arguments=None):
    """Run the command line; returns the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help(sys.stderr)
        return WRONG_CALL
    try:
        return given.run(given)
    except WrongCall as error:
        _say(str(error))
        return WRONG_CALL
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
        suite.figures(articles, given.out, codebook, gold=given.gold, watch=watch)

    return _over_articles(given, work)


def suggest(given):
    """`framing suggest`: words that the codebook has not yet, as a codebook with reasons and sentences."""
    from framing.suggestions import suggest as suggestions

    def work(articles, codebook):
        table = suggestions(articles, codebook)
        if not len(table):
            _say("no word stands out that the codebook has not; nothing was written. More articles may show more.")
            return
        _write(neutral(table), given.out, "csv")

    return _over_articles(given, work)


def check(given):
    """`framing check`: what the patterns of a codebook match, on standard output."""
    from framing import checks
    from framing.codebook import shipped

    def work(articles, codebook):
        sys.stdout.reconfigure(encoding="utf-8")
        print(checks.report(codebook or shipped("conflict"), articles), flush=True)

    return _over_articles(given, work)


def score(given):
    """`framing score`: agreement with hand-made labels, on standard output."""
    from framing import agreement
    from framing.gold import GoldError, read_labels

    _check_stdout("open it, for instance with > agreement.txt")
    try:
        gold, labels = read_labels(given.gold), read_labels(given.labels)
    except GoldError as error:
        raise WrongCall(str(error)) from None
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


def _over_articles(given, work):
    """Read what the call names, report what could not be read, do the work on the rest."""
    from framing.articles import InputError, read_articles
    from framing.codebook import CodebookError

    try:
        _check_out(given)
        codebook = _codebook(given.codebook)
        articles = read_articles(*given.paths, columns=_columns(given.column), any_language=given.any_language)
        for sentence in (*(codebook.notes if codebook else ()), *articles.notes, *articles.problems):
            _say(sentence)
        work(articles, codebook)
    except InputError as error:
        for sentence in str(error).split("\n"):
            _say(sentence)
        return SOME_NOT_READ if error.problems else WRONG_CALL
    except CodebookError as error:
        raise WrongCall(str(error)) from None
    return SOME_NOT_READ if articles.problems else DONE


def _columns(named):
    """{field: column} of what is named by --column."""
    for part in named:
        if not all(part.partition("=")):
            raise WrongCall(f"--column {part}: write a field and the name of its column, as in --column text=Body.")
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
        from framing.gold import GoldError, read_labels

        try:
            read_labels(given.gold)
        except GoldError as error:
            raise WrongCall(str(error)) from None
    if given.command == "figures":
        return
    if getattr(given, "out", None) is None:
        _check_stdout("open it, for instance with > report.txt" if given.command == "check" else "name a file with -o")
        return
    suffix, forms = given.out.suffix.lower(), FORMS[given.command]
    if suffix not in forms:
        raise WrongCall(f"-o {given.out}: the name must end in {' or '.join(', '.join(forms).rsplit(', ', 1))}.")
    if not given.out.parent.is_dir():
        raise WrongCall(f"-o {given.out}: make the folder {given.out.parent} first, or correct the path.")
    if given.out.is_dir():
        raise WrongCall(f"-o {given.out}: this is a folder; name a file.")
    if suffix == ".parquet" and find_spec("pyarrow") is None:
        raise WrongCall(f"-o {given.out}: {PARQUET}")


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
            labels.to_csv(sys.stdout, index=False, lineterminator="\n")
        else:
            labels.to_json(sys.stdout, **lines)
        sys.stdout.flush()
        return
    beside = out.with_name(f".{out.name}.part")
    try:
        if out.suffix.lower() == ".csv":
            write_csv(labels, beside)
        elif out.suffix.lower() == ".jsonl":
            labels.to_json(beside, **lines)
        else:
            labels.to_parquet(beside, index=False)
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)


def _say(sentence):
    if sys.stderr is not None:
        print(f"framing: {sentence}", file=sys.stderr)


def _parser():
    parser = argparse.ArgumentParser(
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
    for run, text, out, default in (
        (label, "label articles: one row for each term, voice and hedge", "FILE", None),
        (figures, "draw every figure of the suite for your articles", "FOLDER", Path("figures")),
        (suggest, "suggest words for a codebook of your own, from the articles", "FILE", None),
        (check, "show what the patterns of a codebook match in articles, what not, and where two compete", None, None),
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
            command.add_argument("-o", "--out", type=Path, default=default, metavar=out, help=OUT[run.__name__])
        if run is figures:
            command.add_argument("--gold", type=Path, metavar="FILE", help=GOLD)
        command.set_defaults(run=run)
    text = "hold a label table against labels made by hand: agreement with intervals, every disagreement"
    command = commands.add_parser("score", help=text, description=text)
    command.add_argument("gold", metavar="GOLD", type=Path, help="hand-made labels: .jsonl, .csv or .parquet")
    command.add_argument("labels", metavar="LABELS", type=Path, help="what `framing label -o LABELS` wrote")
    command.set_defaults(run=score)
    return parser


if __name__ == "__main__":
    sys.exit(main())
