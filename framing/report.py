"""One HTML page with figures, captions, tables and the articles marked up; it fetches nothing and runs nothing."""

import re
from base64 import b64encode
from html import escape
from pathlib import Path

from framing import __version__
from framing.articles import Articles
from framing.highlights import highlight
from framing.notebook import show
from framing.paths import put_text
from framing.prose import listed, plural

NAME = "report.html"
ROWS = 60  # rows of a table that the page shows; the file beside the figure has all
SCALE = 1.75  # pixels on the page for a point of the figure: a third more than in print
ARTICLES = 40  # articles that the page marks up

# Nothing may be loaded but pictures that are part of the page itself, and nothing may run.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; --ink: #222; --faint: #666; --page: #fff; --line: #ddd }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e4e4; --faint: #a8a8a8; --page: #181818; --line: #444 } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); margin: 0 }
main { max-width: 60em; margin: 0 auto; padding: 1em 1.5em 4em }
h1 { line-height: 1.2 } h2 { margin: 3em 0 .6em; line-height: 1.25; font-size: 1.25em }
a { color: inherit } p.faint, figcaption { color: var(--faint); font-size: .9em }
figure { margin: 0 } figure img { max-width: 100%; background: #fff; padding: 8px; box-sizing: border-box }
details { margin: .6em 0 } summary { cursor: pointer } .wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .85em } td, th { padding: 2px 8px; vertical-align: top }
tr { border-bottom: 1px solid var(--line) }
"""


def write_report(folder, figures, articles, labels):
    """Write report.html into `folder`, where the figures have been exported; returns its path.

    `figures` maps the name of each to what was drawn (`ax.drawn`). The page holds
    all of them as SVG, their captions and tables, and the articles marked up, at
    most ARTICLES of them. It needs no other file, runs no script and loads nothing.
    """
    folder = Path(folder)
    parts = [_head(articles, labels), _contents(figures)]
    parts += [_figure(folder, name, drawn) for name, drawn in figures.items()]
    parts.append(_articles(articles, labels))
    page = _page("Who is called what, and in whose voice?", "".join(parts))
    return put_text(folder / NAME, page).as_posix()


def _page(title, body):
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def _head(articles, labels):
    """What was read, and what could not be."""
    sources = list(dict.fromkeys(article.source for article in articles))
    counts = labels["layer"].value_counts()
    found = listed(plural(int(counts.get(layer, 0)), layer) for layer in ("voice", "term", "hedge"))
    told = f"{plural(len(articles), 'article')} of {plural(len(sources), 'source')}; {found}. framing {__version__}."
    limits = (
        "The figures speak of these articles and of no others. A label is a rule’s reading of marks, words and their "
        "places; every count leads to its sentences in the files beside this page."
    )
    remarks = articles.remarks() if isinstance(articles, Articles) else ""
    return f'<p>{escape(told)}</p>\n<p class="faint">{limits}</p>\n{remarks}'


def _contents(figures):
    items = "".join(f'<li><a href="#figure-{name}">{escape(drawn.title)}</a></li>\n' for name, drawn in figures.items())
    return f'<nav><ol>\n{items}<li><a href="#articles">The articles, marked up</a></li>\n</ol></nav>\n'


def _figure(folder, name, drawn):
    svg = (folder / f"{name}.svg").read_bytes()
    points = re.search(rb'width="([\d.]+)pt"', svg)
    picture, width = b64encode(svg).decode(), round(SCALE * float(points[1]))
    image = f'<img width="{width}" alt="{escape(drawn.alt)}" src="data:image/svg+xml;base64,{picture}">'
    rest = len(drawn.table) - ROWS
    more = f"<p>{plural(rest, 'row')} more in {escape(name)}.csv.</p>" if rest > 0 else ""
    table = show(drawn.table.head(ROWS), digits=2).html
    return (
        f'<section id="figure-{name}">\n<h2>{escape(drawn.title)}</h2>\n'
        f"<figure>{image}<figcaption>{escape(drawn.caption)}</figcaption></figure>\n"
        f'<details><summary>The numbers</summary><div class="wide">{table}</div>{more}</details>\n'
        f"<details><summary>The figure in words</summary><p>{escape(drawn.alt)}</p></details>\n</section>\n"
    )


def _articles(articles, labels):
    parts = ['<section id="articles">\n<h2>The articles, marked up</h2>\n']
    by_article = dict(tuple(labels.groupby("article", sort=False)))
    for article in list(articles)[:ARTICLES]:
        named = " · ".join(filter(None, [article.source, article.headline or article.id]))
        page = highlight(article, by_article.get(article.id, labels.iloc[:0]))
        parts.append(f"<details><summary>{escape(named)}</summary>{page.html}</details>\n")
    rest = len(articles) - ARTICLES
    if rest > 0:
        parts.append(f"<p>{plural(rest, 'more article')} in the figures, not shown here.</p>\n")
    return "".join([*parts, "</section>\n"])
