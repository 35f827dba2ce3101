"""Golden values of the change detectors.

Authority: scipy (multivariate normal law, quadrature, root finding), statsmodels (Paule-Mandel),
numpy (Markov chain of Brook and Evans for the CUSUM) and plain enumeration of every partition.
None of it shares a formula with the kernels beyond the definitions. Run: python3 make.py
"""
import itertools
import json
import math
import pathlib
import numpy as np
from scipy import integrate, optimize, special, stats
from statsmodels.stats.meta_analysis import combine_effects

# Annual flow of the Nile at Aswan 1871-1970, R's datasets::Nile (Cobb 1978, Biometrika 65).
NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865,
        845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]

out = {"authority": "scipy, statsmodels, numpy and enumeration", "nile": {"values": NILE}}


def rss(y):
    return float(((y - y.mean()) ** 2).sum())


y = np.array(NILE, float)
total = rss(y)
splits = [(rss(y[:k]) + rss(y[k:]), k) for k in range(1, len(y))]
best, at = min(splits)
out["nile"] |= {"at": at, "maximumF": (total - best) / (best / (len(y) - 2)), "size": float(y[at:].mean() - y[:at].mean()),
                "residualVariance": best / (len(y) - 2)}


def contrast_covariance(variances):
    w = 1 / np.array(variances)
    n = len(w)
    rows = []
    for k in range(1, n):
        c = np.zeros(n)
        c[:k] = -w[:k] / w[:k].sum()
        c[k:] = w[k:] / w[k:].sum()
        rows.append(c / math.sqrt((c**2 / w).sum()))
    a = np.array(rows)
    return a @ np.diag(1 / w) @ a.T


# P(max |Z_k| > c), straight from the multivariate normal law of all contrasts.
out["search"] = []
rng = np.random.default_rng(11)
for variances, c, eps in [([1, 1, 1], 1.0, 1e-10), ([1, 1, 1], 2.5, 1e-10), ([1, 4, 0.5], 2.2, 1e-10), ([1, 2, 3, 0.2], 2.4, 1e-9),
                          ([1] * 6, 2.5, 1e-7), ([5, 1, 0.3, 1, 2, 1, 8, 1], 2.6, 3e-7), ([1] * 12, 2.9, 1e-6)]:
    cov = contrast_covariance(variances)
    k = len(cov)
    if k == 2:
        rho = cov[0, 1]
        sd = math.sqrt(1 - rho**2)
        inside = integrate.quad(lambda x: stats.norm.pdf(x) * (stats.norm.cdf((c - rho * x) / sd) - stats.norm.cdf((-c - rho * x) / sd)),
                                -c, c, epsabs=1e-13, epsrel=1e-13)[0]
    else:
        law = stats.multivariate_normal(np.zeros(k), cov, seed=3, abseps=eps, releps=eps, maxpts=4_000_000)
        inside = float(np.mean([law.cdf(np.full(k, c), lower_limit=np.full(k, -c)) for _ in range(4)]))
    out["search"].append({"variances": variances, "statistic": c, "p": 1 - inside, "error": max(5 * eps, 1e-9)})

# Studentised, two splits: P(max |T| > c) = P(max |Z|²/Q > a²), by polar integration of the plane density.
out["studentised"] = []
for rho, freedom, c in [(0.5, 4, 2.5), (0.9, 10, 3.0), (0.3, 3, 4.0), (0.99, 30, 2.8)]:
    d = freedom + 1
    a = c / math.sqrt(c * c + freedom)
    # (X, X') = r (cos t, cos(t - t0)) with cos t0 = rho, r² ~ Beta(1, (d − 2)/2): P(r > q) = (1 − q²)^((d − 2)/2).
    t0 = math.acos(rho)

    def out_given(t):
        m = max(abs(math.cos(t)), abs(math.cos(t - t0)))
        q = a / m
        return (1 - q * q) ** ((d - 2) / 2) if q < 1 else 0.0

    edges = sorted({0.0, math.pi, t0 / 2, t0 / 2 + math.pi / 2, math.acos(a), t0 + math.acos(a), math.pi - math.acos(a), t0 + math.pi - math.acos(a),
                    t0 - math.acos(a)})
    edges = [e for e in edges if 0 <= e <= math.pi]
    p = sum(integrate.quad(out_given, lo, hi, epsabs=1e-14, limit=400)[0] for lo, hi in zip(edges, edges[1:])) / math.pi
    out["studentised"].append({"rho": rho, "freedom": freedom, "statistic": c, "p": p})

# Paule-Mandel.
out["extraVariance"] = []
for n, tau in [(8, 0.0), (12, 2.0), (30, 5.0), (20, 0.7)]:
    v = rng.gamma(3.0, 1.0, n)
    y = 40 + rng.normal(0, np.sqrt(v + tau**2))
    tau2 = combine_effects(y, v, method_re="iterated", atol=1e-14, maxiter=1000).tau2
    k = n // 3

    def excess(x):
        q = 0.0
        for part in (slice(0, k), slice(k, n)):
            w = 1 / (v[part] + x)
            q += float((w * (y[part] - (w * y[part]).sum() / w.sum()) ** 2).sum())
        return q - (n - 2)

    two = optimize.brentq(excess, 0, 1e4, xtol=1e-14, rtol=1e-14) if excess(0) > 0 else 0.0
    out["extraVariance"].append({"values": y.tolist(), "sampling": v.tolist(), "one": max(0.0, float(tau2)), "split": k, "two": two})

# Optimal partition by enumeration of all 2^(n − 1) partitions.
out["partition"] = []
for n, jumps, penalty in [(12, {4: 3.0, 8: -2.0}, 7.0), (13, {6: 2.0}, 5.0), (11, {}, 6.0), (14, {3: 4, 5: -4, 10: 3}, 8.0)]:
    v = rng.gamma(4.0, 0.25, n)
    level, mean = 0.0, []
    for t in range(n):
        level += jumps.get(t, 0.0)
        mean.append(level)
    y = np.array(mean) + rng.normal(0, np.sqrt(v))

    def cost(lo, hi):
        w = 1 / v[lo:hi]
        return float((w * (y[lo:hi] - (w * y[lo:hi]).sum() / w.sum()) ** 2).sum())

    best = None
    ratio = 0.0
    for size in range(n):
        for cut in itertools.combinations(range(1, n), size):
            edges = [0, *cut, n]
            c = sum(cost(a, b) for a, b in zip(edges, edges[1:]))
            if best is None or c + penalty * size < best[0] - 1e-12:
                best = (c + penalty * size, edges[:-1], c)
            if size:
                ratio = max(ratio, (cost(0, n) - c) / size)
    out["partition"].append({"values": y.tolist(), "variances": v.tolist(), "penalty": penalty, "starts": best[1],
                             "gain": cost(0, n) - best[2], "gainPerChange": ratio})


# CUSUM run lengths: Markov chain with states of width w, extrapolated in w² (Brook and Evans 1972).
def chain(k, h, shift, states):
    w = 2 * h / (2 * states - 1)
    i = np.arange(states)[:, None]
    j = np.arange(states)[None, :]
    upper = stats.norm.cdf((j - i) * w + w / 2 + k - shift)
    p = upper - stats.norm.cdf((j - i) * w - w / 2 + k - shift)
    p[:, 0] = upper[:, 0]
    return np.linalg.solve(np.eye(states) - p, np.ones(states))[0]


def run_length(k, h, shift):
    one = []
    for s in (shift, -shift):
        coarse, middle, fine = (chain(k, h, s, n) for n in (150, 300, 600))
        w = [2 * h / (2 * n - 1) for n in (150, 300, 600)]
        a = (w[0] ** 2 * middle - w[1] ** 2 * coarse) / (w[0] ** 2 - w[1] ** 2)
        b = (w[1] ** 2 * fine - w[2] ** 2 * middle) / (w[1] ** 2 - w[2] ** 2)
        one.append((w[0] ** 2 * b - w[2] ** 2 * a) / (w[0] ** 2 - w[2] ** 2))
    return 1 / sum(1 / L for L in one)


out["cusum"] = [{"k": k, "h": h, "shift": s, "runLength": float(run_length(k, h, s))}
                for k, h, s in [(0.5, 4, 0), (0.5, 5, 0), (0.5, 4, 1), (0.5, 5, 1), (0.5, 5, 0.5), (0.25, 8.01, 0), (1.0, 2.52, 2.0), (0.5, 8, 0)]]
pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(out, indent=1) + "\n")
