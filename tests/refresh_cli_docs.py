"""Run every example of ``docs/cli.md`` anew and write what it prints: ``python tests/refresh_cli_docs.py``.

An example is a fenced ``console`` block; its lines that begin with ``$ `` are run by bash in one folder, in the order
of the page, and what follows them is replaced by what they print (standard output and error).
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs" / "cli.md"


def main() -> None:
    text = DOCS.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "gold").symlink_to(DOCS.parent.parent / "gold")

        def again(block: re.Match[str]) -> str:
            out = []
            for line in block[1].splitlines():
                if line.startswith("$ "):
                    out += [line, *output(line[2:], folder)]
            return "```console\n" + "\n".join(out) + "\n```"

        DOCS.write_text(re.sub(r"```console\n(.*?)\n```", again, text, flags=re.DOTALL), "utf-8")


def output(command: str, folder: str) -> list[str]:
    shell = f'kroniek() {{ {shlex.quote(sys.executable)} -m kroniek "$@"; }}\n{command}'
    done = subprocess.run(
        ["bash", "-c", shell], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.stdout.rstrip().splitlines()


if __name__ == "__main__":
    main()
