"""Every figure of the suite, drawn without JupyterLab: the same calls as in the notebooks."""

from framing import plots, tables
from framing.exports import export
from framing.labels import label


def figures(articles, folder="figures", codebook=None, *, group="opposition", watch=iter):
    """Write every figure of the suite for `articles` into `folder`; returns the paths written.

    codebook  a Codebook of terms instead of the shipped one
    group     the group of terms whose names are compared
    watch     wraps the list of figures as they are drawn (a progress bar)
    """
    import matplotlib.pyplot as plt

    labels = label(articles, codebook)
    paths = []
    for name, draw in watch(list(FIGURES.items())):
        ax, counted = draw(labels, articles, group)
        paths += export(ax, name, counted, folder=folder)
        plt.close(ax.figure)
    return paths


def naming(labels, articles, group):
    """Notebook 01: names by source and voice."""
    table = tables.rates(labels, articles, by=["source", "name", "voice"], group=group)
    return plots.naming(table), labels


def naming_rates(labels, articles, group):
    """Notebook 01: the source's own words against all others."""
    labels = tables.recast(labels, tables.OTHERS)
    return plots.rates(tables.rates(labels, articles, by=["source", "voice"], group=group)), labels


FIGURES = {"naming": naming, "naming_rates": naming_rates}
