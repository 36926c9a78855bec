#!/usr/bin/env python3
"""Usage: scripts/manual.py COMMAND FOLDER

Writes the manual pages of the command into FOLDER, one for every verb (magnify.1,
magnify-nof1.1, magnify-nof1-analyze.1, ...), from what the command says of itself. Their date is
the day on which the command was built (or SOURCE_DATE_EPOCH).
"""

import json
import os
import subprocess
import sys
import textwrap
from datetime import datetime, timezone
from pathlib import Path


def escaped(text):
    """Text for groff: no line is taken for a request, and a hyphen can be typed as it is read."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    text = "".join(c if ord(c) < 128 else f"\\[u{ord(c):04X}]" for c in text)
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.split("\n"))


def prose(text):
    return escaped(textwrap.fill(text, 72, break_long_words=False, break_on_hyphens=False))


def paragraphs(discussion):
    """(title, lines): lines of text under no title, or lines as they are under `Title:`."""
    for block in (discussion or "").split("\n\n"):
        first, *rest = block.split("\n")
        if first.endswith(":") and rest and all(line.startswith("  ") for line in rest):
            indent = min(len(line) - len(line.lstrip()) for line in rest)
            yield first[:-1], [line[indent:] for line in rest]
        elif first:
            yield None, [first, *rest]


def literal(lines):
    return [".nf", ".RS 4", *map(escaped, lines), ".RE", ".fi"]


def spelled(name):
    return ("\\-" if name["kind"] == "short" else "\\-\\-") + escaped(name["name"])


def placeholder(argument):
    return f"\\fI{escaped(argument['valueName'])}\\fR"


def synopsis(words, command):
    parts = [f"\\fB{escaped(' '.join(words))}\\fR"]
    arguments = [a for a in command["arguments"] if a["shouldDisplay"]]
    for argument in arguments:
        if argument["kind"] == "option" and not argument["isOptional"] \
                and "defaultValue" not in argument:
            parts.append(f"\\fB{spelled(argument['preferredName'])}\\fR {placeholder(argument)}")
    if any(a["kind"] != "positional" for a in arguments):
        parts.append("[\\fIoptions\\fR]")
    for argument in arguments:
        if argument["kind"] == "positional":
            text = placeholder(argument) + (" ..." if argument["isRepeating"] else "")
            parts.append(f"[{text}]" if argument["isOptional"] else text)
    if "subcommands" in command:
        parts.append("\\fIverb\\fR")
    return " ".join(parts)


def description(argument):
    """What the help says of an argument, with its values and default."""
    text = argument.get("abstract", "")
    facts = []
    if argument.get("allValues"):
        facts.append("values: " + ", ".join(argument["allValues"]))
    if argument.get("defaultValue") and argument["kind"] != "flag":
        facts.append("default: " + argument["defaultValue"])
    return prose(text + (f" ({'; '.join(facts)})" if facts else ""))


def options(command):
    sections = {}
    for argument in command["arguments"]:
        if argument["shouldDisplay"]:
            title = "Arguments" if argument["kind"] == "positional" \
                else argument.get("sectionTitle", "Options")
            sections.setdefault(title, []).append(argument)
    # As in the help: options that belong to no group come last.
    for title in sorted(sections, key=lambda name: (name == "Options", name != "Arguments")):
        yield f".SH {title.upper()}"
        for argument in sections[title]:
            if argument["kind"] == "positional":
                yield from [".TP", placeholder(argument)]
            else:
                names = ", ".join(f"\\fB{spelled(name)}\\fR" for name in argument["names"])
                value = " " + placeholder(argument) if argument["kind"] == "option" else ""
                yield from [".TP", names + value]
            yield description(argument)


def related(words, command):
    """Pages of the verbs below and of the commands above."""
    below = [words + [verb["commandName"]] for verb in verbs(command)]
    above = [words[:length] for length in range(1, len(words))]
    return ",\n".join(f"\\fB{escaped('-'.join(page))}\\fR(1)" for page in above + below)


def verbs(command):
    return [c for c in command.get("subcommands", [])
            if c["shouldDisplay"] and c["commandName"] != "help"]


def page(words, command, version, date):
    name = "-".join(words)
    described = list(paragraphs(command.get("discussion")))
    lines = [
        f'.TH "{escaped(name.upper())}" "1" "{date}" "{escaped(version)}" "Magnify"',
        ".SH NAME", prose(f"{name} - {command['abstract'].rstrip('.')}"),
        ".SH SYNOPSIS", synopsis(words, command),
        ".SH DESCRIPTION", prose(command["abstract"]),
    ]
    examples = [block for block in described if block[0] and block[1][0].startswith(words[0])]
    for title, text in described:
        if title is None:
            lines += [".PP", prose(" ".join(text))]
    if verbs(command):
        lines.append(".SH VERBS")
        for verb in verbs(command):
            lines += [".TP", f"\\fB{escaped(verb['commandName'])}\\fR", prose(verb["abstract"])]
    lines += options(command)
    if examples:
        lines.append(".SH EXAMPLES")
    for title, text in examples:
        lines += ([".PP", escaped(title) + ":", ".PP"] if title != "Example" else []) + literal(text)
    for title, text in described:
        if title and (title, text) not in examples:
            lines += [f".SH {title.upper()}", *literal(text)]
    lines += [".SH SEE ALSO", related(words, command)]
    return "\n".join(lines) + "\n"


def pages(words, command):
    yield words, command
    for verb in verbs(command):
        yield from pages(words + [verb["commandName"]], verb)


def main(binary, folder):
    def say(*arguments):
        return subprocess.run(
            [binary, *arguments], check=True, capture_output=True, text=True).stdout

    root = json.loads(say("--experimental-dump-help"))["command"]
    version = say("--version").strip()
    built = float(os.environ.get("SOURCE_DATE_EPOCH", os.path.getmtime(binary)))
    date = datetime.fromtimestamp(built, timezone.utc).strftime("%Y-%m-%d")
    Path(folder).mkdir(parents=True, exist_ok=True)
    for words, command in pages([root["commandName"]], root):
        text = page(words, command, version, date)
        (Path(folder) / ("-".join(words) + ".1")).write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.split("\n")[0])
    main(*sys.argv[1:])
