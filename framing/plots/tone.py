"""Tone by word list: a line a source and voice."""

import numpy as np

from framing import prose, style
from framing.plots.drawn import Drawn, fitting, nothing, require
from framing.tone import signed, tone_by
from framing.wording import voice_name

MM = style.MM


def tone(table, *, ax=None):
    """Tone by word list: a line a source and voice, its mean polarity with interval, its sentences as fine strokes.

    `table` comes from `tone.tone(labels, articles)`: one row a sentence and voice.
    """
    require("tone", table, ["article", "source", "sentence", "voice", "words", "heard", "polarity", "subjectivity"])
    means = tone_by(table)
    drawn = Drawn(means, _tone_title(means), _tone_caption(means), _tone_alt(means))
    if not means["heard"].sum():
        return nothing(ax, drawn)
    each = 0.6 + means["voice"].nunique()
    means, drawn = fitting(drawn, int((style.TALLEST / MM - 20) / (3.4 * each)), value="heard")
    table = table.assign(source=table["source"].map(style.short(drawn.table["source"])))
    lines = means.assign(y=np.arange(len(means)) + 0.6 * (means["source"] != means["source"].shift()).cumsum())
    last, voices = lines["y"].max(), list(dict.fromkeys(lines["voice"]))
    columns = style.columns(style.axes_width(ax, style.COLUMN), len(voices))
    head = 0.9 - (-len(voices) // columns)
    with style.sheet(ax, drawn, style.COLUMN, (12 + 3.4 * (last + head)) * MM) as ax:
        ax.vlines(0, 0.2, last + 0.5, color=style.INK, lw=0.7)
        ax.text(1.08, -0.2, "heard of all · subj.", va="center", size=6, color=style.FAINT)
        for voice in voices:
            _tone_marks(ax, lines[lines["voice"] == voice], table[table["voice"] == voice], style.voice(voice))
        for row in lines.to_dict("records"):
            subjective = f" · {row['subjectivity']:.2f}" if row["heard"] else ""
            ax.text(1.08, row["y"], f"{row['heard']} of {row['words']:,}{subjective}", va="center", size=6)
        middle = lines.groupby("source", sort=False)["y"].mean()
        ax.set_yticks(middle, middle.index)
        ax.set(xlim=(-1, 2.0), ylim=(last + 0.7, -head), xticks=[-1, -0.5, 0, 0.5, 1])
        ax.set_xticklabels(["−1", "−0.5", "0", "+0.5", "+1"])
        ax.spines["bottom"].set_bounds(-1, 1)
        ax.tick_params(axis="y", length=0)
        ax.set_xlabel("polarity of the words the lexicon knows")
        ax.legend(loc="upper left", ncols=columns, borderaxespad=0, borderpad=0, handletextpad=0.2)
    return ax


def _tone_marks(ax, lines, sentences, look):
    colour, _, marker, name = look
    at = sentences.dropna(subset="polarity").merge(lines[["source", "y"]], on="source")
    ax.scatter(at["polarity"], at["y"], 12, color=style.FAINT, marker="|", lw=0.5, zorder=1)
    sure, heard = lines.dropna(subset="low"), lines[lines["heard"] > 0]
    ax.hlines(sure["y"], sure["low"], sure["high"], color=style.INK, lw=1.2, zorder=2)
    ax.scatter(heard["polarity"], heard["y"], 22, fc=colour, ec=style.INK, lw=0.6, marker=marker, label=name, zorder=3)


def _tone_title(means):
    heard = means[means["heard"] > 0]
    if not len(heard):
        return "The word list knows no word of these articles"
    share = means["heard"].sum() / means["words"].sum()
    low, high = heard["polarity"].min(), heard["polarity"].max()
    if signed(low) == signed(high):
        return f"A tone of {signed(low)}, made by {100 * share:.0f} % of the words"
    return f"Tone from {signed(low)} to {signed(high)}, made by {100 * share:.0f} % of the words"


def _tone_caption(means):
    return (
        f"n = {prose.plural(int(means['heard'].sum()), 'heard word')} of {means['words'].sum():,}. A mark is the "
        "mean polarity of the words the lexicon knows, a fine stroke one sentence’s. Whiskers: middle 95 % of 1,000 "
        "means with each article’s sentences drawn anew. "
        "Subj.: mean subjectivity, 0 to 1. The lexicon knows hardly any "
        "contested name."
    )


def _tone_alt(means):
    rows = [
        f"{row['source']}, {voice_name(row['voice'])}: {signed(row['polarity'])} "
        f"from {prose.plural(row['heard'], 'word')}"
        for row in means[means["heard"] > 0].to_dict("records")
    ]
    told = "; ".join(prose.capped(rows, "line", most=40))
    return f"Marks with whiskers and fine strokes, one line a source and voice. {_tone_title(means)}. {told}."
