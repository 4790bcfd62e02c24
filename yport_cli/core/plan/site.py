"""Who publishes the reports: the settings of a body's pages, frozen once they have been read."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainValidator

from yport_cli.core.issues.sentence import Sentence
from yport_cli.core.numbers.number import plain
from yport_cli.core.plan.fields import Block, Many, Text
from yport_cli.core.plan.key import Key
from yport_cli.core.refusals.command_lines import BAD_SITE

LEAST_CONTRAST = Decimal("4.5")
"""Of text on its ground (JIS X 8341-3, level AA)."""

GROUND = "#f4f6f8"
"""The darkest ground on which the body's colour is written; white is lighter."""

MOST_OF_LOGO = 200 * 1024
"""Bytes: every page carries the logo."""

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"']+")


def read_color(value: object) -> str:
    """`#0b4f8a`, dark enough to be read. Raises `Refusal`."""
    if not isinstance(value, str) or _COLOR.fullmatch(value) is None:
        raise BAD_SITE.refusal(
            Sentence(f"色「{value}」は読めません", f"{value!r} is no colour"),
            Sentence('"#0b4f8a" のように、引用符で囲んで書いてください', 'write it as "#0b4f8a", in quotes'),
        )
    if (found := contrast(value, GROUND)) < LEAST_CONTRAST:
        shown = plain(found.quantize(Decimal("0.01")))
        raise BAD_SITE.refusal(
            Sentence(
                f"色 {value} は薄すぎます（文字の背景との比は{shown}:1）",
                f"the colour {value} is too pale: {shown}:1 against the ground of the text",
            ),
            Sentence("4.5:1 以上になる濃い色にしてください", "choose a darker one, of 4.5:1 or more"),
        )
    return value.lower()


def read_address(value: object) -> str:
    """An address that a page may lead to. Raises `Refusal`."""
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return value
    raise BAD_SITE.refusal(
        Sentence(f"「{value}」はリンクの宛先になりません", f"{value!r} is nothing that a page can lead to"),
        Sentence(
            "https://… か mailto:… を書いてください", "write an address that begins with https:// or mailto:"
        ),
    )


def contrast(first: str, second: str) -> Decimal:
    """How far two colours are apart in lightness, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + Decimal("0.05")) / (low + Decimal("0.05"))


def _luminance(color: str) -> Decimal:
    parts = (Decimal(int(color[place : place + 2], 16)) / 255 for place in (1, 3, 5))
    linear = [
        part / Decimal("12.92")
        if part <= Decimal("0.04045")
        else ((part + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
        for part in parts
    ]
    weights = (Decimal("0.2126"), Decimal("0.7152"), Decimal("0.0722"))
    return sum((weight * one for weight, one in zip(weights, linear, strict=True)), Decimal(0))


Color = Annotated[str, PlainValidator(read_color)]
Address = Annotated[str, PlainValidator(read_address)]


class Link(Block):
    """A link in the footer of every page."""

    name: Annotated[Text, Key(("名前", "Name"), ("リンクの文字", "What the link reads"))]
    url: Annotated[Address, Key(("宛先", "Address"), ("リンクの宛先", "Where it leads"))]


class SiteSettings(Block):
    """What a settings file says; all of it is optional."""

    name: Annotated[
        Text | None, Key(("団体名", "Name"), ("見出しに出す団体の名称", "The body, as the head names it"))
    ] = None
    section: Annotated[
        Text | None,
        Key(
            ("見出し", "Section"), ("団体名の隣の言葉", "What stands beside it, such as the name of a series")
        ),
    ] = None
    logo: Annotated[
        Text | None,
        Key(("ロゴ", "Logo"), ("画像ファイル。設定ファイルからの相対", "An image, relative to this file")),
    ] = None
    color: Annotated[
        Color | None,
        Key(("色", "Colour"), ("団体の色（4.5:1以上）", "The body's colour, of 4.5:1 or more")),
    ] = None
    contact: Annotated[
        Text | None, Key(("問合せ先", "Contact"), ("担当課、電話、メール", "Section, telephone, mail"))
    ] = None
    url: Annotated[
        Address | None, Key(("公表ページ", "Url"), ("公表するページの場所", "Where the pages stand"))
    ] = None
    note: Annotated[
        Text | None,
        Key(
            ("注記", "Note"),
            ("どのページにも出す注記（見本など）", "What every page says, such as that it is a sample"),
        ),
    ] = None
    links: Annotated[
        Many[Link], Key(("リンク", "Links"), ("ページの終わりのリンク", "Links at the end of each page"))
    ] = ()


@dataclass(frozen=True, slots=True)
class Logo:
    """An image that every page carries."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a body's pages, its logo read."""

    name: str | None = None
    section: str | None = None
    logo: Logo | None = None
    color: str | None = None
    contact: str | None = None
    url: str | None = None
    note: str | None = None
    links: tuple[Link, ...] = ()


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)


def logo_of(data: bytes, name: str) -> Logo:
    """The image in `data`. Raises `Refusal` where it is none, or too large for every page to carry."""
    kind = next((kind for start, kind in _SIGNATURES if data.startswith(start)), None)
    if kind is None or (kind == "image/svg+xml" and b"<svg" not in data):
        raise BAD_SITE.refusal(
            Sentence(f"ロゴ {name} は画像ではありません", f"the logo {name} is no image"),
            Sentence("PNG・JPEG・GIF・SVG を指定してください", "name a PNG, JPEG, GIF or SVG file"),
        )
    if len(data) > MOST_OF_LOGO:
        raise BAD_SITE.refusal(
            Sentence(
                f"ロゴ {name} が大きすぎます（{len(data):,}バイト）",
                f"the logo {name} is too large: {len(data):,} bytes",
            ),
            Sentence(f"{MOST_OF_LOGO:,}バイトまでにしてください", f"make it at most {MOST_OF_LOGO:,} bytes"),
        )
    return Logo(kind, data)
