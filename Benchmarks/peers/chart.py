"""The chart of cost against size: an SVG on two logarithmic axes."""

import math

WIDTH, HEIGHT = 800, 480
LEFT, RIGHT, TOP, BOTTOM = 90, 540, 60, 410
# Okabe and Ito (2008), "Color Universal Design".
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"]
DASHES = {"fit": "", "evaluation": "6 4"}
NAMES = {"fit": "whole fit", "evaluation": "one deviance"}


def draw(rows):
    """Whole fit and one evaluation of each design against the number of rows."""
    xs = [math.log10(float(row["rows"])) for row in rows]
    ys = [math.log10(float(row[stage])) for row in rows for stage in DASHES]
    low, high = math.floor(min(ys)), math.ceil(max(ys))
    first, last = min(xs), max(xs)

    def x(value):
        return LEFT + (value - first) / (last - first) * (RIGHT - LEFT)

    def y(value):
        return BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="13">',
        "<title>Time of a fit against the number of rows</title>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        text(LEFT, 30, "Time of a fit against the number of rows", size=16),
    ]
    for power in range(low, high + 1):
        parts.append(line(LEFT, y(power), RIGHT, y(power), "#e3e3e3"))
        parts.append(text(LEFT - 8, y(power) + 4.5, unit(power), anchor="end"))
    for power in range(round(first), round(last) + 1):
        parts.append(line(x(power), BOTTOM, x(power), BOTTOM + 5, "#444444"))
        parts.append(text(x(power), BOTTOM + 22, f"{10**power:,}", anchor="middle"))
    parts.append(line(LEFT, BOTTOM, RIGHT, BOTTOM, "#444444"))
    parts.append(text((LEFT + RIGHT) / 2, BOTTOM + 46, "rows", anchor="middle"))
    key = TOP + 10
    for color, design in zip(COLORS, dict.fromkeys(row["design"] for row in rows)):
        own = [row for row in rows if row["design"] == design]
        for stage, dash in DASHES.items():
            points = " ".join(
                f"{x(math.log10(float(r['rows']))):.1f},{y(math.log10(float(r[stage]))):.1f}"
                for r in own)
            style = f'fill="none" stroke="{color}" stroke-width="2" stroke-dasharray="{dash}"'
            parts.append(f'<polyline points="{points}" {style}/>')
            parts.append(f'<polyline points="{RIGHT + 20},{key} {RIGHT + 50},{key}" {style}/>')
            parts.append(text(RIGHT + 56, key + 4.5, f"{design}: {NAMES[stage]}"))
            key += 22
    return "\n".join(parts + ["</svg>", ""])


def line(x1, y1, x2, y2, color):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>'


def text(x, y, content, anchor="start", size=13):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
        f'fill="#222222">{content}</text>')


def unit(power):
    name, scale = [("ns", -9), ("µs", -6), ("ms", -3), ("s", 0)][min(3, (power + 9) // 3)]
    return f"{10 ** (power - scale):g} {name}"
