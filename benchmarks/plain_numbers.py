"""The least that a script does with a folder of documents: every number of every line, written as YAML."""

import re
import sys
from pathlib import Path

import yaml

NUMBER = re.compile(r"[-−△▲]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?")


def main(folder: str) -> None:
    for path in sorted(Path(folder).glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found = {number: NUMBER.findall(line) for number, line in enumerate(lines, 1)}
        yaml.safe_dump({number: figures for number, figures in found.items() if figures}, allow_unicode=True)


if __name__ == "__main__":
    main(sys.argv[1])
