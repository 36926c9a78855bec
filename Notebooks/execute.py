"""Executes notebooks, and writes or compares what they show.

Usage: execute.py [--check] NOTEBOOK.ipynb...

Without --check the outputs are written into the notebooks: same code, same command, same bytes.
With it nothing is written, and the status is 1 where what a notebook shows would change.
"""

import base64
import io
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image

IMAGE = "image/png"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path):
    """The notebook with fresh outputs, and nothing in it that tells when or where it ran."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(Path(path).resolve().parent)}},
    )
    client.execute()
    return normalised(notebook)


def normalised(notebook):
    """Fixed metadata and cell names, small pictures: the same outputs give the same file."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for index, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{index:02}"
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type != "code":
            continue
        cell.outputs = joined(cell.outputs)
        for output in cell.outputs:
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
            if IMAGE in output.get("data", {}):
                output.data[IMAGE] = small_picture(output.data[IMAGE])
    return notebook


def joined(outputs):
    """Neighbouring pieces of one stream as one: the kernel cuts a stream wherever its timer strikes.

    nbclient's coalesce_streams would also move text printed after a table to before it.
    """
    whole = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output.output_type == "stream" and output.name == last.get("name"):
            last.text += output.text
        else:
            whole.append(output)
    return whole


def small_picture(encoded):
    """A PNG of 96 colours: half the size, and looks the same."""
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
    small = io.BytesIO()
    picture.quantize(96, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return base64.b64encode(small.getvalue()).decode()


def shown(notebook):
    """What a reader sees of every cell of code: texts and tables as they are, pictures by kind."""
    return [
        [_visible(output) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _visible(output):
    if output.output_type == "stream":
        return {output.name: output.text}
    data = output.get("data", {})
    return {
        kind: "a picture" if kind == IMAGE else re.sub(r"\s+", " ", value)
        for kind, value in sorted(data.items())
        if kind != "text/plain" or IMAGE not in data
    }


def differences(committed, fresh):
    """One line for every cell of code that shows something else than before."""
    before, after = shown(committed), shown(fresh)
    if len(before) != len(after):
        return [f"{len(before)} cells of code before, {len(after)} now"]
    return [
        f"code cell {index}: shows {new}\n  committed: {old}"
        for index, (old, new) in enumerate(zip(before, after), start=1)
        if old != new
    ]


def main(arguments):
    check = "--check" in arguments
    status = 0
    for path in (Path(name) for name in arguments if name != "--check"):
        try:
            fresh = executed(path)
        except CellExecutionError as error:
            print(f"{path.name}: a cell raised\n{error}", file=sys.stderr)
            status = 1
            continue
        if not check:
            nbformat.write(fresh, path)
            continue
        for line in differences(nbformat.read(path, as_version=4), fresh):
            print(f"{path.name}: {line}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
