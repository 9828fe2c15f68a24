"""Who speaks: names, short names, roles and pronouns led back to one speaker an article."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import compress

from framing.grammar import word_class
from framing.tokens import fold

# Words that make a run of capitalised words an institution and not a person.
INSTITUTIONS = set(
    "ministry department agency committee organisation organization council party office police association union "
    "commission court army navy force forces group bank university institute centre center foundation fund news "
    "press network government parliament senate congress house administration bureau service "
    "services authority authorities team company corporation society club federation league movement front alliance "
    "watch international nations security state".split()
)
# What is named by its field is no person: the minister of foreign affairs.
FIELDS = set(
    "republic affairs interior defence defense justice finance trade health education culture state states nation "
    "union council commons".split()
)
# Nouns for one person, besides the roles of `framing.grammar`: by their ending, and others.
AGENT_NOUN = re.compile("(?:er|or|ist|ian|man|lord|eer)$")
NO_AGENTS = set("letter paper newspaper order poster banner flyer charter number broadcaster ledger".split())
PEOPLE = set(
    "boy girl son wife husband uncle aunt cousin widow friend neighbour nurse student guard priest monk nun witness "
    "resident prefect detainee refugee migrant rebel source retiree mechanic cook clerk pilot medic paramedic".split()
)
OWNER = re.compile("[DP]?(N+)'[RBZLVS]")  # Lee’s reply
HEAD = re.compile("[^fy2c]*")
PERSON_HEAD = re.compile("[^fy2c(]*")
TITLED = re.compile("T(N+)[^N]*$")
FULL = re.compile("NNN?")  # Ann Lee of the harbour board
WITH_ARTICLE = re.compile("D+N+")  # the Velin Herald
PERSON = re.compile("a?[DP]?(?:[wN#']*[w'])?(N+)")
NOMINAL = re.compile("[NwT]")
APPOSED = re.compile("[DP]?[wNTRVLZ#']*[wR](N+)")  # the news agency Lanta, the monitor Skywatch
ROLE = re.compile("T[^N]*$")
OWN_ROLE = re.compile("w'[wT]*T$")  # the government's spokeswoman
INDEFINITE = frozenset(("a", "an", "another", "one"))  # a diplomat is not the diplomat named before
INITIALS = re.compile(r"\b(?:[A-Z] )+[A-Z]\b")
TIME_BEFORE = re.compile("(?:[fD]?w?Y+(?=[DNTP]))?")
DAY_BEHIND = re.compile("(?:fY+)?$")
TIMES = frozenset(("last", "next", "late", "early", "this", "on"))
TITLED_BEHIND = re.compile("[DP]?[wN]*T+f[DP]?[Nw]+(T+N+)")
MOUTHPIECE = re.compile("[DP]?[wN]*T+f[DP]?T+N+$")  # a spokesman for Governor Lee
MOUTHPIECES = set("spokesman spokeswoman spokesperson lawyer attorney aide adviser advisor".split())
WHERE = frozenset(("at", "in", "on", "during", "after", "before"))  # a police spokesman at a press conference
ROLE_OF = re.compile("T[fD]+w")
ROLE_OF_NAME = re.compile("[DP]?[wN]*T+f[DN]N+")  # the president of Nereth Ann Lee
TRAILING = re.compile("T[fDN']*N$")
PLAIN = bytes(letter == ord("w") for letter in range(256))
RECENT = 50  # how many speakers back a pronoun or a body's kind is looked for
LONGEST, MOST_WORDS = 9, 4  # of a speaker's name, and of the small words in its head
RULERS = ("autocrat", "dictator", "leader", "ruler")
OFFICES = ("chancellor", "premier", "president", "prime")
# Under which other roles a leader may have been introduced: a president is no prime minister.
LEADERS = dict.fromkeys(RULERS, RULERS + OFFICES) | dict.fromkeys(OFFICES, RULERS)
LEADERS |= {"premier": (*RULERS, "prime"), "prime": ("premier",)}
# What names of places begin with.
PLACES = set(
    "new old sri south north east west northern southern eastern western central upper lower greater great san santa "
    "saint st el los las la le costa saudi united papua burkina sierra cape port hong equatorial ivory rio abu tel "
    "addis kuala buenos".split()
)
# What sets one minister, general or president apart from another.
OFFICES_APART = set(
    "prime foreign interior defence defense finance health education justice home trade transport labour labor energy "
    "culture information agriculture vice deputy former attorney acting".split()
)
RANKS = {"vice", "deputy", "former", "acting"}
FAMILY = {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "jr", "sr"}
GENDERED = dict.fromkeys("mr sir lord spokesman congressman chairman king prince".split(), "he")
GENDERED |= dict.fromkeys("mrs ms miss lady spokeswoman congresswoman chairwoman queen".split(), "she")
SINGULAR = {"he", "she"}
PRONOUNS = {"his": "he", "her": "she", "their": "they", "its": "it", "him": "he", "them": "they", "hers": "she"}
MANY = ("s", "men", "people", "police", "children")  # how names of several end, for whom no "it" stands
OUTLET = {"i", "we", "you", "me", "us", "my", "our", "your", "let"}


@dataclass
class Cast:
    """The speakers of one article so far.

    `names` maps the last word of a person's name to the form used for her, `roles` a role word to names
    with their countries and offices, `gender` a name to he or she where a pronoun or title showed it.
    `said` lists (place, name, is a person) in the order in which they spoke, `spoken` the names before a reporting
    verb, `alone` the capitalised words that stand alone somewhere, `surnames` the last words of names of two or three
    words.
    The article's folded text is `classes`, the token string of each of its characters stands in `words`.
    """

    classes: str
    words: list
    names: dict = field(default_factory=dict)
    roles: dict = field(default_factory=dict)
    spoken: set = field(default_factory=set)
    surnames: set = field(default_factory=set)
    alone: set = field(default_factory=set)
    gender: dict = field(default_factory=dict)
    said: list = field(default_factory=list)

    @cached_property
    def plain(self):
        """The words without a capital."""
        return set(compress(self.words, self.classes.encode("latin-1").translate(PLAIN)))


# Searched for through whole articles: TT* and not T+, and N in front, because `re` skips to a first letter only.
ROLE_NAME = re.compile(r"(TT*)((?:f[DN]N*)?)(N+)")
ALONE = re.compile("N(?<![NT]N)(?![N'])")
FULL_NAME = re.compile("NN{1,2}(?!N)(?<!NNNN)")
SPOKE = re.compile("[NSBE](?:(?<=N)(?<!NN)(N*+)[amvn]*[SBEOI]|(?<!N)T*(N+)[,.])")
# The name of a person shown by her age or her kin: Lee, 24, ...; her mother, Lee, ...
NAME_AGED = re.compile(r"(NN*),#,|P[wT],(NN*),")
NAME_ROLE = re.compile(r"(NN*),(?:[DP]?[wN#']{0,4})(T+)(?=(?:f[DPNw']{1,5}){0,2}[,.\n])")


ROLE_APPOSED = re.compile(r"(TT*)(?:f[DPNw']{1,4}){0,2},T*(N{1,4})(?=[,.\n])")


def cast_of(classes, start, end, words):
    """The `Cast` that the introductions of an article give: "President Ann Lee", "Ann Lee, the minister".

    The article is `classes[start:end]` of a folded text, `words` the token string of each of its characters.
    """
    cast = Cast(classes[start:end], words[start:end])
    cast.alone = {words[m.start()] for m in ALONE.finditer(classes, start, end)}
    runs = [_parts(words[match.start() : match.end()]) for match in FULL_NAME.finditer(classes, start, end)]
    cast.surnames = {run[-1] for run in runs if run and INSTITUTIONS.isdisjoint(map(fold, run))}
    tally = Counter()
    for pattern, role, name in ((ROLE_NAME, 1, 3), (NAME_ROLE, 2, 1), (ROLE_APPOSED, 1, 2)):
        for match in pattern.finditer(classes, start, end):
            run = _parts(words[match.start(name) : match.end(name)]) or [""]
            if pattern is ROLE_NAME and match[2] and not _named_behind_place(cast, match, words):
                continue
            if fold(run[-1]) in INSTITUTIONS or fold(run[-1]) in FIELDS:
                continue
            _short(cast, run)
            near = words[max(start, match.start(role) - 3) : match.end(name) if role == 1 else match.end(role) + 3]
            place = frozenset({fold(w) for w in near if w[:1].isupper()}.difference(map(fold, run)))
            offices = frozenset(map(fold, near)) & OFFICES_APART
            for word in words[match.start(role) : match.end(role)]:
                if fold(word) in GENDERED:
                    cast.gender[run[-1]] = GENDERED[fold(word)]
                if fold(word) not in FAMILY:
                    tally[fold(word), run[-1], place, offices] += 1
    for match in NAME_AGED.finditer(classes, start, end):
        run = _parts(words[match.start(match.lastindex) : match.end(match.lastindex)])
        if run and len(run) <= 3 and INSTITUTIONS.isdisjoint(map(fold, run)):
            _short(cast, run)
    for (role, name, place, offices), _ in tally.most_common():
        cast.roles.setdefault(role, []).append((cast.names[name], place, offices))
    cast.spoken = {words[match.end(match.lastindex) - 1] for match in SPOKE.finditer(classes, start, end)}
    return cast


def _named_behind_place(cast, match, words):
    """Whether a name stands behind a role and its place: the president of Nereth Ann Lee, not the mayor of New York."""
    if fold(words[match.start(2) - 1]) in MOUTHPIECES:
        return False
    run = words[match.start(2) + 1 + (match[2][1] == "D") : match.end(3)]
    if len(run) < 2 or fold(run[0]) in PLACES:
        return False
    return len(run) > 2 or run[-1] in cast.alone


def _parts(words):
    """The parts of a name without an initial at its end (Yonas T.)."""
    words = [word for word in words if word]
    return words[:-1] if len(words) > 1 and len(words[-1]) == 1 else words


def _in_role(cast, role, places, offices):
    """Who holds a role in the article: somebody introduced with it and with no other office, of the same country where
    one is named; or None."""
    for held in (role, *LEADERS.get(role, ())):
        for name, known, held_offices in cast.roles.get(held, ()):
            same = offices - {role, held} <= held_offices and offices & RANKS == held_offices & RANKS
            if same and (not places or not known or _same_place(places, known)):
                return name
    return None


def _same_place(places, known):
    """Whether two sets of capitalised words share a country: the same four letters (Kenya, Kenyan) do."""
    return any(a[:4] == b[:4] for a in places for b in known)


def name_speaker(cast, classes, words, place, subjects):
    """The name of the speaker whom the noun phrase `words` (with its `classes`) stands for, or None.

    `place` is where it stands; `subjects(persons)` yields, nearest first, (place, name, is a
    person) of what the sentences before it are about: of persons only, or of anybody else. The speaker is
    remembered in `cast`, so that a pronoun finds the way back.
    """
    if classes in ("p", "u", "P") or words[-1].endswith("-year-old"):
        name, person = _meant(cast, "he" if len(words) > 1 else fold(words[0]), subjects)
    else:
        name, person = _name(cast, classes, words)
    if name:
        cast.said.append((place, name, person))
    return name


def person_name(cast, classes, words):
    """The name under which the person that this noun phrase names is known, or None."""
    if ROLE_OF_NAME.fullmatch(classes) and words[-1] in cast.names:
        return cast.names[words[-1]]
    person = _person(classes)
    if not person:
        return None
    start, end, titled = person
    run = _parts(words[start:end])
    if not run or all(len(word) == 1 for word in run):  # the U.N.
        return None
    if not titled and start and fold(words[start - 1]) in INSTITUTIONS:  # the news agency Lanta
        return None
    known = run[-1] in cast.names or len(run) == 1 and run[0] in cast.names.values()
    if not (known or titled or 2 <= len(run) <= 3 or run[-1] in cast.surnames):
        return None
    if not known and all(len(w) > 2 and w.isupper() for w in run) or not INSTITUTIONS.isdisjoint(map(fold, run)):
        return None
    if len(run) == 1 and run[0] in cast.names.values():
        return run[0]
    return _short(cast, run)


@lru_cache(maxsize=65_536)
def _person(classes):
    """(start, end, whether there is a title) of the name in a noun phrase that may be a person's, or None."""
    head = PERSON_HEAD.match(classes)[0]
    person = TITLED.search(head) or PERSON.fullmatch(head)
    titled = "T" in head
    of = classes.startswith("f", len(head)) and not titled and not FULL.fullmatch(head)  # Bank of Nereth
    if not person or of or WITH_ARTICLE.fullmatch(head):
        return None
    return *person.span(1), titled


def _short(cast, run):
    """The form used for the person with this name: the part that stands alone in the article, else the last."""
    form = run[0] if run[0] in cast.alone and run[-1] not in cast.alone else run[-1]
    return cast.names.setdefault(run[-1], form)


def names_institution(name):
    """Whether one of the words of a name is that of an institution."""
    return bool(name) and any(fold(word) in INSTITUTIONS for word in name.split())


def is_role(cast, name):
    """Whether a speaker is named by a role (home secretary)."""
    return name not in cast.names.values() and any(word_class(word) == ord("T") for word in name.split())


def same_role(one, other):
    """Whether two speakers named by a role have the same one, of the same country: Nereth leader, Nerethi leader."""
    roles = [{word for word in name.split() if word_class(word) == ord("T")} for name in (one, other)]
    places = [{fold(word) for word in name.split() if word[0].isupper()} for name in (one, other)]
    return not roles[0].isdisjoint(roles[1]) and _same_place(*places)


def is_name(cast, name):
    """Whether a speaker is named by a name that can be a person's."""
    capitals = all(word[0].isupper() for word in name.split())
    return name in cast.names.values() or capitals and not (is_role(cast, name) or names_institution(name))


def body_name(cast, classes, words):
    """The name of what this noun phrase names where it is no person: an institution, a group."""
    classes, words = _timeless(classes, words)
    if classes in ("p", "q", "u", "D") or not NOMINAL.search(classes) or ROLE.search(HEAD.match(classes)[0]):
        return None
    return _plain(cast, classes, words)


def somebody(cast, classes, words):
    """The name of the one person whom a noun phrase without a name stands for (the driver), or None."""
    return _name(cast, classes, words)[0] if classes[-1:] in ("w", "T") and _is_person(cast, classes, words) else None


def _plain(cast, classes, words):
    """A noun phrase without its determiner as a name, None for one too long to be a name."""
    first = len(classes) - len(classes.lstrip("DPa"))
    if classes[first : first + 1] == "f":
        if fold(words[first]) == "of":  # many of his supporters
            return _plain(cast, classes[first + 1 :], words[first + 1 :]) if NOMINAL.search(classes) else None
        first, words = 0, [fold(words[0]), *words[1:]]  # many in the city
    words = [word for word in words[first:] if word]
    if not words or len(words) > LONGEST or HEAD.match(classes)[0].count("w") > MOST_WORDS:
        return None
    first = fold(words[0])
    if first != words[0] and " ".join(words[1:]).islower() and first in cast.plain:
        words[0] = first
    name = " ".join(words).replace(" '", "'").replace(" ’", "’")
    return INITIALS.sub(lambda letters: letters[0].replace(" ", ".") + ".", name)


def _timeless(classes, words):
    """A noun phrase without the words for a time in front of it and behind it: this evening Nereth; the army last."""
    if "Y" not in classes and (not words or words[-1] not in TIMES):
        return classes, words
    front = TIME_BEFORE.match(classes).end()
    if front and classes[0] != "f" and not words[front - 1].islower():  # the Sunday Herald
        front = 0
    behind = DAY_BEHIND.search(classes).start()
    while behind > front + 1 and fold(words[behind - 1]) in TIMES:
        behind -= 1
    return (classes[front:behind], words[front:behind]) if front < behind else (classes, words)


def _office(cast, classes, words):
    """Who is named by an office and whose it is: the name behind it, a head of state, a spokesman for somebody."""
    of = classes.index("Tf") + 1
    titled = TITLED_BEHIND.fullmatch(classes)
    if titled:  # spokesman of the Nereth ministry General Ann Lee
        name = person_name(cast, classes[titled.start(1) :], words[titled.start(1) :])
        if name:
            cast.roles.setdefault(fold(words[of - 1]), []).append((name, frozenset(), frozenset()))
        return name
    if [fold(word) for word in words[of - 1 :]] == ["head", "of", "state"]:
        return _in_role(cast, "ruler", set(), set())
    if MOUTHPIECE.match(classes) and fold(words[of - 1]) in MOUTHPIECES:
        return _plain(cast, classes, words)
    return None


def _name(cast, classes, words):
    classes, words = _timeless(classes, words)
    owner = OWNER.fullmatch(classes) if "'" in classes else None
    if owner:
        classes, words = classes[owner.start(1) : owner.end(1)], words[owner.start(1) : owner.end(1)]
    office = _office(cast, classes, words) if "Tf" in classes else None
    if office:
        return office, True
    name = person_name(cast, classes, words)
    if name:
        return name, True
    head = HEAD.match(classes)[0]
    if (
        len(head) < len(classes)
        and fold(words[len(head)]) in WHERE
        and (head[-1:] == "T" or _is_person(cast, head, words[: len(head)]))
    ):
        return _name(cast, head, words[: len(head)])
    apposed = APPOSED.fullmatch(classes)
    if apposed:
        return " ".join(filter(None, words[apposed.start(1) :])), False
    role = ROLE.search(head)
    if role:
        places = {fold(word) for word, c in zip(words, classes, strict=True) if word[:1].isupper() and c in "N'"}
        places -= FIELDS  # the president of the Republic
        offices = set(map(fold, words)) & OFFICES_APART
        another = fold(words[0]) in INDEFINITE or ROLE_OF.search(classes) or OWN_ROLE.search(head)
        for word in () if another else reversed(words[: len(head)]):
            known = _in_role(cast, fold(word), places, offices)
            if known:
                return known, True
        if TRAILING.search(classes) and words[-1] in cast.names:
            return cast.names[words[-1]], True
    return _institution(cast, _plain(cast, classes, words)), bool(role) or _is_person(cast, classes, words)


def _is_person(cast, classes, words):
    """Whether the head of a noun phrase is one person: a capitalised name of no institution, or a noun for one."""
    head = HEAD.match(classes)[0]
    if not head or "#" in classes or not {fold(word) for word in words}.isdisjoint(INSTITUTIONS):
        return False
    last = fold(words[len(head) - 1])
    if head[-1] == "T":
        return True
    if head[-1] == "w":
        return last in PEOPLE or bool(AGENT_NOUN.search(last)) and last not in NO_AGENTS
    if head[:1] == "D" or last in cast.plain or words[len(head) - 1].isupper():  # the French; Residents; UNESCO
        return False
    return head[-1] == "N" and not (last.endswith("s") and AGENT_NOUN.search(last[:-1]))


def _institution(cast, name):
    """A body named by its kind alone (the ministry) is the one of that kind that spoke before it."""
    if name and name.islower() and len(name.split()) == 1 and name in INSTITUTIONS:
        for _, said, _ in cast.said[: -RECENT - 1 : -1]:
            if name in map(fold, said.split()):
                return said
    return name


def _meant(cast, word, subjects):
    """The person or body an earlier sentence named that a pronoun stands for."""
    pronoun = PRONOUNS.get(word, word)
    if pronoun.endswith(("one", "body")):
        return None, False
    wanted = pronoun in SINGULAR
    best = None
    for said in cast.said[: -RECENT - 1 : -1]:
        if said[2] == wanted and cast.gender.get(said[1], pronoun) == pronoun:
            best = said
            break
    for place, name, person in subjects(wanted):
        if best and place < best[0]:
            break
        if not person and name.islower() and name.endswith(MANY) == (pronoun == "it") and not names_institution(name):
            continue
        if cast.gender.get(name, pronoun) == pronoun:
            best = place, name, person
            break
    best = best or next((said for said in reversed(cast.said) if said[2] or not wanted), None)
    if not best:
        return None, False
    if wanted:
        cast.gender.setdefault(best[1], pronoun)
    return best[1], best[2]
