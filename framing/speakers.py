"""Who speaks: names, short names, roles and pronouns led back to one speaker an article."""

import re
from collections import Counter
from dataclasses import dataclass, field

from framing.tokens import fold

# Words that make a run of capitalised words an institution and not a person.
INSTITUTIONS = set(
    "ministry department agency committee organisation organization council party office police association union "
    "commission court army navy force forces group bank university institute centre center foundation fund news "
    "post times guardian press network government parliament senate congress house administration bureau service "
    "services authority authorities team company corporation society club federation league movement front alliance "
    "watch international nations security state".split()
)
LEADERS = {"president", "leader", "premier", "ruler", "dictator", "autocrat", "chancellor", "prime"}
FAMILY = {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "jr", "sr"}
SINGULAR = {"he", "she"}


@dataclass(slots=True)
class Cast:
    """The speakers of one article so far.

    `names` maps the last word of a person's name to the form used for her, `roles` a role word to a name and
    `said` lists (name, is a person) in the order in which they spoke.
    """

    names: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    said: list = field(default_factory=list)


ROLE_NAME = re.compile(r"(T+)((?:f[DN]N*)?)(N+)")
NAME_ROLE = re.compile(r"(N+),(?:[DP]?[wN#']{0,4})(T+)")


def cast_of(classes, start, end, words):
    """The `Cast` that the introductions of an article give: "President Ann Lee", "Ann Lee, the minister".

    The article is `classes[start:end]` of a folded text; `words(a, b)` lists the token strings behind a stretch.
    """
    cast = Cast()
    tally = Counter()
    for pattern, role, name in ((ROLE_NAME, 1, 3), (NAME_ROLE, 2, 1)):
        for match in pattern.finditer(classes, start, end):
            run = words(match.start(name), match.end(name))
            if fold(run[-1]) in INSTITUTIONS:
                continue
            cast.names.setdefault(run[-1], run[-1])
            for word in words(match.start(role), match.end(role)):
                if fold(word) not in FAMILY:
                    tally[fold(word), run[-1]] += 1
    for (role, name), _ in tally.most_common():
        cast.roles.setdefault(role, name)
    for role in LEADERS & cast.roles.keys():
        for other in ("leader", "ruler"):
            cast.roles.setdefault(other, cast.roles[role])
    return cast


def name_speaker(cast, classes, words):
    """The name of the speaker whom the noun phrase `words` (with its `classes`) stands for, or None.

    Remembers the speaker in `cast`, so that a pronoun behind it finds its way back.
    """
    name, person = _name(cast, classes, words)
    if name:
        cast.said.append((name, person))
    return name


def _name(cast, classes, words):
    if re.fullmatch("p|'?p'?", classes):
        return _meant(cast, fold(words[0]))
    head = re.match("[^fy2c]*", classes)[0]
    person = re.search("T(N+)[^N]*$", head) or re.fullmatch("[DP]?(N+)", head)
    if person:
        run = words[person.start(1) : person.end(1)]
        institution = {fold(w) for w in run} & INSTITUTIONS
        if not institution and not (len(head) < len(classes) and classes[len(head)] == "f" and "T" not in head):
            known = run[-1] in cast.names or "T" in head or len(run) in (2, 3)
            if known and (len(run) > 1 or run[-1] in cast.names):
                return cast.names.setdefault(run[-1], run[-1]), True
            return " ".join(run), len(run) < 4
    role = re.search("T[^N]*$", head)
    if role:
        for word in reversed(words[: len(head)]):
            if fold(word) in cast.roles:
                return cast.roles[fold(word)], True
    trailing = re.search("T[fN']*.*?(N+)$", classes)
    if role and trailing and words[-1] in cast.names:
        return cast.names[words[-1]], True
    start = re.match("[DPa]*", classes).end()
    text = " ".join(words[start:]).replace(" '", "’").strip()
    return (text or None), False


def _meant(cast, pronoun):
    """The earlier speaker a pronoun stands for."""
    if pronoun in ("i", "we", "you", "someone", "nobody", "everyone", "anyone", "everybody", "anybody"):
        return None, False
    for name, person in reversed(cast.said):
        if person == (pronoun in SINGULAR):
            return name, person
    return (cast.said[-1][0], cast.said[-1][1]) if cast.said else (None, False)
