"""Whose words are whose: the quotations and the reported speech of a text, each with its kind and its speaker."""

from operator import attrgetter

import numpy as np

from framing.dialogues import find_dialogues
from framing.kinds import read_nested
from framing.quotations import pair
from framing.reading import Reading, Voice
from framing.reporting import sentences
from framing.sentences import fold_up, full_stops, is_clause, plain_letters
from framing.tokens import fold


def find_voices(tokens, paragraphs, articles, furniture, headline):
    """The voices of a text, a list of `framing.reading.Voice` in order, and which tokens end its sentences (bool).

    All four arrays hold one element a token: the numbers of its paragraph and of its article (both rising),
    whether it is page furniture and whether it stands in a headline.
    """
    stops = full_stops(tokens)
    quotations = pair(tokens, paragraphs, furniture, stops)
    dialogues = find_dialogues(tokens, paragraphs, furniture)
    if dialogues:
        quotations = sorted(quotations + dialogues, key=lambda q: (q.first, -q.last))
    folded, ends = fold_up(tokens, paragraphs, quotations, stops)
    spans = sentences(folded.classes)
    ends[folded.token[_before_tags(folded.classes, *spans)]] = False
    reading = Reading(tokens, paragraphs, articles, furniture, headline, folded)
    reading.read(*spans)
    voices = reading.voices + _nested(tokens, quotations, folded)
    voices = [voice for voice in voices if not furniture[voice.first]]
    voices.sort(key=attrgetter("last"), reverse=True)
    voices.sort(key=attrgetter("first"))
    return voices, ends


def _before_tags(classes, starts, ends):
    """The places of the ends of quotations behind which their sentence goes on with its tag."""
    letters = np.frombuffer(classes.encode("latin-1"), np.uint8)
    at = np.flatnonzero(letters == ord("!"))
    sentence, first = np.unique(np.searchsorted(starts, at, "right") - 1, return_index=True)
    at = at[first]
    at = at[at < ends[sentence] - 1]
    return at[~np.isin(letters[at + 1], list(b".\n"))]


def _nested(tokens, quotations, folded):
    """The voices of the quotations inside quotations."""
    outermost = set(folded.outermost)
    letters = plain_letters(tokens)
    voices = []
    for quotation in quotations:
        if quotation not in outermost:
            inside = slice(quotation.first, quotation.last + 1)
            words = tokens.strings[inside]
            before = [fold(word) for word in tokens.strings[max(0, quotation.before - 12) : quotation.before + 1]]
            group = read_nested(is_clause(letters[inside], words), words, before)
            rule = f"inside a quotation; {quotation.rule}"
            voices.append(Voice(quotation.first, quotation.last, group, None, rule, nested=True))
    return voices
