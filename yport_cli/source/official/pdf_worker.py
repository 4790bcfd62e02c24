"""A program of its own: the text of each page of the PDF on standard input, as JSON on standard output.

It is run apart because the library is native code: whatever a file does to it ends this process alone. It
imports nothing of the package, so that it starts soon.
"""

import json
import sys

MEMORY = 2 << 30
SECONDS = 60


def main(most_pages: int, most_characters: int) -> None:
    """Read, and write what was found: the pages, how many there are, whether they hold pictures."""
    _limit()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).lower() or "security" in str(error).lower()
        json.dump({"error": "locked" if is_locked else "damaged"}, sys.stdout)
        return
    count = len(document)
    pages: list[str] = []
    length = 0
    has_pictures = False
    if count <= most_pages:
        for page in document:
            text = page.get_textpage().get_text_range()
            pages.append(text)
            length += len(text)
            if not text.strip() and not has_pictures:
                has_pictures = any(page.get_objects(filter=(3,), max_depth=2))
            page.close()
            if length > most_characters:
                break
    json.dump({"pages": pages, "count": count, "pictures": has_pictures}, sys.stdout)


def _limit() -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: whoever has started us waits so long and no longer
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
