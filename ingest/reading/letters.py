"""Column letters, as a spreadsheet counts them."""

from functools import cache


@cache
def letter_of(number: int) -> str:
    """The letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def number_of(letters: str) -> int:
    """The number of a column counted from 1.

    Raises:
        ValueError: not one to three capital letters A-Z.
    """
    if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha() and letters.isupper()):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
