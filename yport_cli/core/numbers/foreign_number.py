"""Scalars that must be read from their own spelling."""

from dataclasses import dataclass
from decimal import Decimal

_LONGEST = 1000
_BASES = {"0x": 16, "0o": 8, "0b": 2}


@dataclass(frozen=True, slots=True)
class Spelling:
    """An unquoted scalar that others take for a number in a way of their own: `010`, `1e3`, `0x1F`, `+5`.

    Kept apart from text, so that a name spelled like this is not mistaken for a string that every reader of
    the file would see.
    """

    text: str

    @property
    def meant(self) -> Decimal | None:
        """The number that those readers take it for; `None` for one that is none (`.nan`)."""
        text = self.text.replace("_", "").lower()
        digits = text.lstrip("+-")
        sign = -1 if text.startswith("-") else 1
        if len(digits) > _LONGEST:
            return sign * Decimal("Infinity")  # as good as: the exact number would take minutes
        if digits[:2] in _BASES:
            return Decimal(sign * int(digits[2:] or "0", _BASES[digits[:2]]))
        if digits == ".nan":
            return None
        try:
            return sign * Decimal("Infinity" if digits == ".inf" else digits)
        except ArithmeticError:  # an exponent beyond every bound
            return sign * Decimal("Infinity")

    def is_within(self, least: int, most: int) -> bool:
        """Whether those readers see a number from `least` to `most`."""
        number = self.meant
        return number is not None and least <= number <= most
