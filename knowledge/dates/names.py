"""Names of months, weekdays and small numbers in English, German, French and Spanish."""

from __future__ import annotations

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene",
    2: "february feb februar februar feber février fevrier févr fevr fév febrero",
    3: "march mar märz maerz mrz mars marzo",
    4: "april apr avril avr abril abr",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août aout agosto ago",
    9: "september sep sept septembre septiembre setiembre",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre decembre déc diciembre dic",
}
_WEEKDAYS = {
    0: "monday mon montag lundi lunes mondays",
    1: "tuesday tue tues dienstag mardi martes tuesdays",
    2: "wednesday wed weds mittwoch mercredi miércoles miercoles wednesdays",
    3: "thursday thu thur thurs donnerstag jeudi jueves thursdays",
    4: "friday fri freitag vendredi viernes fridays",
    5: "saturday sat samstag sonnabend samedi sábado sabado saturdays",
    6: "sunday sun sonntag dimanche domingo sundays",
}
_SHORT_WEEKDAYS = {
    0: "m mo lun",
    1: "t tu di mar",
    2: "w we mi mer mié mie",
    3: "th r do jeu jue",
    4: "f fr ven vie",
    5: "sa sam sáb sab",
    6: "su so dim dom",
}
_SMALL = {
    1: "a an one ein eine einem einer eines un une una uno",
    2: "two zwei deux dos",
    3: "three drei trois tres",
    4: "four vier quatre cuatro",
    5: "five fünf cinq cinco",
    6: "six sechs seis",
    7: "seven sieben sept siete",
    8: "eight acht huit ocho",
    9: "nine neun neuf nueve",
    10: "ten zehn dix diez",
}
_ORDINALS = {
    1: "first ersten erste erster premier première primero primer primera",
    2: "second zweiten zweite deuxième segundo segunda",
    3: "third dritten dritte troisième tercero tercer tercera",
    4: "fourth vierten vierte quatrième cuarto cuarta",
    5: "fifth fünften fünfte cinquième quinto quinta",
    6: "sixth sechsten sechste sixième sexto sexta",
    7: "seventh siebten siebte septième séptimo",
    8: "eighth achten achte huitième octavo",
    9: "ninth neunten neunte neuvième noveno",
    10: "tenth zehnten zehnte dixième décimo",
}


def _by_name(names: dict[int, str]) -> dict[str, int]:
    return {name: number for number, listed in names.items() for name in listed.split()}


def any_of(names: dict[str, int]) -> str:
    """A pattern of all the names, longest first."""
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


MONTHS = _by_name(_MONTHS)
WEEKDAYS = _by_name(_WEEKDAYS)
SHORT_WEEKDAYS = _by_name(_SHORT_WEEKDAYS)
"""Names that are weekdays only right in front of a date: "F 10/14", "lun. 16 dic."."""
SMALL_NUMBERS = _by_name(_SMALL)
ORDINALS = _by_name(_ORDINALS)
MONTH = any_of(MONTHS)
WEEKDAY = any_of(WEEKDAYS)
SHORT_WEEKDAY = any_of(SHORT_WEEKDAYS)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
