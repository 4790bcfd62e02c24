"""`yport import FOLDER` beside a plain reader of numbers: `import_documents.py [COUNT [PAIRS]]`."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cost import cost
from generate_plans import generate
from pairs import compare, print_table, program

HERE = Path(__file__).parent


def main(count: int = 1_000, pairs: int = 5) -> None:
    """Documents in the official form of invented towns; import them all, by turns with the plain reader."""
    yport = program("yport")
    with TemporaryDirectory() as folder:
        plans, documents, drafts = (Path(folder, name) for name in ("plans", "documents", "drafts"))
        generate(plans, count)
        write_documents(plans, documents)
        ours = [sys.executable, str(HERE / "afresh.py"), str(drafts), yport, "import", str(documents)]
        peer = [sys.executable, str(HERE / "plain_numbers.py"), str(documents)]
        print_table([compare(f"{count:,} documents : numbers", ours, peer, target=3.0, pairs=pairs)])
        shutil.rmtree(drafts)
        seconds, mebibytes = cost([yport, "import", str(documents), "-o", str(drafts)])
        print(f"\n{count / seconds:.0f} documents a second, {mebibytes:.0f} MiB")


def write_documents(plans: Path, folder: Path) -> None:
    """The official form of every plan."""
    folder.mkdir()
    code = (
        "import sys; from pathlib import Path\n"
        "from yport_cli.render.official_form import official_text\n"
        "from yport_cli.source.plan.plan_loader import load_plan\n"
        "for path in sorted(Path(sys.argv[1]).rglob('*.yaml')):\n"
        "    plan = load_plan(path).plan\n"
        "    assert plan is not None\n"
        "    text = official_text(plan)\n"
        "    Path(sys.argv[2], path.stem + '.txt').write_text(text, encoding='utf-8')\n"
    )
    subprocess.run([sys.executable, "-c", code, str(plans), str(folder)], check=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
