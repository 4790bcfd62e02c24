"""The bytes of every plan below a folder, read and hashed.

What no answer about their content can do without.
"""

import os
import sys
from hashlib import sha256


def main(folder: str) -> None:
    digests = set()
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:  # noqa: PTH118, PTH123 - paths are slower
                digests.add(sha256(file.read()).digest())
    print(len(digests))


if __name__ == "__main__":
    main(sys.argv[1])
