"""Languages: which articles are in another language than English, which rules and codebooks are made for.

What settles it, by measurement on 115 English articles of forty outlets and on one news story in 34 other languages:
of the words in an English article 12 % or more are of COMMON, of the others at most 3 %, so from ENOUGH on nothing
else is asked. Below that py3langid decides. From LEAST bytes on, stretches of the English articles kept a probability
of English above .12 and stretches of the others stayed below .004; UNLIKELY lies between. A list of foreign names
reaches it too, but is then given to many languages at once: LIKELY is what one of them must have, and the 34 had .6.
"""

import re
from collections import Counter
from functools import cache

WORD = re.compile(r"[^\W\d_]+")
COMMON = frozenset("the of and to that with from by which has have were been would their they said not but".split())
ENOUGH, WORDS = 0.1, 20  # share of common words that makes a text English, in a text of at least so many
LEAST = 120  # bytes of UTF-8 from which a text can be told to be in another language: twenty words of English
UNLIKELY, LIKELY = 0.01, 0.5
SAMPLE = 10_000  # characters of an article that are looked at
NO_LANGUAGE = "zxx"
FORCE = "it is read all the same with --any-language, in Python with any_language=True"
# Names of the languages by their code in ISO 639; the library tells some more, which are then named by the code.
NAMES = dict(
    pair.split(":")
    for pair in """
    af:Afrikaans am:Amharic ar:Arabic ary:Arabic arz:Arabic as:Assamese az:Azerbaijani be:Belarusian bg:Bulgarian
    bn:Bengali br:Breton bs:Bosnian ca:Catalan cs:Czech cy:Welsh da:Danish de:German el:Greek eo:Esperanto es:Spanish
    et:Estonian eu:Basque fa:Persian fi:Finnish fo:Faroese fr:French fy:Frisian ga:Irish gd:Gaelic gl:Galician
    gu:Gujarati ha:Hausa he:Hebrew hi:Hindi hr:Croatian hu:Hungarian hy:Armenian id:Indonesian ig:Igbo is:Icelandic
    it:Italian ja:Japanese jv:Javanese ka:Georgian kk:Kazakh km:Khmer kn:Kannada ko:Korean ku:Kurdish ky:Kyrgyz la:Latin
    lb:Luxembourgish lo:Lao lt:Lithuanian lv:Latvian mg:Malagasy mk:Macedonian ml:Malayalam mn:Mongolian mr:Marathi
    ms:Malay mt:Maltese my:Burmese ne:Nepali nl:Dutch nn:Norwegian no:Norwegian oc:Occitan om:Oromo or:Odia pa:Punjabi
    pcm:Pidgin pl:Polish ps:Pashto pt:Portuguese ro:Romanian ru:Russian rw:Kinyarwanda si:Sinhala sk:Slovak sl:Slovene
    so:Somali sq:Albanian sr:Serbian sv:Swedish sw:Swahili ta:Tamil te:Telugu tg:Tajik th:Thai tk:Turkmen tl:Tagalog
    tr:Turkish tt:Tatar ug:Uyghur uk:Ukrainian ur:Urdu uz:Uzbek vi:Vietnamese xh:Xhosa yo:Yoruba yue:Cantonese
    zh:Chinese zu:Zulu
    """.split()
)


def leave_out_foreign(articles, places):
    """Take the articles in other languages out of `articles`, each with a sentence in their problems.

    `places` says where each id was found. Where nothing is left, one sentence stands for all. An article whose
    language cannot be told stays, with a sentence in the notes.
    """
    foreign = {}
    for article in articles:
        name, sure = other_language(_running_text(article))
        if sure:
            foreign[article.id] = name
        elif name is not None:
            maybe = f" (perhaps {name})" if name else ""
            articles.notes.append(
                f"{places[article.id]}: its language cannot be told for sure{maybe}; it is read as English."
            )
    if len(foreign) == len(articles) > 1:
        names = ", ".join(f"{name} ({n})" for name, n in Counter(foreign.values()).most_common())
        articles.problems.append(
            f"All {len(articles)} articles are in {names}, and rules and codebooks are English; {FORCE}."
        )
    else:
        articles.problems += [
            f"{places[id]}: this article is in {name}, and rules and codebooks are English; {FORCE}."
            for id, name in foreign.items()
        ]
    articles[:] = [article for article in articles if article.id not in foreign]


def _running_text(article):
    """The beginning of an article without the furniture of its page."""
    parts = (article.text[s.start : min(s.end, s.start + SAMPLE)] for s in article.sections if s.kind != "furniture")
    return "\n".join(parts)[:SAMPLE]


def other_language(text):
    """(name, sure) of the language of a text that is not English; (None, False) where it is.

    The name is "" where no language stands out. Not sure: too short, no running text, or like several languages;
    a short text like several languages passes as English.
    """
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) >= WORDS and sum(word in COMMON for word in words) >= ENOUGH * len(words):
        return None, False
    ranked = dict(_identifier().rank(text))
    code, likely = next(iter(ranked.items()))
    short = len(text.encode("utf-8", "replace")) < LEAST
    if code == "en" or short and likely < LIKELY:
        return None, False
    name = NAMES.get(code, f"the language with the code “{code}”") if likely >= LIKELY and code != NO_LANGUAGE else ""
    return name, bool(name) and ranked["en"] < UNLIKELY and not short


@cache
def _identifier():
    """The identifier of py3langid, which takes most of a second to load: only a text in doubt calls for it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
