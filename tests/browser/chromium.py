"""Chromium for the browser test: the one on the machine, or Debian's where it may be installed."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium in a container, with nothing that reaches out to the network.
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STEPS = (
    ["apt-get", "update", "--quiet"],
    ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"],
)
PATIENCE = 100  # seconds for an installation


def find():
    """(path of Chromium or None, why there is none)."""
    found = _on_path()
    if found:
        return found, ""
    if not shutil.which("apt-get"):
        return None, f"none of {', '.join(NAMES)} is on the path, and this is no Debian to install one on"
    if os.geteuid() != 0:
        return None, "Chromium is not installed, and only root may do so: apt-get install chromium"
    return _install()


def _on_path():
    return next(filter(None, map(shutil.which, NAMES)), None)


def _install():
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in STEPS:
        try:
            done = subprocess.run(step, env=environment, capture_output=True, text=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return None, f"{' '.join(step)} took longer than {PATIENCE} seconds"
        if done.returncode:
            return None, f"{' '.join(step)} failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return _on_path(), "apt-get installed no chromium"
