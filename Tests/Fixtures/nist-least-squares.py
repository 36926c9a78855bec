"""NIST's reference data for least squares and one-way analysis of variance, solved exactly.

    python3 nist-least-squares.py > nist-least-squares.json

Solutions are computed in rational arithmetic, of the printed decimals ("certified") and, for the
analyses of variance, of the doubles nearest to them ("stored"): with twelve constant leading
digits these are different data. Values that NIST prints are checked on the way.
"""
import json
from fractions import Fraction
from math import isqrt

def root(value):
    """The square root of a fraction, rounded to a double."""
    if value == 0: return 0.0
    shift = 10 ** 60
    return float(Fraction(isqrt(value.numerator * value.denominator * shift * shift), value.denominator * shift))

def solve(a, b):
    """Gauss-Jordan elimination: the solution of a x = b and the inverse of a."""
    n = len(a)
    m = [row[:] + [b[i]] + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(a)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if m[i][k] != 0)
        m[k], m[pivot] = m[pivot], m[k]
        m[k] = [v / m[k][k] for v in m[k]]
        for i in range(n):
            if i != k and m[i][k] != 0:
                factor = m[i][k]
                m[i] = [v - factor * w for v, w in zip(m[i], m[k])]
    return [row[n] for row in m], [row[n + 1:] for row in m]

def regression(x, y, powers):
    rows = [[Fraction(v) ** j for j in powers] for v in x]
    y = [Fraction(v) for v in y]
    p = len(powers)
    gram = [[sum(r[i] * r[j] for r in rows) for j in range(p)] for i in range(p)]
    beta, inverse = solve(gram, [sum(r[i] * v for r, v in zip(rows, y)) for i in range(p)])
    residual = sum((v - sum(c * b for c, b in zip(r, beta))) ** 2 for r, v in zip(rows, y))
    variance = residual / (len(y) - p)
    return {
        'x': [str(v) for v in x], 'y': [str(v) for v in y_text(y)], 'powers': powers,
        'estimate': [float(b) for b in beta],
        'standardError': [root(variance * inverse[i][i]) for i in range(p)],
        'sigma': root(variance), 'residualSumOfSquares': float(residual)}

def y_text(values):
    """Decimals without rounding: all denominators here divide a power of ten."""
    result = []
    for v in values:
        scaled = v * 10 ** 5
        assert scaled.denominator == 1
        whole, part = divmod(abs(scaled.numerator), 10 ** 5)
        sign = '-' if v < 0 else ''
        result.append(f'{sign}{whole}' + (f'.{part:05d}'.rstrip('0') if part else ''))
    return result

def analysis(groups):
    n = sum(len(g) for g in groups)
    means = [sum(g) / len(g) for g in groups]
    mean = sum(sum(g) for g in groups) / n
    between = sum(len(g) * (m - mean) ** 2 for g, m in zip(groups, means))
    within = sum((v - m) ** 2 for g, m in zip(groups, means) for v in g)
    df = (len(groups) - 1, n - len(groups))
    return {
        'betweenSumOfSquares': float(between), 'withinSumOfSquares': float(within),
        'fStatistic': float((between / df[0]) / (within / df[1])),
        'rSquared': float(between / (between + within)),
        'residualStandardDeviation': root(within / df[1])}

def anova(name, groups, printed):
    certified = analysis([[Fraction(v) for v in g] for g in groups])
    for key, value in printed.items():
        assert abs(certified[key] - value) <= 1e-14 * abs(value), (name, key, certified[key], value)
    return {'certified': certified, 'stored': analysis([[Fraction(float(v)) for v in g] for g in groups])}

# Simon and Lesage (1989): the first value of a treatment is its mean, the others lie 0.1 beside it.
def simon_lesage(offset, replicates):
    means = [4, 3, 5, 3, 5, 3, 5, 3, 5]
    return [[f'{offset}.{m + d}' for d in [0] + [-1, 1] * (replicates // 2)] for m in means]

silicon = [
    '196.3052 196.1240 196.1890 196.2569 196.3403', '196.3042 196.3825 196.1669 196.3257 196.0422',
    '196.1303 196.2005 196.2889 196.0343 196.1811', '196.2795 196.1748 196.1494 196.1485 195.9885',
    '196.2119 196.1051 196.1850 196.0052 196.2090']
silver = [
    '107.8681568 107.8681465 107.8681572 107.8681785 107.8681446 107.8681903 107.8681526 '
    '107.8681494 107.8681616 107.8681587 107.8681519 107.8681486 107.8681419 107.8681569 '
    '107.8681508 107.8681672 107.8681385 107.8681518 107.8681662 107.8681424 107.8681360 '
    '107.8681333 107.8681610 107.8681477',
    '107.8681079 107.8681344 107.8681513 107.8681197 107.8681604 107.8681385 107.8681642 '
    '107.8681365 107.8681151 107.8681082 107.8681517 107.8681448 107.8681198 107.8681482 '
    '107.8681334 107.8681609 107.8681101 107.8681512 107.8681469 107.8681360 107.8681254 '
    '107.8681261 107.8681450 107.8681368']
silicon, silver = ([g.split() for g in data] for data in (silicon, silver))

printed = {
    'SiRstv': {'betweenSumOfSquares': 5.11462616e-02, 'withinSumOfSquares': 2.1663656e-01,
               'fStatistic': 1.18046237440255, 'rSquared': 1.90999039051129e-01,
               'residualStandardDeviation': 1.04076068334656e-01},
    'AtmWtAg': {'betweenSumOfSquares': 3.638341875e-09, 'withinSumOfSquares': 1.04951729166667e-08,
                'fStatistic': 15.9467335677930, 'rSquared': 2.57426544538321e-01,
                'residualStandardDeviation': 1.51048314446410e-05}}
analyses = [
    {'name': name, 'groups': groups, **anova(name, groups, printed[name])}
    for name, groups in (('SiRstv', silicon), ('AtmWtAg', silver))]
number = 0
for offset in (1, 10 ** 6, 10 ** 12):
    for replicates in (21, 201, 2001):
        number += 1
        name = f'SmLs{number:02d}'
        certified = {'fStatistic': float(replicates), 'residualStandardDeviation': 0.1,
                     'withinSumOfSquares': 0.09 * (replicates - 1), 'betweenSumOfSquares': 0.08 * replicates}
        analyses.append({
            'name': name, 'offset': str(offset), 'replicates': replicates,
            **anova(name, simon_lesage(offset, replicates), certified)})

# Wampler (1980): powers of x up to the fifth; the noise of data sets 3 to 5 is orthogonal to them.
x = list(range(21))
noise = [759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048,
         2048, -2048, 2523, -2048, 2048, -2048, 759]
polynomial = [sum(Fraction(v) ** j for j in range(6)) for v in x]
regressions = {'NoInt2': regression([4, 5, 6], [3, 4, 4], [1])}
regressions['Wampler2'] = regression(x, [sum(Fraction(v, 10) ** j for j in range(6)) for v in x], list(range(6)))
for number, size in ((3, 1), (4, 100), (5, 10000)):
    y = [v + size * e for v, e in zip(polynomial, noise)]
    regressions[f'Wampler{number}'] = regression(x, y, list(range(6)))
for name, beta in (('Wampler2', [0.1 ** j for j in range(6)]), ('Wampler3', [1] * 6), ('Wampler5', [1] * 6)):
    assert all(abs(a - b) < 1e-15 for a, b in zip(regressions[name]['estimate'], beta)), name
assert abs(regressions['NoInt2']['estimate'][0] - 0.727272727272727) < 1e-15
assert abs(regressions['NoInt2']['standardError'][0] - 0.0420827318078432) < 1e-15
assert abs(regressions['Wampler3']['sigma'] - 2360.14502379268) < 1e-10

def lines(items): return '[\n  ' + ',\n  '.join(json.dumps(v) for v in items) + ']'
print('{"source": "NIST Statistical Reference Datasets (public domain)",\n "analyses": ' + lines(analyses)
      + ',\n "regressions": ' + lines([{'name': n, **v} for n, v in regressions.items()]) + '}')
