"""Folders of articles unlike the five, written from sentences of our own on an event that never was."""

EVENT = [
    "Dockers in Port Selwin walked out for a third day.",
    "The harbour board said the protesters had blocked the east gate and that police might clear it.",
    "“These rioters are wrecking a town they do not live in,” said Ada Merrow, who chairs the board.",
    "Some 400 demonstrators stayed on the quay overnight, according to their union.",
    "The so-called “security operation” left nine people in hospital.",
    "Merrow told reporters she would not talk to militants.",
    "About half of the cranes stood still, and the unrest appears to have spread to the rail yard.",
    "A spokesman for the union said the violence had been started by masked men.",
    "“We are workers, not criminals,” Jonas Reed, a crane driver, shouted.",
    "Troops were reportedly waiting outside the town.",
    "The crackdown began before dawn and was allegedly ordered from the capital.",
    "Shops along the front opened late.",
]
MARKS = str.maketrans("", "", "“”")


def one_article(folder):
    """One article; it names no outlet and no date."""
    _write(folder, "quay", "Third day of the strike at Port Selwin", EVENT)


def two_articles(folder):
    """Two articles that tell the same event in other words."""
    _write(folder, "morning", "Dockers hold the quay", EVENT[:8])
    _write(folder, "evening", "Rioters at the gate, says board", EVENT[4:])


def twelve_without_marks(folder):
    """Twelve articles in which nothing stands in quotation marks; they share most of their sentences."""
    for i in range(12):
        told = [sentence.translate(MARKS) for sentence in EVENT[i:] + EVENT[:i]]
        _write(folder, f"paper-{i + 1:02}", f"Day {i + 1} in the harbour", told[: 6 + i % 4])


FOLDERS = (one_article, two_articles, twelve_without_marks)


def _write(folder, name, headline, sentences):
    paragraphs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    (folder / f"{name}.txt").write_text("\n\n".join([headline, *paragraphs]) + "\n", "utf-8")
