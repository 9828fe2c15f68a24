"""Every notebook in a real JupyterLab in a real browser: restarted, run, and looked at.

Run by `make browser`. The notebooks are run in a copy, so that nothing here is recorded.
"""

import json
import os
import secrets
import shutil
import signal
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
START, RUN = 90, 170  # seconds for JupyterLab to answer, and for a step on its page

# Opens a notebook, restarts its kernel and runs all cells: [the notebook as its model holds it, the id of its tab].
# The kernel is heard before it is restarted. Jupyter Server reads nothing from a kernel's websocket until the kernel
# has answered; restarted before that, the first websocket stays beside the second one under the same ZeroMQ identity,
# and the answers to the cells may go to the first, where nobody listens.
RUN_ALL = """async ([name, seconds]) => {
  const app = window.jupyterapp;
  const step = (what, promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(
    () => fail(new Error(`${name}: ${what} took more than ${seconds} seconds`)), 1000 * seconds))]);
  const panel = await step('opening it', app.commands.execute('docmanager:open', {path: 'notebooks/' + name}));
  const session = panel.sessionContext;
  await step('reading it', panel.context.ready);
  await step('starting its kernel', session.ready);
  await step('the first answer of its kernel', session.session.kernel.info);
  panel.content.model.sharedModel.cells.forEach(cell => { if (cell.cell_type === 'code') cell.setOutputs([]) });
  await step('restarting its kernel', session.restartKernel());
  await step('running its cells', app.commands.execute('notebook:run-all-cells', {semanticWidget: panel.id}));
  const run = [panel.content.model.toJSON(), panel.id];
  await step('ending its kernel', session.shutdown());
  return run;
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
    options += ["--ServerApp.port_retries=0"]  # if the port is taken meanwhile, the server ends and says so
    options += ["--allow-root", "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=None"]
    options += [
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, pytest ends the server first
    with (root / "lab.log").open("wb") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/api", server, root / "lab.log")
            yield f"http://127.0.0.1:{port}/lab?token={token}&reset"
        finally:
            server.terminate()
            try:
                server.wait(20)
            finally:
                server.kill()  # its kernels end with it


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
    """JupyterLab, ready to open notebooks."""
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(1000 * RUN)
    page.goto(lab, wait_until="domcontentloaded")
    page.wait_for_function("() => window.jupyterapp")
    page.wait_for_function("() => window.jupyterapp.restored.then(() => true)")
    return page


@pytest.fixture(params=NOTEBOOKS, ids=lambda name: name.removesuffix(".ipynb"))
def run(request, page):
    """(the notebook as it stands on disk, its model after a restart and a run, the pictures on the page)."""
    # Unlike `evaluate`, this ends also when the page no longer does anything; it calls RUN_ALL once.
    held = page.wait_for_function(RUN_ALL, arg=[request.param, RUN], timeout=2000 * RUN)
    model, tab = held.json_value()
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
