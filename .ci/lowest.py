"""Print the lowest version that each dependency of the program may have, as constraints for pip."""  # noqa: INP001

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = project["optional-dependencies"]
needed = [
    *project["dependencies"],
    *(one for name in extras if name not in {"test", "bench"} for one in extras[name]),
]
for requirement in needed:
    found = re.match(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)$", requirement)
    if found is not None:
        print(f"{found[1]}=={found[2]}")  # noqa: T201
