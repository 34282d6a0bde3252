"""Runs the commands of a page and writes what they print under them.

A block of ```console that begins with `$ ./do tremplin …` holds commands; one may go on after a backslash, and may be
piped (`| head -20`). `# exit 1` after a command says how it ends where that is not well. A block of ```diff changes a
copy of the program, in which the commands after it run; the tree itself stays as it is. A page speaks English, unless
its first line is `<!-- lang: fr -->`.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path.cwd()
PROGRAM = ("src/tremplin", "docs")
"""What a copy of the program holds: the code with its law, and the files that commands name."""
CALL = r"(?:[A-Z_]+=\S+ )*\./do tremplin "
BLOCK = re.compile(rf"(?<=^```console\n)\$ {CALL}.*?(?=^```$)|(?<=^```diff\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(rf"^\$ ({CALL}(?:.*\\\n)*.*)$", re.MULTILINE)
LANGUAGE = re.compile(r"<!-- lang: (fr|nl|de|en) -->\n")
EXIT = re.compile(r"# exit (\d+)$")


class Page:
    """A page, and the folder its commands run in: the tree, or a copy once a block has changed it."""

    def __init__(self, path, copies):
        self.path, self.folder, self.copies = path, ROOT, copies
        self.text = path.read_text(encoding="utf-8")
        said = LANGUAGE.match(self.text)
        self.environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        self.environment["TREMPLIN_LANG"] = said[1] if said else "en"

    def written(self):
        return BLOCK.sub(self.block, self.text)

    def block(self, found):
        if found[0].startswith("$"):
            return "\n".join(map(self.printed, COMMAND.finditer(found[0])))
        self.change(found[0])
        return found[0]

    def change(self, patch):
        if self.folder == ROOT:
            self.folder = self.copies
            for part in PROGRAM:
                shutil.copytree(ROOT / part, self.folder / part, ignore=shutil.ignore_patterns("__pycache__"))
            self.environment["PYTHONPATH"] = str(self.folder / "src")
        done = self.run("git apply -p1", patch)
        if done.returncode:
            sys.exit(f"{self.path}: this change does not fit:\n{patch}{done.stdout}{done.stderr}")

    def printed(self, found):
        said = found[1].replace("./do tremplin", f"{shlex.quote(sys.executable)} -m tremplin", 1)
        done, ends = self.run(said), EXIT.search(found[1])
        if done.returncode != int(ends[1] if ends else 0):
            sys.exit(f"{self.path}: {found[0]}\n{done.stdout}{done.stderr}")
        return f"{found[0]}\n{(done.stdout + done.stderr).rstrip()}\n"

    def run(self, command, given=""):
        how = {"cwd": self.folder, "env": self.environment, "input": given, "capture_output": True, "encoding": "utf-8"}
        return subprocess.run(["sh", "-c", command], **how)  # noqa: S603, S607 the commands of our own pages


def main(words):
    only_print = words[-1:] == ["-"]
    sys.stdout.reconfigure(encoding="utf-8")
    for name in words[: -1 if only_print else None]:
        with tempfile.TemporaryDirectory() as copies:
            page = Page(Path(name), Path(copies))
            text = page.written()
        if only_print:
            print(text, end="")
        elif text != page.text:
            page.path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
