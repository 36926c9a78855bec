"""The workflow gives what one run gives, whatever happens on the way.

Wants Workflow/requirements.txt installed.
"""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SNAKEFILE = ROOT / "Workflow/Snakefile"
PROFILES = sorted(folder.name for folder in (ROOT / "Workflow/profiles").iterdir())
LOGS = ROOT / "Datasets/personal-logs"
SHARDS = 3


def make_plan(folder, options):
  """A plan over twelve logs: four that ship, three times each."""
  (folder / "logs").mkdir(parents=True)
  for name in ("responder", "inconclusive", "non-responder", "missing-20"):
    for copy in "abc":
      shutil.copy(LOGS / f"{name}.csv", folder / f"logs/{name}-{copy}.csv")
  shutil.copy(LOGS / "responder.study.yaml", folder / "study.yaml")
  job = {
    "verb": "nof1 analyze",
    "input": "logs/*.csv",
    "options": {"study": "study.yaml", **options},
  }
  (folder / "plan.yaml").write_text(yaml.safe_dump({"output": "results", "jobs": [job]}))
  return folder


def magnify(folder, *arguments):
  command = [os.environ["MAGNIFY"], *arguments]
  return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def snakemake_command(*flags, profile="local", settings=()):
  return [
    *(sys.executable, "-m", "snakemake", "--snakefile", SNAKEFILE),
    *("--profile", ROOT / "Workflow/profiles" / profile, *flags),
    *("--config", "plan=plan.yaml", f"shards={SHARDS}"),
    *(f"magnify={os.environ['MAGNIFY']}", *settings),
  ]


def snakemake(folder, *flags, **choices):
  return subprocess.run(
    snakemake_command(*flags, **choices),
    cwd=folder,
    stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT,
    text=True,
  )


def results(folder):
  """Every result by its name, without what only a run in shards writes."""
  files = sorted((folder / "results").glob("*"))
  return {
    file.name: file.read_bytes()
    for file in files
    if file.is_file() and not file.name.startswith("summary-")
  }


def journalled(folder):
  """Whether a result is in a journal: one that is not is made again."""
  return any(file.stat().st_size for file in folder.glob("results/.magnify/journal*.jsonl"))


def assert_same(left, right):
  assert left.keys() == right.keys()
  assert [name for name in left if left[name] != right[name]] == []


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
  """What one run without shards writes, by the plan's options."""
  known = {}

  def run(**options):
    key = str(options)
    if key not in known:
      folder = make_plan(tmp_path_factory.mktemp("whole") / "plan", options)
      run = magnify(folder, "run", "plan.yaml")
      assert run.returncode == 0, run.stderr
      known[key] = results(folder)
      assert len(known[key]) == 13
    return known[key]

  return run


def test_killed_run_resumes(tmp_path, undisturbed):
  options = {"simulations": 10}
  folder = make_plan(tmp_path / "plan", options)
  process = subprocess.Popen(
    snakemake_command(),
    cwd=folder,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
    start_new_session=True,
  )
  deadline = time.monotonic() + 120
  while not journalled(folder) and time.monotonic() < deadline:
    assert process.poll() is None
    time.sleep(0.01)
  os.killpg(process.pid, signal.SIGKILL)
  process.wait()
  finished = {file: file.stat().st_mtime_ns for file in folder.glob("results/*.json")}
  assert 0 < len(finished) < 12

  assert snakemake(folder, "--unlock").returncode == 0
  run = snakemake(folder)
  assert run.returncode == 0, run.stdout
  assert_same(results(folder), undisturbed(**options))
  kept = [file for file in finished if file.stat().st_mtime_ns == finished[file]]
  assert kept, "nothing of the killed run was used"


def test_failed_job_does_not_stop_the_others(tmp_path, undisturbed):
  options = {"no-simulation": True}
  whole = undisturbed(**options)
  folder = make_plan(tmp_path / "plan", options)
  log = folder / "logs/inconclusive-b.csv"
  good = log.read_bytes()
  log.write_text("date,treatment,cramps\n2026-01-05,placebo,two\n")

  run = snakemake(folder)
  assert run.returncode != 0
  others = [name for name in whole if name.endswith(".json") and "inconclusive-b" not in name]
  assert len(others) == 11
  present = results(folder)
  assert [name for name in others if present.get(name) != whole[name]] == []
  with (folder / "results/summary.csv").open() as file:
    statuses = {row["input"]: row["status"] for row in csv.DictReader(file)}
  assert len(statuses) == 12
  failed = statuses.pop("logs/inconclusive-b.csv")
  assert len(set(statuses.values())) == 1 and failed not in statuses.values()

  # A changed input is noticed, and what is then written is what one run writes.
  log.write_bytes(good)
  run = snakemake(folder)
  assert run.returncode == 0, run.stdout
  assert len(list(folder.glob("results/summary-*-of-3.csv"))) == SHARDS
  assert_same(results(folder), whole)


def test_settings_that_do_not_exist_are_refused(tmp_path):
  run = snakemake(tmp_path, "--dry-run", settings=["shard=3"])
  assert run.returncode != 0
  assert "unknown settings: shard;" in run.stdout


@pytest.mark.parametrize("profile", PROFILES)
def test_profiles_parse(tmp_path, profile):
  folder = make_plan(tmp_path / "plan", {})
  run = snakemake(folder, "--dry-run", profile=profile)
  assert run.returncode == 0, run.stdout
  assert not (folder / "results").exists()


def test_lint(tmp_path):
  run = snakemake(tmp_path, "--lint")
  assert run.returncode == 0, run.stdout
  assert "good condition" in run.stdout
