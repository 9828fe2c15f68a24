"""Whose words are whose: the quotations and the reported speech of a text, each with its kind and its speaker."""

import numpy as np

from framing.dialogues import find_dialogues
from framing.kinds import read_nested
from framing.quotations import pair
from framing.reading import Reading, Voices
from framing.reporting import sentences
from framing.sentences import fold_up, full_stops, is_clause, plain_letters
from framing.tokens import fold


def find_voices(tokens, paragraphs, articles, furniture, headline):
    """The `framing.reading.Voices` of a text in order, columns of arrays, and which tokens end its sentences (bool).

    All four arrays hold one element a token: the numbers of its paragraph and of its article (both rising),
    whether it is page furniture and whether it stands in a headline.
    """
    stops = full_stops(tokens)
    quotations = pair(tokens, paragraphs, furniture, stops)
    dialogues = find_dialogues(tokens, paragraphs, articles, furniture)
    if dialogues:
        quotations = sorted(quotations + dialogues, key=lambda q: (q.first, -q.last))
    folded, ends = fold_up(tokens, paragraphs, quotations, stops)
    spans = sentences(folded.classes)
    ends[folded.token[_before_tags(folded.classes, *spans)]] = False
    reading = Reading(tokens, paragraphs, articles, furniture, headline, folded)
    reading.read(*spans)
    _add_nested(reading.voices, tokens, quotations, folded)
    first, last, *told, nested = reading.voices
    columns = [np.array(first, int), np.array(last, int), *(np.array(texts, object) for texts in told)]
    voices = Voices(*columns, np.array(nested, bool))
    order = np.lexsort((-voices.last, voices.first))
    order = order[~furniture[voices.first[order]]]
    return Voices(*(column[order] for column in voices)), ends


def _before_tags(classes, starts, ends):
    """The places of the ends of quotations behind which their sentence goes on with its tag."""
    letters = np.frombuffer(classes.encode("latin-1"), np.uint8)
    at = np.flatnonzero(letters == ord("!"))
    sentence, first = np.unique(np.searchsorted(starts, at, "right") - 1, return_index=True)
    at = at[first]
    at = at[at < ends[sentence] - 1]
    return at[~np.isin(letters[at + 1], list(b".\n"))]


def _add_nested(voices, tokens, quotations, folded):
    """Adds the quotations inside quotations to the voices."""
    outermost = set(folded.outermost)
    letters = plain_letters(tokens)
    for quotation in quotations:
        if quotation not in outermost:
            inside = slice(quotation.first, quotation.last + 1)
            words = tokens.strings[inside]
            before = [fold(word) for word in tokens.strings[max(0, quotation.before - 12) : quotation.before + 1]]
            group = read_nested(is_clause(letters[inside], words), words, before)
            rule = f"inside a quotation; {quotation.rule}"
            voices.add(quotation.first, quotation.last, group, None, rule, nested=True)
