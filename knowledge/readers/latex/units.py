r"""siunitx's numbers with units (https://ctan.org/pkg/siunitx): ``\SI{5}{\kilo\meter\per\hour}`` → 5 km/h."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.readers.mathtext import superscript

ARGUMENTS = {
    "num": 1, "ang": 1, "si": 1, "unit": 1, "SI": 2, "qty": 2, "numrange": 2, "SIrange": 3, "qtyrange": 3,
}  # fmt: skip
"""How many groups each command takes."""


def _pairs(said: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in said.split())


_PREFIXES = _pairs(
    "kilo=k mega=M giga=G tera=T peta=P hecto=h deca=da deci=d centi=c milli=m micro=µ nano=n pico=p femto=f "
    "kibi=Ki mebi=Mi gibi=Gi"
)
_UNITS = _pairs(
    "meter=m metre=m gram=g kilogram=kg second=s ampere=A kelvin=K mole=mol candela=cd hertz=Hz newton=N "
    "pascal=Pa joule=J watt=W coulomb=C volt=V farad=F ohm=Ω siemens=S weber=Wb tesla=T henry=H celsius=°C "
    "degreeCelsius=°C degree=° electronvolt=eV liter=L litre=L percent=% minute=min hour=h day=d becquerel=Bq "
    "gray=Gy sievert=Sv angstrom=Å byte=B decibel=dB dalton=Da radian=rad steradian=sr lumen=lm tonne=t "
    "arcminute=′ arcsecond=″ um=µm us=µs ug=µg uA=µA uF=µF uL=µL ul=µl umol=µmol"
)
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\s*(?:\{(?P<group>[^{}]*)\})?|\^\{?(?P<power>-?\d+)\}?|(?P<dot>[.~]\s*|\s+)|(?P<rest>[^\\^.~\s])"
)
_EXPONENT = re.compile(r"(?P<base>[\d.,]*)\s*[eEdD]\s*(?P<power>[-+]?\d+)")


def quantity(command: str, groups: Sequence[str]) -> str:
    """What a command of siunitx's sets; `groups` are as many as `ARGUMENTS` tells."""
    if command in {"si", "unit"}:
        return unit(groups[0])
    if command == "ang":
        return "".join(a + b for a, b in zip(groups[0].split(";"), "°′″", strict=False) if a)
    numbers = groups if command.startswith("num") else groups[:-1]
    said = "–".join(map(number, numbers))
    if command.startswith("num"):
        return said
    of = unit(groups[-1])
    return f"{said}{'' if of in {'°', '′', '″'} else ' '}{of}".strip()


def number(text: str) -> str:
    """1e-3 → 10⁻³, 2.5e6 → 2.5 × 10⁶, 3 \\pm 1 → 3 ± 1."""
    plain = re.sub(r"\\pm|\+-", " ± ", text).replace("x", " × ")
    return " ".join(_EXPONENT.sub(_powered, plain).split())


def _powered(found: re.Match[str]) -> str:
    power = f"10{superscript(found['power'].lstrip('+'))}"
    return f"{found['base']} × {power}" if found["base"] not in {"", "1"} else power


def unit(text: str) -> str:
    """\\kilo\\meter\\per\\second\\squared → km/s²."""
    said: list[str] = []
    ahead, raised = "", ""
    for found in _TOKEN.finditer(text):
        name = found["name"]
        if name in _PREFIXES:
            ahead += _PREFIXES[name]
        elif name == "per":
            ahead += "/"
        elif name in {"square", "cubic"}:
            raised = "²" if name == "square" else "³"
        elif name in {"squared", "cubed"} and said:
            said[-1] += "²" if name == "squared" else "³"
        elif name in {"tothe", "raiseto"} or found["power"]:
            power = superscript(found["group"] or found["power"] or "")
            said[-1:] = [(said[-1] if said else "") + power]
        elif name or found["rest"]:
            written = _UNITS.get(name, name) if name else found["rest"]
            joined = (
                "" if not said or ahead.startswith("/") or (found["rest"] and not ahead) else "·"
            )
            said.append(f"{joined}{ahead}{written}{raised}")
            ahead = raised = ""
        elif said and not ahead:
            said.append("·")
    return re.sub("·+", "·", "".join(said)).strip("·")
