"""Where sentences end, and what is at least a clause."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.sections import paragraphs
from framing.sentences import is_clause, plain_letters
from framing.tokens import tokenize
from framing.voices import find_voices


def split(text):
    """The sentences of a text, with " | " between them."""
    tokens = tokenize(text)
    number = np.searchsorted([start for start, _ in paragraphs(text)], tokens.starts, "right")
    nowhere = np.zeros(len(tokens), bool)
    _, ends = find_voices(tokens, number, np.zeros(len(tokens), int), nowhere, nowhere)
    sentences, start = [], 0
    for end in tokens.ends[ends].tolist():
        sentences.append(text[start:end].strip())
        start = end
    assert not text[start:].strip()
    return " | ".join(sentences)


SENTENCES = """
The boats left. | The rebels stayed.
Where are they? | Nobody knows! | Wait.
Is it true?! | Yes.
He waited... | Nobody came.
He waited ... and left.
He waited… and left.
Mr. Okel met Dr. Sand and Mrs. Maro.
Lt. Col. Okel left at 5 p.m. on Friday. | It rained.
They spoke until 5 p.m. | The boats left at 6 a.m.
The U.S. army left. | He lives in the U.S. | The boats came.
The U.N. Security Council met.
It cost 3.5 million. | It was 20.1.2021.
No. 10 was shut, see fig. 3 and vol. 2 there.
On Jan. 3 and Sept. 4 it rained. | In Oct. it did not.
The firm Salt Ltd. was sold. | Its oars, ropes, etc. were not.
Birds, e.g. herons, i.e. grey ones, stayed.
Salt vs. Sand was heard by St. Anne's court.
He lives at www.velmar.example or a.b@c.example today.
(He left.) | She stayed.
He left (at noon). | She stayed.
He said: “Go home.” | They went.
“Go home!” | The crowd went.
“Who are the murderers?” Okel added. | Nobody spoke.
“What nonsense!” he said. | Nobody spoke.
“We saw him. | He fell,” Okel said. | Nobody spoke.
‘Who was it?’ asked the mayor. | Nobody spoke.
"Who was it?" she asked. | "Nobody."
The so-called “helpers.” | They left.
He called it “a farce.” | She left.
"Why?" | The boats had left.
Yahoo! is a firm, he said.
The boats left; the rebels stayed.
It ended in 1994. | It was over.
Gen. Korsak spoke. | J. R. Okel listened.
""".strip().split("\n")
# Known failures: what would be right.
NOT_YET = """
Gen. I. M. Korsak spoke.
See fig. 3 and pp. 4-6 there.
""".strip().split("\n")


@pytest.mark.parametrize("wanted", SENTENCES)
def test_sentences(wanted):
    assert split(wanted.replace(" | ", " ")) == wanted


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("wanted", NOT_YET)
def test_sentences_not_yet(wanted):
    assert split(wanted.replace(" | ", " ")) == wanted


def test_a_paragraph_ends_a_sentence():
    assert split("The boats left\n\nThe rebels stayed\nIt rained") == "The boats left | The rebels stayed | It rained"
    assert split("“We left\n“and we slept,” he said.") == "“We left | “and we slept,” he said."


WORDS = st.sampled_from("Okel Mr. said . ? ! ... “ ” ' \" ( ) , a 3 U.S. \n".split(" "))


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_text_is_cut_somewhere(text):
    """Sentences cover the text, none crosses a paragraph, none is empty."""
    sentences = split(text).split(" | ") if text.split() else []
    assert all(sentence and "\n" not in sentence for sentence in sentences)
    assert "".join("".join(sentences).split()) == "".join(text.split())


CLAUSES = """
We left the town.
they left the town
The rebels have left
What nonsense!
Go home.
Who was it?
the rebels are at the gate
He fell. She ran.
rebels will be found
I saw him
the gate stays shut
there’s nobody here
don’t shoot
""".strip().split("\n")
# Known failures: clauses whose verb is in no list.
NOT_SEEN = """
No, they never came back
""".strip().split("\n")
FRAGMENTS = """
rebels
bandits and thieves
a disgrace
armed and trained bandits
hiding the dead
burned everything they found
the worst day of the war
without warning
in certain regions
to the last man
shoot on sight
The Salt Road
3,000 men
free
special,
leaders of the council for their words of support.
""".strip().split("\n")


def clause(words):
    tokens = tokenize(words)
    return is_clause(plain_letters(tokens), tokens.strings)


@pytest.mark.parametrize("words", CLAUSES)
def test_clause(words):
    assert clause(words)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("words", NOT_SEEN)
def test_clause_not_yet(words):
    assert clause(words)


@pytest.mark.parametrize("words", FRAGMENTS)
def test_fragment(words):
    assert not clause(words)
