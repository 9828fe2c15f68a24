"""Downloads from news databases: one text with many articles, cut into them.

Four layouts are known, each by marks that an ordinary article does not have together:

    Nexis Uni          "End of Document" below each article, "Body" between its head and its text
    LexisNexis         "3 of 40 DOCUMENTS" (German: "Dokument 3 von 40") above each, "LENGTH: 355 words" in its head
    Factiva            "Document " and 25 letters and digits below each, "512 words" above its date
    Factiva, tagged    the same with the field's tag (HD, BY, PD, SN, LP, TD) at the beginning of each field

They are known from public readers of such files (the R packages LexisNexisTools, tm.plugin.lexisnexis and
tm.plugin.factiva) and from Factiva's own list of field tags. In an article's text its headline comes first, then a
blank line, then its body; what the database put round them is left out.
"""

import re

from framing.errors import NotRead
from framing.forms.factiva import END as FACTIVA_END
from framing.forms.factiva import factiva
from framing.forms.lines import is_line
from framing.forms.nexis import LEXIS_START, NEXIS_END, lexisnexis, nexis

# So many ends of documents do not stand in one article: the file is a download, known layout or not.
CERTAIN_ENDS = 3
# What every mark of a document has in it; a text without it is not looked at line by line.
MARK = re.compile(r"do[ck]ument", re.IGNORECASE)
LINE_END = re.compile(r"\r\n?|\n")
# Each layout yields (sure, article): whether the article has all marks of the layout, and a Found or NotRead.
LAYOUTS = (nexis, lexisnexis, factiva)


def split(text):
    """The articles of a download as a list of `Found`, in its order; [] where `text` is no such download.

    An article without its text, or broken off by the end of the file, is a `NotRead` in the list; its message names
    the article and the line. A download in a layout that is not known is one `NotRead`, lest it pass for one article.
    """
    if not MARK.search(text):
        return []
    lines = [" ".join(line.split()) for line in LINE_END.split(text)]
    for layout in LAYOUTS:
        articles = list(layout(lines))
        if any(sure for sure, _ in articles):
            return [article for _, article in articles]
    ends = sum(any(is_line(end, line) for end in (NEXIS_END, LEXIS_START, FACTIVA_END)) for line in lines)
    if ends >= CERTAIN_ENDS:
        return [NotRead(f"this is a download of {ends} documents in a layout that is not known; save them one by one")]
    return []
