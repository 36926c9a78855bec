"""The notebooks run, show what is committed, and are fit to be read by anybody.

Run by .build/python/bin/python -m pytest Tests/Notebooks.
"""

import base64
import re
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Notebooks"
NAMES = ["batch-of-200-logs", "mixed-models-beside-lme4", "personal-n-of-1", "trial-reanalysis"]
LARGEST = 150_000
FORBIDDEN = re.compile(r"\b(significan\w*|proven|no effect|trends? towards?)\b", re.IGNORECASE)
LOCAL = re.compile(r"/(work|tmp|root|home|Users|var/folders)\b")

sys.path.insert(0, str(FOLDER))
import execute  # noqa: E402
import magnify  # noqa: E402


def path(name):
    return FOLDER / f"{name}.ipynb"


def committed(name):
    return nbformat.read(path(name), as_version=4)


@pytest.fixture(scope="session")
def fresh():
    """Every notebook executed anew, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(execute.executed, path(name)) for name in NAMES}


def test_these_are_all_notebooks():
    assert sorted(file.stem for file in FOLDER.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_committed_outputs_exist(name):
    cells = [cell for cell in committed(name).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert sum(execute.IMAGE in output.get("data", {}) for output in outputs) >= 2
    assert sum("text/html" in output.get("data", {}) for output in outputs) >= 2
    assert all(output.output_type != "error" for output in outputs)
    assert all(output.get("name") != "stderr" for output in outputs)


@pytest.mark.parametrize("name", NAMES)
def test_files_are_small_and_tell_nothing_about_a_machine(name):
    assert path(name).stat().st_size < LARGEST
    notebook = committed(name)
    assert notebook.metadata == execute.METADATA
    assert all(cell.metadata == {} for cell in notebook.cells)
    text = path(name).read_text()
    assert not LOCAL.findall(re.sub(r'"image/png": "[^"]*"', "", text))


@pytest.mark.parametrize("name", NAMES)
def test_words_are_plain(name):
    notebook = committed(name)
    text = " ".join(cell.source for cell in notebook.cells) + str(execute.shown(notebook))
    assert not FORBIDDEN.findall(text)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_readable(name):
    for cell in committed(name).cells:
        for output in cell.get("outputs", []):
            if execute.IMAGE in output.get("data", {}):
                width, _ = struct.unpack(">II", base64.b64decode(output.data[execute.IMAGE])[16:24])
                assert 600 <= width <= 900


@pytest.mark.parametrize("name", NAMES)
def test_a_fresh_run_shows_what_is_committed(name, fresh):
    assert rounded(execute.shown(fresh[name].result())) == rounded(execute.shown(committed(name)))


def test_a_cell_that_raises_and_a_changed_number_are_found(tmp_path):
    file = tmp_path / "short.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(1.25)")])
    nbformat.write(notebook, file)
    assert execute.main([str(file)]) == 0
    written = file.read_bytes()
    assert execute.main([str(file)]) == 0
    assert file.read_bytes() == written
    assert execute.main(["--check", str(file)]) == 0
    file.write_bytes(written.replace(b'"1.25\\n"', b'"1.35\\n"'))
    assert execute.main(["--check", str(file)]) == 1
    file.write_bytes(written.replace(b"print(1.25)", b"print(1 / 0)"))
    assert execute.main(["--check", str(file)]) == 1


def test_a_stream_that_the_kernel_cut_is_one_output(tmp_path):
    code = """
import time
from IPython.display import display
for part in ["one ", "two ", "three"]:
    print(part, end="", flush=True)
    time.sleep(0.05)
display("between")
print("after")
"""
    file = tmp_path / "cut.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), file)
    [cell] = execute.executed(file).cells
    assert execute.shown(nbformat.v4.new_notebook(cells=[cell])) == [
        [{"stdout": "one two three"}, {"text/plain": "'between'"}, {"stdout": "after\n"}]
    ]


def test_the_helper_tells_what_magnify_said():
    with pytest.raises(magnify.MagnifyError, match="F101: there is no file"):
        magnify.run("nof1 check", "not-there.csv")
    with pytest.raises(magnify.MagnifyError, match="A320"):
        magnify.run("trials pool", "Datasets/magnesium-trials", "--group", "rls")
    with pytest.raises(magnify.MagnifyError, match="(?i)unknown option"):
        magnify.run("trials list", "Datasets/magnesium-trials", "--nonsense")


def rounded(outputs):
    """Outputs with every number at three digits: the last digits are another machine's business."""
    return re.sub(r"-?\d+\.\d+", lambda number: f"{float(number.group()):.3g}", str(outputs))
