"""A drawing of the figures: bars for each tool, readable in light and in dark and aloud."""

from collections.abc import Iterator
from html import escape

from .figures import OURS, spread
from .results import Result

_WIDTH, _LEFT, _RIGHT = 760, 200, 90
_ROW, _BAR, _HEAD, _GAP = 26, 16, 44, 18
_STYLE = """\
svg { background: #fbf9f4; font: 14px system-ui, sans-serif; }
text { fill: #2a2521; }
.head { font-weight: 600; font-size: 15px; }
.bar { fill: #a69c8f; }
.ours { fill: #a3261b; }
.axis { stroke: #cfc6b8; }
@media (prefers-color-scheme: dark) {
  svg { background: #171411; }
  text { fill: #ece5da; }
  .bar { fill: #6f665b; }
  .ours { fill: #e8705f; }
  .axis { stroke: #3d362f; }
}
"""

Panel = tuple[str, str, list[tuple[str, str, float]]]
"""A heading, the unit of its figures, and for each tool its key, its name and its figure."""


def plot(result: Result) -> str:
    """Return the drawing as SVG, with all its figures in the description too."""
    panels = [panel for panel in _panels(result) if panel[2]]
    height = sum(_HEAD + _ROW * len(rows) + _GAP for _, _, rows in panels) + _GAP
    said = " ".join(map(_said, panels)) or "Nothing was measured."
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-labelledby="title desc">',
        '<title id="title">What builds cost with bantin and with other generators</title>',
        f'<desc id="desc">{escape(said)}</desc>',
        f"<style>\n{_STYLE}</style>",
    ]
    top = 0
    for panel in panels:
        lines += _drawn(panel, top)
        top += _HEAD + _ROW * len(panel[2]) + _GAP
    return "\n".join([*lines, "</svg>", ""])


def _panels(result: Result) -> Iterator[Panel]:
    size = result.sizes[-1]
    for heading, step, name, unit in (
        ("Clean build", "clean", "cpu", "CPU s"),
        ("Clean build, time on the wall", "clean", "wall", "s"),
        ("After one edit in one article", "body", "cpu", "CPU s"),
        ("Clean build, peak memory", "clean", "memory", "MB"),
    ):
        rows = []
        for key, tool in result.tools.items():
            found = spread(result, size, key, step, name)
            if found:
                rows.append((key, tool, found.middle))
        yield f"{heading}, {size:,} articles ({unit}, less is better)", unit, rows


def _said(panel: Panel) -> str:
    heading, unit, rows = panel
    figures = "; ".join(f"{name} {number(value)} {unit}" for _, name, value in rows)
    return f"{heading}: {figures}."


def _drawn(panel: Panel, top: int) -> Iterator[str]:
    heading, _, rows = panel
    most = max(value for _, _, value in rows) or 1.0
    yield f'<text class="head" x="16" y="{top + 30}">{escape(heading)}</text>'
    start, end = top + _HEAD, top + _HEAD + _ROW * len(rows)
    yield f'<line class="axis" x1="{_LEFT}" y1="{start}" x2="{_LEFT}" y2="{end}"/>'
    for place, (key, name, value) in enumerate(rows):
        middle = start + _ROW * place + _ROW / 2
        length = max(1.0, (_WIDTH - _LEFT - _RIGHT) * value / most)
        kind = "bar ours" if key == OURS else "bar"
        yield (
            f'<text x="{_LEFT - 8}" y="{middle + 5:g}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="{kind}" x="{_LEFT}" y="{middle - _BAR / 2:g}" '
            f'width="{length:.1f}" height="{_BAR}" rx="2"/>'
            f'<text x="{_LEFT + length + 6:.1f}" y="{middle + 5:g}">{number(value)}</text>'
        )


def number(value: float) -> str:
    """Return a figure with as many digits as tell something: 0.47, 4.70, 47.0, 1,047."""
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:,.{digits}f}"
