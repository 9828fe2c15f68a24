"""Articles: what is read from files in any of the forms that `framing.forms` knows.

A text, page or document is one article, its stem the id. A table has one article a row,
with `text` and optionally `id, source, date, headline, credit`, by these or other usual
names. A folder is read file by file, and a `.zip` like a folder. A file `articles.csv`
beside the files adds metadata: its columns are `file` and any of `source, date, headline,
credit`, and its order is the articles' order.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from framing import folders, forms
from framing.duplicates import duplicates
from framing.errors import InputError, NotRead
from framing.forms.fields import FIELDS
from framing.languages import leave_out_foreign
from framing.paths import HALF, SURROGATE, shown
from framing.prose import capped, listed
from framing.sections import WORD, Section, find_sections, headline_of

__all__ = ["Article", "Articles", "InputError", "Section", "read_articles"]

# What is said of articles that lack something, with their ids in the place of {}; so many are named.
# Of a text file alone nothing is said: there is nothing to tell it from.
LACKING = {
    "source": "the source of {} is not known, so the id stands for it; the column source of an articles.csv names it.",
    "date": "the date of {} is not known; the column date of an articles.csv gives it.",
    "headline": "the headline of {} is no paragraph of the text, so none of its words is labelled; begin the text with "
    "it, or in a table join both columns by their names, as in --column text=Title+Text.",
}
MOST_NAMED = 5


@dataclass(frozen=True)
class Article:
    """One article. Offsets, here and everywhere, are code points of `text`, end-exclusive.

    id          unique among the articles read together: the file's stem, or the record's id
    text        exactly as read, line ends untouched
    source      the outlet as the metadata name it, else the id
    date        as the metadata give it, else None
    headline    in one line; "" where the text has none
    sections    `Section`s in order, which cover all of the text that is not blank
    credit      author or agencies as the metadata give them, else None
    notes       what the reader did to the file, as in "decoded as cp1252"
    """

    id: str
    text: str
    source: str
    date: str | None = None
    headline: str = ""
    sections: tuple[Section, ...] = ()
    credit: str | None = None
    notes: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text, *, id, source=None, date=None, headline=None, credit=None, notes=()):
        """An article from its text. Its sections are found, with the help of `headline` if it is given.

        Raises InputError for text, here or in the metadata, that holds half a character.
        """
        for name, value in (("text", text), *zip(FIELDS[1:], (id, source, date, headline, credit), strict=True)):
            half = SURROGATE.search(value or "")
            if half:
                raise InputError(
                    f"Article.from_text: the {name} of “{shown(id)}” holds {HALF} at offset {half.start()}; put one "
                    "other character in its place, so that every offset stays true."
                )
        sections = find_sections(text, headline)
        return cls(
            id=id,
            text=text,
            source=source or id,
            date=date or None,
            headline=" ".join((headline or headline_of(text, sections)).split()),
            sections=sections,
            credit=credit or None,
            notes=tuple(notes),
        )

    @property
    def words(self):
        """How many words the article has, page furniture left out."""
        return sum(
            len(WORD.findall(self.text, section.start, section.end))
            for section in self.sections
            if section.kind != "furniture"
        )

    def __repr__(self):
        return f"<Article {self.id}: {self.headline or self.text[:60].strip()!r}, {self.words} words>"


class Articles(list):
    """A list of `Article`s, shown as a table.

    problems    one sentence for each article that could not be read: where, why, what to do
    notes       one sentence for everything else that is worth knowing about the files
    """

    def __init__(self, articles=(), problems=(), notes=()):
        super().__init__(articles)
        self.problems = list(problems)
        self.notes = list(notes)

    def _rows(self):
        return [
            (article.id, article.source, article.date or "", f"{article.words:,}", article.headline) for article in self
        ]

    def __repr__(self):
        rows = [("id", "source", "date", "words", "headline"), *self._rows()]
        widths = [max(len(row[i]) for row in rows) for i in range(4)]
        lines = [
            "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
            for row in rows
        ]
        return "\n".join([*lines, *(f"! {sentence}" for sentence in (*self.problems, *self.notes))])

    def _repr_html_(self):
        names = ("id", "source", "date", "words", "headline")
        head = "".join(f'<th style="text-align: left">{name}</th>' for name in names)
        looks = {"id": "; white-space: nowrap", "date": "; white-space: nowrap"}
        body = "".join(
            "<tr>"
            + "".join(
                f'<td style="text-align: left{looks.get(name, "")}">{escape(cell)}</td>'
                for name, cell in zip(names, row, strict=True)
            )
            + "</tr>"
            for row in self._rows()
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return table + self.remarks()

    def remarks(self):
        """Problems and notes as HTML; "" where there are none."""
        heads = {"Not read:": self.problems, "Worth knowing:": self.notes}
        items = {head: "".join(f"<li>{escape(sentence)}</li>" for sentence in told) for head, told in heads.items()}
        return "".join(f"<p>{head}</p><ul>{listed}</ul>" for head, listed in items.items() if listed)


def read_articles(*paths, columns=None, any_language=False):
    """The `Articles` in files and folders. What cannot be read is named in `.problems`, the rest is done.

    `columns` says for tables which column holds what, as in `{"text": "Body"}`; "Title+Body"
    joins two. Without it the usual names are looked for. Articles in other languages than
    English are left out and named in `.problems` too, unless `any_language` is true; articles
    that share most of their text are kept and named in `.notes`. Raises InputError when no
    article at all could be read: a path is wrong, a folder holds none, or each of them is broken.
    """
    if not paths or not all(isinstance(path, str | Path) and str(path) for path in paths):
        raise InputError('read_articles: name a file or folder of articles, as in read_articles("my-articles").')
    columns = columns or {}
    for field in columns:
        if field not in FIELDS:
            raise InputError(f"columns: there is no field “{field}”; the fields are {', '.join(FIELDS)}.")
    articles, wrong, places, lacking, endings = Articles(), [], {}, {}, set()
    for where, data, given in folders.contents(paths, articles, wrong):
        endings.add(where.suffix.lower())
        for place, article, lacks in _read(where, data, given, columns, articles):
            first = places.setdefault(article.id, place)
            if first == place:
                articles.append(article)
                lacking[article.id] = lacks
            else:
                articles.problems.append(
                    f"{place}: the id “{article.id}” is taken by {first}; delete one of the two if they are the same "
                    "article, else give it another id or the file another name."
                )
    if not any_language:
        leave_out_foreign(articles, places)
    articles.problems[:] = dict.fromkeys([*wrong, *articles.problems])
    if not articles:
        raise InputError("\n".join(articles.problems or articles.notes), articles.problems[len(set(wrong)) :])
    if columns and endings.isdisjoint(forms.TABLES):
        named = ", ".join(f"{field}={column}" for field, column in columns.items())
        articles.notes.append(f"--column {named} changes nothing, as no file here is a table.")
    articles.notes += duplicates(articles)
    alone = len(articles) == 1 and places[articles[0].id].lower().endswith(".txt")
    for what, sentence in LACKING.items():
        ids = [article.id for article in articles if what in lacking[article.id]]
        if ids and not alone:
            articles.notes.append(sentence.format(listed(capped(ids, "article", MOST_NAMED))))
    return articles


def _read(where, data, given, columns, articles):
    """Yields (where, article, what it lacks) of the bytes of one file; what cannot be read goes to `articles.problems`.

    `given` are the metadata of the file. They go before what the file says of itself,
    but in a file of many articles each one's own go before them.
    """
    read, broken, notes = 0, [], {}
    try:
        for item in forms.read(where.suffix.lower(), data, columns):
            if isinstance(item, str):
                notes[item] = None
            elif isinstance(item, NotRead):
                broken.append(folders.problem(where, item))
            else:
                read += 1
                notes |= dict.fromkeys(item.notes)
                yield _article(where, item, given)
    except NotRead as error:
        broken.append(folders.problem(where, error))
    if len(broken) > MOST_NAMED and not read:
        broken[3:] = [f"{shown(where)}: {len(broken) - 3} more lines likewise; is this a file of articles at all?"]
    articles.problems += broken
    articles.notes += [f"{shown(where)}: {note}." for note in notes]


def _article(where, item, given):
    """(where, article, what it lacks) of what a reader found; what articles.csv has a row for lacks no metadata."""
    own = {name: value for name in FIELDS if (value := getattr(item, name))}
    named = {name: value for name, value in given.items() if value}
    fields = own | named if item.line is None else named | own
    id, place = where.stem, shown(where)
    if item.line is not None:
        id, place = f"{id}-{item.line}", f"{place}:{item.line}"
    article = Article.from_text(**{"id": id, **fields}, notes=item.notes)
    lacking = [] if given else [name for name in ("source", "date") if name not in fields]
    if "headline" in fields and not any(section.kind == "headline" for section in article.sections):
        lacking.append("headline")
    return place, article, lacking
