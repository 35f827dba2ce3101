"""Golden values of the intervals and comparisons. Authority: scipy and statsmodels.

Run: python3 make.py
"""
import json
import pathlib
import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

out = {"authority": "scipy.stats and statsmodels", "wilson": [], "mean": [], "welch": [], "bh": [], "agrestiCaffo": [], "chiSquare": []}
for successes, n in [(0, 5), (5, 5), (1, 1), (3, 10), (481, 1000), (2, 100000)]:
    for level in (0.8, 0.95, 0.99):
        low, high = proportion_confint(successes, n, 1 - level, method="wilson")
        out["wilson"].append([successes, n, level, float(low), float(high)])
rng = np.random.default_rng(20240601)
for n in (2, 3, 12, 400):
    y = rng.gamma(2.0, 7.0, n)
    low, high = stats.t.interval(0.95, n - 1, y.mean(), stats.sem(y))
    out["mean"].append([n, float(y.mean()), float(((y - y.mean()) ** 2).sum()), float(low), float(high)])
for n, m in ((5, 9), (40, 12), (900, 1100)):
    a, b = rng.normal(3, 2, n), rng.normal(2.5, 5, m)
    test = stats.ttest_ind(a, b, equal_var=False)
    ci = test.confidence_interval(0.95)
    row = [n, a.mean(), ((a - a.mean()) ** 2).sum(), m, b.mean(), ((b - b.mean()) ** 2).sum(), ci.low, ci.high, test.pvalue]
    out["welch"].append([float(v) for v in row])
for size in (1, 4, 15):
    p = rng.uniform(size=size) ** 3
    out["bh"].append([[float(v) for v in p], [float(v) for v in multipletests(p, method="fdr_bh")[1]]])
for x1, n1, x2, n2 in ((14, 28, 16, 30), (0, 10, 3, 12), (480, 1000, 431, 1010)):
    low, high = confint_proportions_2indep(x1, n1, x2, n2, method="agresti-caffo", compare="diff")
    out["agrestiCaffo"].append([x1, n1, x2, n2, float(low), float(high)])
for statistic, df in ((3.84, 1), (0.1, 4), (200.0, 2), (33.265946, 7)):
    out["chiSquare"].append([statistic, df, float(stats.chi2.sf(statistic, df))])
pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(out, indent=1) + "\n")
