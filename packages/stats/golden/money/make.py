"""Golden values of the money kernels. Authority: numpy and scipy; formulas written out here.

Rates of return are the real roots of the polynomial by numpy's eigenvalues; distributions are those
of scipy.stats; the rank shares are exact, by integrating over the weights on a fine grid.

Run: python3 make.py
"""
import json
import pathlib
import numpy as np
from scipy import stats

out = {"authority": "numpy and scipy.stats", "npv": [], "irr": [], "payback": [], "amount": [], "rank": []}
rng = np.random.default_rng(20240601)


def npv(rate, flows):
    return float(sum(flow / (1 + rate) ** t for t, flow in enumerate(flows)))


streams = [
    [-100, 39, 59, 55, 20],
    [-40000, 5000, 8000, 12000, 30000],
    [-250000, 100000, 150000, 200000, 250000, 300000],
    [-100, 0, 0, 74],
    [-5, 10.5, 1, -8, 1],
    [-4000, 25000, -25000],
    [-1600, 10000, -10000],
    [100, -50, -60],
    *[[float(-rng.uniform(50, 200)), *[float(v) for v in rng.uniform(1, 60, 24)]] for _ in range(3)],
    *[[float(v) for v in rng.normal(0, 100, 9)] for _ in range(4)],
]
for flows in streams:
    for rate in (0.0, 0.08, 0.281, -0.3):
        out["npv"].append([flows, rate, npv(rate, flows)])
    roots = np.roots(flows[::-1])
    real = np.sort([1 / z.real - 1 for z in roots if abs(z.imag) < 1e-9 * abs(z) and z.real > 0])
    out["irr"].append([flows, [float(r) for r in real]])
    for rate in (0.0, 0.08):
        sums = np.cumsum([flow / (1 + rate) ** t for t, flow in enumerate(flows)])
        reached = np.nonzero(sums >= 0)[0]
        period = None
        if len(reached):
            t = int(reached[0])
            period = float(np.interp(0, [sums[t - 1], sums[t]], [t - 1, t])) if t > 0 else 0.0
        out["payback"].append([flows, rate, period])

for amount, dist in [
    ({"shape": "normal", "mean": 120, "sd": 30}, stats.norm(120, 30)),
    ({"shape": "log-normal", "mean": 120, "sd": 60}, stats.lognorm(np.sqrt(np.log(1.25)), scale=120 / np.sqrt(1.25))),
    ({"shape": "triangular", "low": 50, "likely": 80, "high": 200}, stats.triang(30 / 150, 50, 150)),
    ({"shape": "triangular", "low": 5, "likely": 5, "high": 9}, stats.triang(0, 5, 4)),
    ({"shape": "uniform", "low": -10, "high": 40}, stats.uniform(-10, 50)),
]:
    quantiles = [[p, float(dist.ppf(p))] for p in (0.01, 0.1, 0.5, 0.9, 0.99)]
    out["amount"].append([amount, float(dist.mean()), float(dist.var()), quantiles])

# Two criteria: the first is best while w1 / w2 lies beyond a bound, a share of a square of weights.
grid = (np.arange(4000) + 0.5) / 4000
for scores, weights, noise in [([[3, 1], [1, 3.2]], [1.05, 1], 0.2), ([[8, 5], [6, 7.5]], [3, 2], 0.3)]:
    w1 = weights[0] * (1 + noise * (2 * grid - 1))
    w2 = weights[1] * (1 + noise * (2 * grid - 1))
    first, second = np.array(scores)
    gap = (first[0] - second[0]) * w1[:, None] + (first[1] - second[1]) * w2[None, :]
    out["rank"].append([scores, weights, noise, float((gap > 0).mean())])
pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(out, indent=1) + "\n")
