"""Which command the suites test: MAGNIFY holds its whole path before anything runs."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure():
    """MAGNIFY as given, from the root where it is relative; else the newest build."""
    given = os.environ.get("MAGNIFY")
    names = [given] if given else [".build/release/magnify", ".build/debug/magnify"]
    found = [ROOT / name for name in names if (ROOT / name).is_file()]
    if not found:
        pytest.exit(f"no command at {' or '.join(names)}: run make build, or set MAGNIFY", 2)
    newest = max(found, key=lambda path: path.stat().st_mtime)
    os.environ["MAGNIFY"] = str(newest.resolve())
