"""`yport report FOLDER -o SITE` on many plans: `site_of_plans.py [COUNT]`. Time and size per plan."""

import re
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cost import cost
from generate_plans import SEED, generate
from pairs import program


def main(count: int = 1_000) -> None:
    """Write the site of `count` plans, each with a row per KPI in its ledger, and of one plan."""
    yport, random = program("yport"), Random(SEED)
    with TemporaryDirectory() as folder:
        plans, site = Path(folder, "plans"), Path(folder, "site")
        generate(plans, count)
        paths = sorted(plans.rglob("*.yaml"))
        for path in paths:
            text = path.read_text(encoding="utf-8")
            year = re.findall(r"fiscal_years:\s*(?:\[|- )\s*(\w+)", text)[0]
            rows = (
                f"{year},{name},{random.randrange(100)}\n" for name in re.findall(r"- id: (kpi\d+)", text)
            )
            ledger = path.with_name(f"{path.stem}.ledger.csv")
            ledger.write_text("fiscal_year,item,amount\n" + "".join(rows), encoding="utf-8")
        one = cost([yport, "report", str(paths[0]), "-o", f"{folder}/one.html"])
        all_ = cost([yport, "report", str(plans), "-o", str(site)])
        sizes = [path.stat().st_size for path in site.glob("*.html") if not path.stem.startswith("index")]
        print(f"{'plans':>8}  {'seconds':>8}  {'ms a plan':>9}  {'KiB a plan':>10}  {'MiB of memory':>13}")
        print(f"{1:8,}  {one.seconds:8.2f}  {one.seconds * 1000:9.0f}  {'':>10}  {one.mebibytes:13.0f}")
        per_plan = all_.seconds * 1000 / count
        kibibytes = sum(sizes) / len(sizes) / 1024
        print(f"{count:8,}  {all_.seconds:8.2f}  {per_plan:9.0f}  {kibibytes:10.0f}  {all_.mebibytes:13.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
