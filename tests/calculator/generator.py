"""Plans and ledgers drawn at random, as files for the program and as plain values for the calculator."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from calculator.as_of import Given, ledger
from calculator.break_even import break_even_answer
from calculator.years import closing_day, first_day, last_day

Plan = dict[str, Any]


class Sample(NamedTuple):
    """One plan and its ledger, in both shapes, and the day or the year that is asked for, if any."""

    plan: Plan
    rows: list[Given]
    as_of: date | None
    year: int | None

    @property
    def yaml(self) -> str:
        """The plan file, a key a line."""
        return "".join(f"{key}: {_flow(value)}\n" for key, value in self.plan.items())

    @property
    def csv(self) -> str:
        """The ledger."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["date", "fiscal_year", "item", "amount"])
        for day, year, item, amount in self.rows:
            writer.writerow([day or "", "" if year is None else f"FY{year}", item, _flow(amount)])
        return out.getvalue()


def sample(seed: int | str, *, plain: bool = False) -> Sample:
    """The plan and ledger of a seed; a plain one keeps to what files could say before any meaning changed."""
    return _Drawing(seed, plain=plain).sample()


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, str):
        return value if value[1:].isdigit() else json.dumps(value, ensure_ascii=False)
    return "null" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


class _Drawing:
    """The dice, and the years of the plan that they have given."""

    def __init__(self, seed: int | str, *, plain: bool) -> None:
        self.dice = Random(seed)  # noqa: S311 - what is drawn keeps no secret
        self.plain = plain
        first = self.dice.randint(2016, 2029)
        self.years = list(range(first, min(first + self.dice.randint(2, 7), 2031)))
        turn = self.dice.choice((2019, 2020, 2031))  # H31 or R1, or even H36
        spell = self.dice.random() < 0.9
        self.names = [(f"H{y - 1988}" if y < turn else f"R{y - 2018}") if spell else y for y in self.years]

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def number(self, low: int, high: int, places: int = 0) -> int | Decimal:
        drawn = self.dice.randint(low * 10**places, high * 10**places)
        return Decimal(drawn).scaleb(-places) if places else drawn

    def sample(self) -> Sample:
        kpis = [self.kpi(f"k{place}") for place in range(self.dice.randint(1, 3))]
        plan: Plan = {
            "schema": "yport/plan/v1",
            "id": "drawn",
            "name": "無作為の計画",
            "authors": ["横浜市"],
            "area": "横浜市の全域",
            "period": {"start": None, "end": last_day(self.years[-1]).isoformat()},
            "fiscal_years": self.names,
            "kpis": kpis,
            "budget": self.budget(),
        }
        if self.chance(0.6):
            plan["self_sufficiency"] = self.self_sufficiency()
            claim = (break_even_answer(plan, ledger([])) or {})["break_even_year"]
            if claim is not None and self.chance(0.5):
                plan["self_sufficiency"]["break_even_year"] = f"FY{claim}"
        rows = [] if self.chance(0.05) else self.rows(plan)
        if not self.plain and self.chance(0.15):
            return Sample(plan, rows, None, self.dice.choice(self.years))
        days = (last_day(self.years[-1]) - first_day(self.years[0])).days
        day = first_day(self.years[0]) + timedelta(self.dice.randint(-30, days + 200))
        edge = self.dice.choice((last_day, closing_day))(self.dice.choice(self.years))
        return Sample(plan, rows, self.dice.choice((None, None, day, edge)), None)

    def kpi(self, name: str) -> Plan:
        kind, direction = self.dice.choice(("increment", "level")), self.dice.choice(("increase", "decrease"))
        places, size = self.dice.choice((0, 0, 1, 2)), self.dice.choice((3, 100, 20_000_000))
        shape = self.dice.choice(("rising", "falling", "any", "zero", "flat"))
        bounds = {"rising": (0, size), "falling": (-size, 0), "zero": (0, 0)}.get(shape, (-size, size))
        steps: list[int | Decimal] = [self.number(*bounds, places) for _ in self.years]
        baseline = self.dice.choice((None, 0, -size, self.number(1, 3 * size, places)))
        if kind == "level":
            start = (
                baseline if baseline is not None and self.chance(0.8) else self.number(0, 2 * size, places)
            )
            steps = [start + (0 if shape == "flat" else sum(steps[: n + 1])) for n in range(len(steps))]
        planned = [None if self.chance(0.15) else step for step in steps]
        known = [step for step in planned if step is not None]
        table = {"increment": "increments", "level": "targets"}[kind]
        block = {
            "id": name,
            "name": f"指標{name}",
            "unit": "人",
            "kind": kind,
            "direction": direction,
            "baseline": baseline,
            table: dict(zip(self.names, planned, strict=True)),
        }
        if kind == "increment" and known and self.chance(0.3):
            block["stated_cumulative"] = sum(known)
        if not self.plain and self.chance(0.3):
            block["rate"] = self.dice.choice(("change", "ratio"))
        return block

    def budget(self) -> Plan:
        amounts = [self.number(0, 50_000) for _ in self.years]
        stated = [self.chance(0.7) for _ in self.years]
        spare = 0 if all(stated) else self.number(0, 50_000)
        block: Plan = {"unit": self.dice.choice(("円", "千円", "百万円")), "total": sum(amounts) + spare}
        chosen = zip(self.names, amounts, stated, strict=True)
        block["years"] = {name: amount for name, amount, kept in chosen if kept}
        if self.chance(0.4):
            lines = {name: amount // 2 for name, amount in block["years"].items()}
            block["lines"] = [{"id": "office", "name": "拠点", "years": lines}]
        if self.chance(0.8):
            share = self.dice.choice(("1/2", "1/3", "2/3", "3/4", None))
            eligible = self.dice.choice((None, block["total"] * 4 // 5))
            amount = self.dice.choice((None, None, block["total"] // 5))
            block["grant"] = {"rate": share, "eligible_cost": eligible, "amount": amount}
            if not self.plain and self.chance(0.5):
                self.by_year(block)
        if not self.plain:
            if self.chance(0.3):
                tenth = {name: amount // 10 for name, amount in block["years"].items() if self.chance(0.8)}
                block["funding"] = [{"id": "donation", "name": "企業版ふるさと納税", "years": tenth}]
            if self.chance(0.1):
                block["total"] = None
        return block

    def by_year(self, block: Plan) -> None:
        """The grant's figures by year, some of them unknown, and never more than the plan allows."""
        grant, years = block["grant"], block["years"]
        if self.chance(0.5):
            shares = ("1/2", "1/2", "1/3", "0")
            grant["rate"] = {name: self.dice.choice(shares) for name in self.names if self.chance(0.9)}
        if self.chance(0.5):
            grant["eligible_cost"] = {
                name: amount * 4 // 5 for name, amount in years.items() if self.chance(0.8)
            }
        if self.chance(0.5):
            rates = grant["rate"] if isinstance(grant["rate"], dict) else {}
            grant["amount"] = {
                name: amount // 5
                for name, amount in years.items()
                if self.chance(0.7) and rates.get(name) != "0"
            }

    def self_sufficiency(self) -> Plan:
        names = [*self.names, *(f"FY{self.years[-1] + more}" for more in self.dice.sample((1, 2, 3), 2))]
        places = self.dice.choice((0, 0, 1))
        low = 0 if self.plain else -40
        revenue = {name: self.number(low, 99, places) for name in names if self.chance(0.8)}
        cost = {name: self.number(1, 70, places) for name in names if self.chance(0.8)}
        if not self.plain and cost and self.chance(0.3):
            cost[self.dice.choice([*cost])] = 0
        return {"unit": self.dice.choice(("円", "千円")), "revenue": revenue, "cost": cost}

    def rows(self, plan: Plan) -> list[Given]:
        rows: list[Given] = []
        for kpi in plan["kpis"]:
            rows += self.levels(kpi) if kpi["kind"] == "level" else self.increments(kpi)
        only_supplements = not self.plain and self.chance(0.1)
        money = ("supplement",) if only_supplements else self.money(plan)
        for item in money:
            low = 1 if self.plain or item != "supplement" else -9_000
            for year in self.recorded(0.5):
                high = 4_000 if item == "ineligible" else 45_000
                rows += self.split(item, year, self.number(low, high), payment=True)
        for item in () if only_supplements else ("revenue", "cost"):
            for year in (year for year in range(self.years[0], self.years[-1] + 4) if self.chance(0.3)):
                rows += self.split(item, year, self.number(-30 if item == "revenue" else 1, 99))
        self.dice.shuffle(rows)
        return rows

    def money(self, plan: Plan) -> tuple[str, ...]:
        line = ("execution:office",) if plan["budget"].get("lines") else ()
        new = () if self.plain else ("ineligible", "grant_decided", "grant_settled")
        return ("execution", *line, "supplement", "carried_out", "grant_received", "grant_returned", *new)

    def recorded(self, share: float) -> Iterator[int]:
        until = self.dice.choice(self.years)
        return (year for year in self.years if year <= until and self.chance(share))

    def near(self, target: int | Decimal | None) -> int | Decimal:
        """What was reached: a share of the target, the very target, or the least bit beside it."""
        if target is None:
            return self.number(-10, 50)
        least = Decimal(1).scaleb(int(target.as_tuple().exponent)) if isinstance(target, Decimal) else 1
        share = Decimal(self.dice.randint(20, 140)) / 100
        return self.dice.choice((target, target - least, target + least, round(target * share, 2)))

    def increments(self, kpi: Plan) -> Iterator[Given]:
        recorded = {*self.recorded(0.8)}
        for year, target in zip(self.years, kpi["increments"].values(), strict=True):
            if year in recorded:
                yield from self.split(kpi["id"], year, self.near(target))

    def levels(self, kpi: Plan) -> Iterator[Given]:
        recorded = {*self.recorded(0.8)}
        for year, target in zip(self.years, kpi["targets"].values(), strict=True):
            if year in recorded:
                days = sorted({self.day(year) for _ in range(self.dice.randint(1, 3))})
                *before, latest = [(day, None, kpi["id"], self.near(target)) for day in days]
                by_year = (None, year, *latest[2:])
                yield from (
                    [*before, latest]
                    if self.plain
                    else self.dice.choice(([*before, latest], [by_year], [*before, latest, by_year]))
                )

    def split(self, item: str, year: int, amount: int | Decimal, *, payment: bool = False) -> Sequence[Given]:
        """One to three rows that add up to an amount.

        Corrections among them, and payments of the April after.
        """
        parts = [self.number(-20, 50) for _ in range(self.dice.randint(0, 2))]
        rows: list[Given] = []
        for part in (*parts, amount - sum(parts)):
            if payment and self.chance(0.2):
                rows.append((first_day(year + 1) + timedelta(self.dice.randint(0, 60)), year, item, part))
            elif not self.plain and self.chance(0.2):
                rows.append((None, year, item, part))
            else:
                rows.append((self.day(year), year if self.chance(0.2) else None, item, part))
        return rows

    def day(self, year: int) -> date:
        drawn = first_day(year) + timedelta(self.dice.randint(0, 364))
        return self.dice.choice((drawn, drawn, drawn, last_day(year)))
