"""What the tests share: the repository, the command, and how a program is run."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments, **options):
    """Runs a program in the repository; what it says is shown where it fails."""
    done = subprocess.run(
        [str(argument) for argument in arguments], cwd=ROOT, text=True, capture_output=True,
        **options)
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def magnify():
    """The command that is tested."""
    return Path(os.environ["MAGNIFY"])
