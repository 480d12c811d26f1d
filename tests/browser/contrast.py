"""How well every text can be read on what lies behind it, also where axe-core cannot tell what that is.

The ratio is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of the relative luminances. Text needs 4.5, large text
(24 px, or 18.66 px in bold) needs 3.
"""

from typing import Final

from playwright.sync_api import Page

_FAINT: Final = """() => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = colour => {
    const [r, g, b] = colour.map(each => each / 255).map(
      each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const ratio = element => {
    const both = [light(numbers(getComputedStyle(element).color).slice(0, 3)), light(behind(element))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  const needs = style => parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24) ? 3 : 4.5;
  const ours = [...document.querySelectorAll('.paper *, .takeaway *')];
  const written = ours.filter(each => each.checkVisibility()
    && [...each.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.textContent.trim()));
  return written.filter(each => ratio(each) < needs(getComputedStyle(each)))
    .map(each => `${ratio(each).toFixed(2)}: ${each.textContent.trim()}`);
}"""


def faint(page: Page) -> list[str]:
    """Return every text of our own figures that is too faint, each with its ratio."""
    found: list[str] = page.evaluate(_FAINT)
    return found
