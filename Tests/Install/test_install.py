"""scripts/install.sh puts everything below a prefix, it works from there, and all of it goes again."""

import json
import os
import shutil
import subprocess

import pytest
from conftest import ROOT, run

INSTALL = ROOT / "scripts/install.sh"
PAGES = "share/man/man1"
COMPLETIONS = {
    "bash": "share/bash-completion/completions/magnify",
    "zsh": "share/zsh/site-functions/_magnify",
    "fish": "share/fish/vendor_completions.d/magnify.fish",
}


def verbs(command, words=()):
    """Every verb of the command in words, from what it says of itself."""
    words = (*words, command["commandName"])
    yield words
    for verb in command.get("subcommands", []):
        if verb["commandName"] != "help":
            yield from verbs(verb, words)


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def prefix(magnify, tmp_path_factory):
    """A prefix with a blank in its name, the command installed below it."""
    folder = tmp_path_factory.mktemp("pre fix") / "own"
    run(INSTALL, "install", folder, magnify)
    return folder


def test_nothing_but_the_command_its_pages_and_completions(magnify, prefix):
    root = json.loads(run(magnify, "--experimental-dump-help"))["command"]
    pages = {f"{PAGES}/{'-'.join(words)}.1" for words in verbs(root)}
    assert len(pages) > 20
    assert files(prefix) == pages | set(COMPLETIONS.values()) | {
        "bin/magnify", "share/magnify/installed.txt"}


def test_installed_command_analyses_the_shipped_log(magnify, prefix):
    log = "Datasets/personal-logs/responder"
    arguments = ("nof1", "analyze", log + ".csv", "--study", log + ".study.yaml",
                 "--no-simulation", "--json")
    assert run(prefix / "bin/magnify", "--version") == run(magnify, "--version")
    assert run(prefix / "bin/magnify", *arguments) == run(magnify, *arguments)


def test_installed_command_has_no_debug_information(prefix):
    assert ".debug_info" not in run("readelf", "--sections", "--wide", prefix / "bin/magnify")


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_every_manual_page_renders_without_a_warning(prefix):
    for page in sorted((prefix / PAGES).iterdir()):
        done = subprocess.run(
            ["groff", "-man", "-ww", "-Tutf8", "-P-cbou", page], text=True, capture_output=True)
        assert (done.returncode, done.stderr) == (0, ""), page
        for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO"):
            assert heading in done.stdout, page


@pytest.mark.skipif(not shutil.which("mandoc"), reason="there is no mandoc")
def test_mandoc_finds_nothing(prefix):
    for page in sorted((prefix / PAGES).iterdir()):
        assert run("mandoc", "-T", "lint", page) == "", page


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man")
def test_man_finds_and_shows_what_the_help_says(prefix):
    environment = os.environ | {"MANPATH": str(prefix / "share/man"), "MANWIDTH": "200"}
    text = run("man", "magnify-nof1-analyze", env=environment)
    for part in ("magnify nof1 analyze [options] log", "--study", "Study file (YAML).",
                 "values: count, score, duration, binary, ordinal",
                 "magnify nof1 analyze log.csv --study study.yaml --plots plots"):
        assert part in text
    assert "the input is not valid" in run("man", "magnify", env=environment)


def completed(prefix, *words):
    """What bash offers after these words, by what `complete -p` names."""
    script = """
      source "$1"; shift
      [[ "$(complete -p magnify)" =~ -F\\ ([^ ]+) ]] || exit 1
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      "${BASH_REMATCH[1]}" magnify "${@: -1}" "${@: -2:1}"
      printf '%s\\n' "${COMPREPLY[@]}"
    """
    return run("bash", "-c", script, "bash", prefix / COMPLETIONS["bash"], *words).split()


def test_bash_completes_verbs_options_and_values(prefix):
    assert completed(prefix, "magnify", "tri") == ["trials"]
    assert completed(prefix, "magnify", "nof1", "an") == ["analyze"]
    assert "--randomised" in completed(prefix, "magnify", "nof1", "analyze", "--ran")
    assert completed(prefix, "magnify", "nof1", "analyze", "--kind", "sc") == ["score"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_accept_their_completions(prefix, shell):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    run(shell, "-n", prefix / COMPLETIONS[shell])


def test_uninstalling_leaves_what_was_there_before(magnify, tmp_path):
    own = tmp_path / "share/man/man1/own.1"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    run(INSTALL, "install", tmp_path, magnify)
    run(INSTALL, "install", tmp_path, magnify)  # again, over itself
    (tmp_path / "bin/other").write_text("mine too")
    run(INSTALL, "uninstall", tmp_path)
    assert files(tmp_path) == {"share/man/man1/own.1", "bin/other"}
    assert {path.name for path in tmp_path.rglob("*") if path.is_dir()} == {
        "bin", "share", "man", "man1"}


def test_uninstalling_removes_the_folders_that_were_made(magnify, tmp_path):
    (tmp_path / "empty").mkdir()
    run(INSTALL, "install", tmp_path / "empty", magnify)
    run(INSTALL, "uninstall", tmp_path / "empty")
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]
    run(INSTALL, "install", "/usr/local", magnify, env=os.environ | {"DESTDIR": str(tmp_path / "a")})
    assert (tmp_path / "a/usr/local/bin/magnify").exists()
    run(INSTALL, "uninstall", "/usr/local", env=os.environ | {"DESTDIR": str(tmp_path / "a")})
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]


def test_a_file_of_somebody_else_is_never_replaced(magnify, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/magnify").write_text("another program")
    done = subprocess.run(
        [INSTALL, "install", tmp_path, magnify], text=True, capture_output=True)
    assert done.returncode == 1 and "bin/magnify exists" in done.stderr
    assert files(tmp_path) == {"bin/magnify"}
    assert (tmp_path / "bin/magnify").read_text() == "another program"
