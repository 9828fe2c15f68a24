"""Every notebook in a real JupyterLab in a real browser: restarted, run, and looked at.

Run by `make browser`. The notebooks are run in a copy, so that nothing here is recorded.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import chromium  # noqa: E402

sync = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make browser installs it")

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
NEEDED = ("notebooks", "seeds", "tests/gold")
START, RUN = 90, 170  # seconds for JupyterLab to answer, and for anything on its page to happen

# Open every notebook as a tab, restart its kernel and run all its cells, one notebook after the other: cells of a
# tab that another one hides before they are drawn would wait for ever.
# window.runs has, by name, a promise of [the notebook as its model holds it, the id of its tab].
START_ALL = """names => {
  const app = window.jupyterapp;
  const run = async name => {
    const panel = await app.commands.execute('docmanager:open', {path: 'notebooks/' + name});
    await panel.context.ready;
    await panel.sessionContext.ready;
    panel.content.model.sharedModel.cells.forEach(cell => { if (cell.cell_type === 'code') cell.setOutputs([]) });
    await panel.sessionContext.restartKernel();
    await app.commands.execute('notebook:run-all-cells', {semanticWidget: panel.id});
    const done = [panel.content.model.toJSON(), panel.id];
    await panel.sessionContext.shutdown();
    return done;
  };
  let last = Promise.resolve();
  window.runs = {};
  names.forEach(name => { window.runs[name] = last = last.catch(() => null).then(() => run(name)) });
}"""
RESULT = """async name => {
  await Promise.allSettled(Object.values(window.runs));
  const [model, id] = await window.runs[name];
  window.jupyterapp.shell.activateById(id);
  return [model, id];
}"""
PICTURES = """id => [...document.getElementById(id).querySelectorAll('.jp-OutputArea-output figure img')].map(
  image => [image.naturalWidth, image.clientWidth, image.alt])"""
DRAWN = f"([id, n]) => ({PICTURES})(id).filter(picture => picture[0] && picture[1]).length >= n"


@pytest.fixture(scope="session")
def browser():
    path, reason = chromium.find()
    if path is None:
        pytest.skip(f"no browser to be had: {reason}")
    with sync.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """The address of a JupyterLab on a copy of the notebooks."""
    root = tmp_path_factory.mktemp("lab")
    for folder in NEEDED:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".*"))
    settings = root / ".settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps({"windowingMode": "none"}), "utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    places = {
        f"JUPYTER{name}_DIR": str(root / f".{name}") for name in ("_CONFIG", "_DATA", "_RUNTIME", "LAB_WORKSPACES")
    }
    environment = os.environ | places | {
        "JUPYTERLAB_SETTINGS_DIR": str(root / ".settings"), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    options = [f"--port={port}", f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}", "--no-browser"]
    options += ["--allow-root", "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None"]
    options += [
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    with (root / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log
        )
        try:
            _wait(f"http://127.0.0.1:{port}/api", server, root / "lab.log")
            yield f"http://127.0.0.1:{port}/lab?token={token}&reset"
        finally:
            server.terminate()
            server.wait(20)


def _wait(address, server, log):
    for _ in range(2 * START):
        assert server.poll() is None, f"JupyterLab did not start:\n{log.read_text('utf-8')[-2000:]}"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"JupyterLab does not answer:\n{log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def page(browser, lab):
    """JupyterLab with every notebook opened and begun."""
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(1000 * RUN)
    page.goto(lab, wait_until="domcontentloaded")
    page.wait_for_function("() => window.jupyterapp")
    page.evaluate("() => window.jupyterapp.restored")
    page.evaluate(START_ALL, NOTEBOOKS)
    return page


@pytest.fixture(params=NOTEBOOKS, ids=lambda name: name.removesuffix(".ipynb"))
def run(request, page):
    """(the notebook as it stands on disk, its model after a restart and a run, the pictures on the page)."""
    model, tab = page.evaluate(RESULT, request.param)
    page.wait_for_function(DRAWN, arg=[tab, _figures(model)])
    notebook = json.loads((ROOT / "notebooks" / request.param).read_text("utf-8"))
    return notebook, model, page.evaluate(PICTURES, tab)


def _code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _source(cell):
    return "".join(cell["source"])


def _figures(notebook):
    return sum("framing.plots." in _source(cell) for cell in _code(notebook))


def test_it_runs_from_top_to_bottom_and_shows_every_figure(run):
    notebook, model, pictures = run
    assert [_source(cell) for cell in _code(model)] == [_source(cell) for cell in _code(notebook)]
    assert [cell["execution_count"] for cell in _code(model)] == list(range(1, len(_code(notebook)) + 1))
    outputs = [output for cell in _code(model) for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] in ("error", "stream")] == []
    told = [len(cell["outputs"]) for cell in _code(model)]
    assert told == [len(cell["outputs"]) for cell in _code(notebook)], "as many outputs as were recorded"
    assert len(pictures) == _figures(notebook)
    for pixels, width, alt in pictures:
        assert pixels and width > 300, "a picture that is drawn, and not as a stamp"
        assert len(alt) > 40, "a picture that is told in words"
