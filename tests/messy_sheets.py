"""Sheets as people keep them, made by chance, with what is hidden in them: each figure at its cell.

The same seed makes the same sheet. What a reader must take is known, cell by cell, and so is every cell at
which something is wrong.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from example import kpi, plan
from yport_cli.core.plan.plan import Plan

PLAN: Plan = plan(
    fiscal_years=["R5", "R6"],
    period={"end": "2025-03-31"},
    kpis=[
        kpi(id="ijusha", name="移住者数", aliases=["転入者"], unit="人", increments={"R5": 1, "R6": 1}),
        kpi(id="kanko", name="観光客数", short_name="観光", unit="千人", increments={"R5": 1, "R6": 1}),
        kpi(id="manzoku", name="満足度", unit="%", kind="level", targets={"R5": 70, "R6": 80}),
        kpi(id="soudan", name="相談の件数", unit="件", increments={"R5": 1, "R6": 1}),
    ],
    budget={"unit": "千円", "total": 120},
)

NAMES = {
    "ijusha": ["移住者数", "移 住 者 数", "転入者", "ijusha", "①移住者数", "・移住者数"],
    "kanko": ["観光客数", "観光", "ＫＡＮＫＯ", "観光\n客数"],
    "manzoku": ["満足度", "満　足　度"],
    "soudan": ["相談の件数", "(1) 相談の件数"],
    "execution": ["執行額", "execution", "執 行 額"],
}
UNITS: dict[str, list[tuple[str, int | Decimal]]] = {
    "ijusha": [("", 1), ("人", 1)],
    "kanko": [("", 1), ("千人", 1), ("人", Decimal("0.001"))],
    "manzoku": [("", 1), ("%", 1), ("％", 1)],
    "soudan": [("", 1), ("件", 1)],
    "execution": [("", 1), ("千円", 1), ("円", Decimal("0.001")), ("万円", 10)],
}
"""How a sheet may say the unit of an item, and what one of it is in the item's own."""

MONTHS = [(2023, month) for month in range(4, 13)] + [(2024, month) for month in range(1, 4)]
LAST_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
FULL = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
Figure = tuple[str, str, str, Decimal]
"""Date, fiscal year, item and amount of a row, as they must come out."""


@dataclass
class Messy:
    """A sheet, and what is hidden in it."""

    name: str = "Sheet1"
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    wrong: set[tuple[int, int]] = field(default_factory=set)
    """Cells at which something is wrong."""

    def rows(self) -> list[list[Any]]:
        """The cells as a table."""
        height = 1 + max(row for row, _ in self.cells)
        width = 1 + max(column for _, column in self.cells)
        return [[self.cells.get((row, column), "") for column in range(width)] for row in range(height)]


class Maker:
    """Makes one sheet."""

    def __init__(self, seed: int, *, is_csv: bool = False) -> None:
        self.dice = Random(seed)  # noqa: S311
        self.is_csv = is_csv
        self.sheet = Messy()
        self.row = 0

    def chance(self, percent: int) -> bool:
        """Whether something happens."""
        return self.dice.randrange(100) < percent

    def put(self, row: int, column: int, value: Any) -> None:
        """Write a cell."""
        self.sheet.cells[row, column] = value

    def made(self) -> Messy:
        """The sheet."""
        if self.chance(30):
            self.sheet.name = self.dice.choice(["令和5年度", "R5年度実績 ", "2023年度"])
        self._titles()
        self.dice.choice([self._list, self._items_down, self._periods_down, self._two_rows, self._pairs])()
        if self.chance(40):
            self.row += self.dice.randrange(2)
            self.put(self.row, 0, self.dice.choice(["※速報値", "＊ 3月は見込み", "注）確定前", "（注）暫定"]))
        return self.sheet

    def _titles(self) -> None:
        for text in self.dice.sample(
            ["令和5年度　実績報告", "作成：企画課", "提出日 2024/5/1", "第2号様式"], self.dice.randrange(4)
        ):
            self.put(self.row, 0, text)
            if self.chance(40) and not self.is_csv:
                self.sheet.merged.append((self.row, 0, self.row, 3))
            self.row += 1
        self.row += self.row > 0 and self.chance(50)

    def _spaced(self, text: str) -> str:
        ways = [text, text, "　".join(text), f" {text} ", "\n".join((text[:1], text[1:]))]
        return self.dice.choice(ways) if len(text) > 1 else text

    def _figure(
        self, at: tuple[int, int], item: str, when: tuple[str, str], unit: str = "", *, level: str = ""
    ) -> Decimal:
        """A figure of an item in a cell, in `unit` where its row or heading says one."""
        row, column = at
        own = dict(UNITS[item])
        factor = Decimal(own[unit] if unit in own else own[""])
        seen = Decimal(level) if level else Decimal(self.dice.randrange(1, 4000))
        text = f"{seen:,}" if self.chance(50) else str(seen)
        if self.chance(30):
            text = text.translate(FULL)
        value: Any = text
        if not self.is_csv and self.chance(50):
            value = int(seen) if seen == int(seen) else float(seen)
        if not unit and self.chance(40):
            cell_unit, cell_factor = self.dice.choice(UNITS[item])
            factor = Decimal(cell_factor)
            if cell_unit and isinstance(value, str):
                value = f"{value}{cell_unit}"
            elif cell_unit and cell_unit not in "%％":
                self.sheet.formats[at] = f'#,##0.##"{cell_unit}"'
            elif cell_unit:
                self.sheet.formats[at] = "0.0%"
                value = float(seen / 100)
        if self.chance(10) and seen != 0 and item != "manzoku" and isinstance(value, str):
            value, seen = f"{self.dice.choice(['▲', '△', '-', '−'])}{value}", -seen
        self.put(row, column, value)
        self.sheet.figures[at] = (*when, item, (seen * factor).normalize())
        return seen * factor

    def _year(self) -> str:
        """The year that the sheet's name gives."""
        return "R5" if self.sheet.name != "Sheet1" else ""

    def _month(self, year: int, month: int) -> tuple[Any, tuple[str, str]]:
        """A month as a sheet spells it, and the day and the year that it stands for."""
        count = year - 2018
        ways: list[Any] = [
            f"令和{count}年{month}月", f"R{count}.{month}", f"{year}年{month}月", f"{year}/{month}",
            f"令和{count}年{month}月".translate(FULL), f"R{count}/{month}", f"令和{count}年 {month}月末",
        ]  # fmt: skip
        if self._year():
            ways += [f"{month}月", f"{month}月".translate(FULL)]
        return self.dice.choice(ways), (f"{year}-{month:02}-{LAST_DAYS[month]:02}", self._year())

    def _day(self) -> tuple[Any, tuple[str, str]]:
        day = date(2023, 4, 1).toordinal() + self.dice.randrange(366)
        found = date.fromordinal(day)
        count = found.year - 2018
        ways: list[Any] = [
            found.isoformat(), f"{found.year}/{found.month}/{found.day}",
            f"R{count}.{found.month}.{found.day}", f"令和{count}年{found.month}月{found.day}日",
        ]  # fmt: skip
        if not self.is_csv:
            ways.append(found)
        return self.dice.choice(ways), (found.isoformat(), self._year())

    def _years(self) -> list[tuple[Any, tuple[str, str]]]:
        return [
            (
                self.dice.choice([f"令和{year}年度", f"R{year}", f"Ｒ{year}年度", f"{year + 2018}年度"]),
                ("", f"R{year}"),
            )
            for year in (5, 6)
        ]

    def _list(self) -> None:
        """A row for each figure, in any order of columns, with sums below."""
        is_money = self.chance(30)
        items = ["execution"] if is_money else self.dice.sample(["ijusha", "soudan", "kanko"], 2)
        in_heading = self.dice.choice(["", "千円", "円"]) if is_money else ""
        headings = {
            "date": self.dice.choice(["日付", "年月日", "年月"]),
            "item": self.dice.choice(["項目", "指標", "KPI", "指標名"]),
            "amount": self.dice.choice(["実績", "実績値", "金額", "数量"])
            + (f"（{in_heading}）" if in_heading else ""),
            "note": self.dice.choice(["備考", "摘要"]),
            "who": "担当課",
        }
        order = self.dice.sample(list(headings), len(headings))
        at = {name: column for column, name in enumerate(order)}
        for name, column in at.items():
            self.put(self.row, column, self._spaced(headings[name]))
        self.row += 1
        sums: dict[str, Decimal] = {}
        seen_sum = Decimal(0)
        is_whole = True
        for _ in range(self.dice.randrange(2, 9)):
            item = self.dice.choice(items)
            when, known = self._day() if self.chance(60) else self._month(*self.dice.choice(MONTHS))
            self.put(self.row, at["date"], when)
            self.put(self.row, at["item"], self.dice.choice(NAMES[item]))
            self.put(self.row, at["who"], "企画課")
            if self.chance(20):
                self.put(self.row, at["note"], "確定")
            figure = self._figure((self.row, at["amount"]), item, known, in_heading)
            if self.chance(6):
                self._spoil((self.row, at["item"]), (self.row, at["amount"]))
                is_whole = False
            sums[item] = sums.get(item, Decimal(0)) + figure
            factor = Decimal(dict(UNITS[item])[in_heading])
            seen_sum += figure / factor
            self.row += 1
            if self.chance(10):
                self.row += 1
        is_plain = not self.sheet.formats and all(
            str(self.sheet.cells[cell])[-1:] in "0123456789０１２３４５６７８９"
            for cell in self.sheet.figures
        )
        if self.chance(50) and len(sums) == 1 and is_plain and is_whole:
            self.put(self.row, at["item"], self.dice.choice(["合計", "計", "合　計"]))
            self._total((self.row, at["amount"]), seen_sum)
            self.row += 1

    def _total(self, at: tuple[int, int], whole: Decimal) -> None:
        """A sum, which may be wrong."""
        if self.chance(20):
            whole += self.dice.choice([1, -1, 10])
            self.sheet.wrong.add(at)
        self.put(*at, str(whole.normalize() if whole != int(whole) else int(whole)))

    def _spoil(self, name: tuple[int, int], figure: tuple[int, int]) -> None:
        """Make a row doubtful: it must be refused at the cell that is, and nothing be taken of it."""
        del self.sheet.figures[figure]
        self.sheet.formats.pop(figure, None)
        if self.chance(40):
            self.put(*name, self.dice.choice(["移住", "定住者数", "うち県外", "観光客"]))
            self.sheet.wrong.add(name)
            return
        ways = [
            "2,07",
            "12以上",
            "約30",
            "3・40",
            "1O",
            "五",
            "5リットル",
            "3万5千",
            "12→15",
            "10～20",
            "1e3",
            "？",
        ]
        self.put(*figure, self.dice.choice(ways))
        self.sheet.wrong.add(figure)

    def _two_rows(self) -> None:
        """Headings of two rows: the year over its months, merged or above the first alone."""
        months = MONTHS[: self.dice.randrange(2, 6)]
        first = 1
        self.put(self.row, 0, self.dice.choice(["項目", "指標"]))
        self.put(self.row, first, self.dice.choice(["令和5年度", "2023年度", "Ｒ５年度"]))
        self.sheet.merged.append((self.row, first, self.row, first + len(months) - 1))
        if self.chance(50):
            self.sheet.merged.append((self.row, 0, self.row + 1, 0))
        self.row += 1
        for column, (_, month) in enumerate(months, first):
            self.put(self.row, column, f"{month}月")
        self.row += 1
        for item in self.dice.sample(["ijusha", "kanko", "soudan"], 2):
            self.put(self.row, 0, self.dice.choice(NAMES[item]))
            for column, (year, month) in enumerate(months, first):
                day = f"{year}-{month:02}-{LAST_DAYS[month]:02}"
                self._figure((self.row, column), item, (day, self._year()))
            self.row += 1

    def _pairs(self) -> None:
        """Years across, each with its target and its actual."""
        self.sheet.name = "Sheet1"
        self.put(self.row, 0, self.dice.choice(["項目", "指標"]))
        if self.chance(50):
            self.sheet.merged.append((self.row, 0, self.row + 1, 0))
        for number, (text, _) in enumerate(self._years()):
            self.put(self.row, 1 + 2 * number, text)
            self.sheet.merged.append((self.row, 1 + 2 * number, self.row, 2 + 2 * number))
            self.put(self.row + 1, 1 + 2 * number, self.dice.choice(["目標", "目標値", "計画"]))
            self.put(self.row + 1, 2 + 2 * number, self.dice.choice(["実績", "実績値", "実　績"]))
        self.row += 2
        for item in self.dice.sample(["ijusha", "kanko", "soudan"], 2):
            self.put(self.row, 0, self.dice.choice(NAMES[item]))
            for number in range(2):
                self.put(self.row, 1 + 2 * number, 77)
                self._figure((self.row, 2 + 2 * number), item, ("", f"R{number + 5}"))
            self.row += 1

    def _periods(self) -> list[tuple[Any, tuple[str, str]]]:
        if self.chance(50) and not self._year():
            return self._years()
        start = self.dice.randrange(8)
        return [self._month(*month) for month in MONTHS[start : start + self.dice.randrange(2, 5)]]

    def _items_down(self) -> None:
        """Items down, times across; sums at the right."""
        periods = self._periods()
        items = self.dice.sample(["ijusha", "kanko", "soudan", "manzoku"], self.dice.randrange(1, 4))
        first = 2 if self.chance(40) else 1
        has_total = self.chance(60)
        self.put(self.row, 0, self._spaced(self.dice.choice(["項目", "指標", "区分", "指　標"])))
        if first == 2:
            self.put(self.row, 1, self._spaced("単位"))
        for column, (text, _) in enumerate(periods, first):
            self.put(self.row, column, text)
        if has_total:
            self.put(self.row, first + len(periods), self.dice.choice(["計", "合計", "累計"]))
        self.row += 1
        for item in items:
            self.put(self.row, 0, self.dice.choice(NAMES[item]))
            unit = ""
            if first == 2:
                unit = self.dice.choice(UNITS[item][1:])[0]
                self.put(self.row, 1, unit)
            whole = Decimal(0)
            is_plain = True
            for column, (_, when) in enumerate(periods, first):
                if self.chance(10):
                    self.put(self.row, column, self.dice.choice(["", "-", "―"]))
                    continue
                level = str(Decimal(self.dice.randrange(500, 999)) / 10) if item == "manzoku" else ""
                figure = self._figure((self.row, column), item, when, unit, level=level)
                whole += figure / Decimal(dict(UNITS[item])[unit])
                shown = str(self.sheet.cells[self.row, column])[-1:]
                is_plain = is_plain and shown.isdigit() and (self.row, column) not in self.sheet.formats
            held = any(row == self.row for row, _ in self.sheet.figures)
            if has_total and item == "manzoku":
                self.put(self.row, first + len(periods), "145.5")
            elif has_total and is_plain and held:
                self._total((self.row, first + len(periods)), whole)
            self.row += 1

    def _periods_down(self) -> None:
        """Times down, items across."""
        periods = self._periods()
        items = self.dice.sample(["ijusha", "kanko", "soudan", "execution"], self.dice.randrange(1, 4))
        units = {item: self.dice.choice(UNITS[item])[0] for item in items}
        is_of_years = not periods[0][1][0]
        self.put(
            self.row, 0, self._spaced("年度" if is_of_years else self.dice.choice(["年月", "年月日", "時期"]))
        )
        for column, item in enumerate(items, 1):
            unit = units[item]
            name = self.dice.choice([name for name in NAMES[item] if name[0] not in "①・("])
            self.put(self.row, column, name + (f"（{unit}）" if unit else ""))
        self.row += 1
        for text, when in periods:
            self.put(self.row, 0, text)
            for column, item in enumerate(items, 1):
                if self.chance(90):
                    self._figure((self.row, column), item, when, units[item])
            self.row += 1


def workbook(sheets: Sequence[Messy]) -> bytes:
    """The sheets as a workbook."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for number, sheet in enumerate(sheets):
            page = book.add_worksheet(sheet.name if number == 0 else f"{sheet.name.strip()}{number}")
            day = book.add_format({"num_format": "yyyy/m/d"})
            for (row, column), value in sheet.cells.items():
                code = sheet.formats.get((row, column))
                style = book.add_format({"num_format": code}) if code else None
                if isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    page.write_string(row, column, value)
                else:
                    page.write_number(row, column, value, style)
            for block in sheet.merged:
                page.merge_range(*block, sheet.cells.get(block[:2], ""))
    return out.getvalue()


def csv_file(sheet: Messy, encoding: str, delimiter: str) -> bytes:
    """The sheet as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(sheet.rows())
    return out.getvalue().encode(encoding)
