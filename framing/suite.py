"""Every figure of the suite, drawn without JupyterLab: the same calls as in the notebooks."""

from functools import partial
from pathlib import Path

from framing import agreement, choices, contrasts, plots, profiles, similarity, spoken, tables, tone, traces
from framing.exports import export, exported
from framing.labels import label
from framing.report import NAME as REPORT
from framing.report import write_report
from framing.runs import alone, begin, digest, finish
from framing.studies import compared, taken_out


def figures(articles, folder="figures", codebook=None, *, group="opposition", gold=None, watch=iter, tell=None):
    """Write every figure of the suite, and a report of all, into `folder`; returns the paths written.

    codebook  a Codebook of terms instead of the shipped one
    group     the group of terms whose names are compared, see `studies.compared`
    gold      a file of hand labels, which the figure of agreement needs; without it there is no such figure
    watch     wraps the list of figures as they are drawn (a progress bar)
    tell      is called with a sentence where another group is compared than the one named

    The files are put into `folder` when all of them are written, so that a run that is interrupted leaves what was
    there; the next one with the same input draws every figure again, but writes only those that are missing. A figure
    of the suite from an earlier run that this one does not draw is removed. Raises FramingError while another run
    writes into `folder`.
    """
    import matplotlib.pyplot as plt

    folder = Path(folder)
    with alone(folder):
        labels = label(articles, codebook)
        named, (group, _, told) = group, compared(labels, group)
        if tell and group != named:
            tell(told)
        draws = FIGURES if gold is None else FIGURES | {"agreement": partial(agreed, gold=gold)}
        unfinished = begin(folder, digest(articles, labels, group, gold and Path(gold)))
        drawn = {}
        for name, draw in watch(list(draws.items())):
            ax, counted = draw(labels, articles, group)
            if not exported(name, unfinished):
                export(ax, name, counted, folder=unfinished)
            drawn[name] = ax.drawn
            plt.close(ax.figure)
        write_report(unfinished, drawn, articles, labels)
        return finish(unfinished, folder, draws, {*FIGURES, "agreement"} - set(draws), REPORT)


def naming(labels, articles, group):
    """Notebook 01: names by source and voice."""
    table = tables.rates(labels, articles, by=["source", "name", "voice"], group=group)
    return plots.naming(table), labels


def naming_rates(labels, articles, group):
    """Notebook 01: the source's own words against all others."""
    labels = tables.recast(labels, tables.OTHERS)
    return plots.rates(tables.rates(labels, articles, by=["source", "voice"], group=group)), labels


def shares(labels, articles, group):
    """Notebook 02: the share of each voice."""
    return plots.shares(spoken.shares(labels, articles)), labels


def speakers(labels, articles, group):
    """Notebook 02: who gets to speak."""
    return plots.speakers(spoken.speakers(labels, articles)), spoken.named(labels)


def marks(labels, articles, group):
    """Notebook 02: names plain against in scare quotes."""
    table = tables.rates(labels, articles, by=["source", "name", "voice"])
    return plots.marks(spoken.in_marks(table)), labels


def trace(labels, articles, group):
    """Notebook 02: the trace of a word through each article."""
    return plots.traces(traces.places(labels, articles, group=group)), labels


def hedging(labels, articles, group):
    """Notebook 03: hedges by kind, own words against all others."""
    labels = tables.recast(labels, tables.OTHERS)
    table = tables.rates(labels, articles, by=["source", "group", "voice"], layer="hedge")
    return plots.hedging(table), labels


def hedge_places(labels, articles, group):
    """Notebook 03: where along the articles hedges stand."""
    return plots.hedge_places(traces.places(labels, articles, layer="hedge")), labels


def overview(labels, articles, group):
    """Notebook 04: all sources on one page."""
    return plots.overview(profiles.profiles(labels, articles, group)), profiles.counted(labels, group)


def distinctive(labels, articles, group):
    """Notebook 04: words that set a source apart."""
    words = contrasts.word_table(labels, articles)
    apart = contrasts.top(contrasts.distinctive(words))
    return plots.distinctive(apart, among=_sources(articles)), contrasts.sentences(words, apart, articles)


def tree(labels, articles, group, plot=plots.tree):
    """Notebook 04: how alike the articles are, as a tree."""
    alike = similarity.similarity(contrasts.word_table(labels, articles), similarity.names(articles))
    return plot(alike), alike


def plane(labels, articles, group):
    """Notebook 04: how alike the articles are, as a map."""
    return tree(labels, articles, group, plots.plane)


def sounding(labels, articles, group):
    """Notebook 04: tone by word list."""
    tones = tone.tone(tables.recast(labels, tables.OTHERS), articles)
    return plots.tone(tones), tones


def otherwise(labels, articles, group):
    """Notebook 05: findings under other choices."""
    plain, told = taken_out(labels, group, choices.PLAIN)
    table = choices.compare(labels, articles, group, choices.choices(plain))
    return plots.choices(table, among=_sources(articles), note=told), labels


def _sources(articles):
    return [article.source for article in articles]


def agreed(labels, articles, group, gold):
    """Notebook 06: agreement with hand labels."""
    pairs = agreement.compare(agreement.hand_labels(gold, articles), labels)
    return plots.agreement(agreement.summary(agreement.agreement(pairs))), pairs


# One entry a figure, in the order of the notebooks: file name, and (labels, articles, group) -> (Axes, labels counted).
FIGURES = {
    "naming": naming,
    "naming_rates": naming_rates,
    "shares": shares,
    "speakers": speakers,
    "marks": marks,
    "traces": trace,
    "hedging": hedging,
    "hedge_places": hedge_places,
    "overview": overview,
    "distinctive": distinctive,
    "tree": tree,
    "plane": plane,
    "tone": sounding,
    "choices": otherwise,
}
