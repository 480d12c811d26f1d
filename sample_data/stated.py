"""What the provider states on the sheet of indicators, month by month. All of it is made up.

One entry a month from April 2016, a bar between contract years: ``45/48`` numerator and denominator, ``5.2`` a
figure without one, ``nil`` nothing to measure, ``-`` not reported, a dot not measured in that month. The stories:
conversions (SP2) fall behind the plan and catch up by March 2018; annual reviews (OP2) decline slowly; in-year offers
(OP5) dip in November 2016 and recover; everything that depends on open schools is nil in August.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from contracts.months import Month
from sample_data.school_days import FIRST

_FIGURES: Final = {
    "SP2": """163 241 326 402 468 541 587 648 701 766 838 913
            | 1001 1092 1187 1289 1352 1447 1548 1641 1738 1829 1917 2003 | .""",
    "SP3": """. . . 109/118 . . . . 110/119 . . 111/119 | . . . 112/119 . . . . 111/120 . . 112/120 | .""",
    "SP4": """. . . . . 2231/3800 . . . . . . | . . . . . 2491/3900 . . . . . . | .""",
    "SP5": """. . . . . . . . . 0.33 . . | . . . . . . . . . 0.27 . . | .""",
    "SP6": """. . . . . 17.6 . . . . . . | . . . . . 19.1 . . . . . . | .""",
    "SP7": """. . . . . . . . . . . 3480/3900 | . . . . . . . . . . . 3420/3950 | .""",
    "SP8": """. . . 1720/30150 . . . . 1890/30300 . . 2050/30300
            | . . . 2230/30300 . . . . 2530/30600 . . 2490/30600 | .""",
    "OP2": """61/65 70/75 82/88 66/71 7/7 48/52 60/65 66/72 41/45 52/57 49/54 68/75
            | 44/49 61/68 72/81 60/68 5/6 43/49 55/63 59/68 37/43 47/55 45/53 60/71 | 41/49""",
    "OP3": """. . 5 . . 6 . . 4 . . 3 | . . 4 . . 3 . . 4 . . 2 | .""",
    "OP4": """3/4 4/4 5/5 4/4 nil 4/5 4/4 - 2/2 5/5 4/4 3/3
            | 4/4 5/5 4/4 2/3 nil 4/4 6/6 5/5 3/3 4/4 4/5 4/4 | 4/4""",
    "OP5": """171/178 160/167 155/162 118/124 48/50 241/251 186/198 172/190 121/130 160/172 148/158 170/181
            | 98/107 139/148 150/161 115/122 44/47 240/258 190/204 176/189 118/127 158/170 146/156 166/178 | 104/112""",
    "OP6": """5.2 4.9 4.6 5.0 3.1 6.4 5.8 5.1 4.7 4.9 - 4.8
            | 4.9 4.6 4.8 4.4 2.9 5.9 5.2 4.7 4.5 4.6 4.4 4.3 | 4.4""",
    "OP7": """2 3 2 1 0 8 6 4 3 2 2 1 | 2 2 1 1 0 10 7 5 3 2 2 2 | 2""",
    "OP8": """. . . 201500/4650000 . . . . 214400/4720000 . . 196900/4690000
            | . . . 199800/4700000 . . . . 217700/4760000 . . 200300/4730000 | .""",
    "OP9": """6/6 7/7 8/8 7/9 nil 3/3 9/9 14/14 5/5 7/7 6/6 8/8
            | 4/4 7/7 6/6 5/5 nil 2/2 8/9 11/11 6/6 7/7 5/5 9/9 | 5/5""",
    "OP10": """214/9000 211/8959 211/8962 209/8957 213/9066 229/8954 216/9003 207/9000 205/9004 203/8965 202/9030
             200/9023 | 200/8956 200/9021 198/8987 198/9019 201/8965 223/9021 214/8973 208/9023 210/8997 212/9041
             214/8957 218/9013 | 217/9004""",
    "OP13": """104/122 . . . . . . . . . . . | 103/122 . . . . . . . . . . . | 107/122""",
    "OP15": """5711/5786 7252/7340 7258/7346 5325/5401 nil 7583/7722 6022/6164 8253/8500 5252/5392 7522/7707 5656/5783
             8713/8882 | 3415/3478 7202/7327 7578/7733 4543/4631 nil 7523/7724 6370/6574 8159/8481 5183/5410 7408/7709
             5582/5778 7892/8111 | 4159/4253""",
    "OP17": """160984/356948 205263/452122 204416/452247 149967/333259 nil 219895/475964 175558/380821 226183/523571
             152962/333251 220413/476054 165681/357071 256148/547325 | 99608/214211 210688/452121 219410/475944
             132208/285546 nil 222762/475988 191011/404684 248738/523658 156251/333158 225172/476050 169244/357054
             235388/499762 | 122544/261846""",
    "OP18": """. . 77/80 . . 78/80 . . 78/80 . . 76/80 | . . 77/80 . . 78/80 . . 79/80 . . 79/80 | .""",
    "OP19": """4 5 6 3 0 7 8 6 4 5 4 3 | 5 4 6 2 0 6 5 4 3 4 3 4 | 3""",
    "MS1": """. . . . . 0 . . . . . . | . . . . . . . . . . . . | .""",
}


@dataclass(frozen=True)
class Stated:
    """One figure: a numerator, with a denominator where the indicator has one; or why there is none."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    instead: Literal["nil activity", "not reported"] | None = None


def stated(indicator: str, month: Month) -> Stated:
    """Return what is stated for an indicator in a month from April 2016 to April 2018.

    Raises:
        KeyError: the indicator is worked out from records, or is not measured in that month.
    """
    return _STATED[indicator][month]


def _read(text: str) -> Stated:
    if text in ("nil", "-"):
        return Stated(instead="nil activity" if text == "nil" else "not reported")
    numerator, _, denominator = text.partition("/")
    return Stated(Decimal(numerator), Decimal(denominator) if denominator else None)


_STATED: Final[Mapping[str, Mapping[Month, Stated]]] = {
    indicator: {
        Month(FIRST + place): _read(text) for place, text in enumerate(line.replace("|", "").split()) if text != "."
    }
    for indicator, line in _FIGURES.items()
}
