"""Latency against throughput, as an SVG: p50 and p99 of each kind, latencies on a logarithmic scale."""
import math

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 70, 20, 150, 50
COLOURS = {"read": "#1f6fb2", "write": "#b2501f"}


def nice(most):
    """A step that cuts 0..most into five to ten pieces."""
    step = 10 ** math.floor(math.log10(most / 5))
    return next(step * factor for factor in (1, 2, 5, 10) if most / (step * factor) <= 10)


class Plane:
    def __init__(self, points):
        self.most = max(p["per_second"] for p in points) * 1.02 or 1
        values = [max(p[key], 1) for p in points for key in ("p50_us", "p99_us")]
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 0.01)

    def x(self, rate):
        return LEFT + (WIDTH - LEFT - RIGHT) * rate / self.most

    def y(self, micros):
        part = (math.log10(max(micros, 1)) - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part

    def grid(self):
        step, rate = nice(self.most), 0
        while rate <= self.most:
            yield f'<path d="M{self.x(rate):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
            yield f'<text x="{self.x(rate):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{rate:g}</text>'
            rate += step
        for power in range(self.low, self.high + 1):
            y = self.y(10 ** power)
            yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10 ** power / 1000:g} ms</text>'

    def line(self, points, key, colour, dashes):
        path = "L".join(f"{self.x(p['per_second']):.1f} {self.y(p[key]):.1f}" for p in points)
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
        for p in points:
            yield f'<circle cx="{self.x(p["per_second"]):.1f}" cy="{self.y(p[key]):.1f}" r="3" fill="{colour}"/>'


def draw(curves):
    plane = Plane([p for points in curves.values() for p in points])
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *plane.grid()]
    at = TOP + 12
    for kind, points in curves.items():
        for key, dashes in (("p50_us", ""), ("p99_us", ' stroke-dasharray="5 4"')):
            if points:
                parts += plane.line(points, key, COLOURS[kind], dashes)
                x = WIDTH - RIGHT + 14
                parts.append(f'<path d="M{x} {at - 4}h24" stroke="{COLOURS[kind]}" stroke-width="2"{dashes}/>'
                             f'<text x="{x + 32}" y="{at}">{kind}, {key[:3]}</text>')
                at += 20
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">answers a second</text></svg>')
    return "\n".join(parts) + "\n"
