"""Golden values of the causal kernels. Authority: statsmodels, scipy and, where named, numpy on rows.

Run: python3 make.py
"""
import json
import pathlib
import warnings

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.tsa.statespace.structural import UnobservedComponents

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240601)
out = {"authority": "statsmodels, scipy, numpy"}


def numbers(values):
    return [float(v) for v in np.asarray(values, dtype=float).ravel()]


def covariate_sums(y, x):
    return {"n": len(y), "sumY": float(y.sum()), "sumYY": float((y**2).sum()), "sumX": float(x.sum()),
            "sumXX": float((x**2).sum()), "sumXY": float((x * y).sum())}


# Sample ratio: scipy.stats.chisquare.
out["sampleRatio"] = []
for counts, ratio in (([5021, 4979], [1, 1]), ([821, 1100, 2200], [1, 1, 2]), ([15752, 15257], [1, 1])):
    share = np.array(ratio) / sum(ratio)
    test = stats.chisquare(counts, sum(counts) * share)
    out["sampleRatio"].append({"counts": counts, "ratio": ratio, "statistic": float(test.statistic), "p": float(test.pvalue)})

# CUPED: the slope of y on x within arms is the ANCOVA coefficient of statsmodels' OLS.
out["cuped"] = []
for n_t, n_c, rho in ((80, 120, 0.8), (400, 300, 0.3), (50, 50, 0.0)):
    x_t, x_c = rng.gamma(2, 3, n_t), rng.gamma(2, 3, n_c)
    y_t = 1.0 + rho * x_t + rng.normal(0, 2, n_t)
    y_c = 0.4 + rho * x_c + rng.normal(0, 2, n_c)
    design = np.column_stack([np.ones(n_t + n_c), np.r_[np.ones(n_t), np.zeros(n_c)], np.r_[x_t, x_c]])
    fit = sm.OLS(np.r_[y_t, y_c], design).fit()
    theta = fit.params[2]
    a, b = y_t - theta * x_t, y_c - theta * x_c
    test = stats.ttest_ind(a, b, equal_var=False)
    ci = test.confidence_interval(0.95)
    out["cuped"].append({"treated": covariate_sums(y_t, x_t), "control": covariate_sums(y_c, x_c), "theta": float(theta),
                         "difference": float(fit.params[1]), "low": float(ci.low), "high": float(ci.high), "p": float(test.pvalue)})

# Post-stratification: numpy on rows.
strata = []
total = 0.0
variance = 0.0
rows = [(rng.normal(m, 2, n), rng.normal(m - 0.7, 3, k)) for m, n, k in ((0, 30, 44), (5, 61, 40), (9, 12, 25))]
size = sum(len(t) + len(c) for t, c in rows)
for t, c in rows:
    w = (len(t) + len(c)) / size
    total += w * (t.mean() - c.mean())
    variance += w**2 * (t.var(ddof=1) / len(t) + c.var(ddof=1) / len(c))
    strata.append([{"n": len(v), "mean": float(v.mean()), "m2": float(((v - v.mean()) ** 2).sum())} for v in (t, c)])
all_t, all_c = np.concatenate([t for t, _ in rows]), np.concatenate([c for _, c in rows])
plain = all_t.var(ddof=1) / len(all_t) + all_c.var(ddof=1) / len(all_c)
out["postStratified"] = {"strata": strata, "difference": float(total), "se": float(np.sqrt(variance)),
                         "varianceReduction": float(1 - variance / plain)}

# Panel: statsmodels' OLS with unit and period dummies, cluster-robust by unit without correction (CR0). With m units
# in each of the two groups CR2 is CR0 times m / (m - 1).
m, periods, adoption = 14, 7, 4
base = rng.normal(10, 3, (2 * m, 1)) + rng.normal(0, 1, (2 * m, periods)).cumsum(1)
treated = np.arange(2 * m) < m
y = base + np.where(treated[:, None] & (np.arange(periods) >= adoption), 1.5, 0.0)
unit, period = np.divmod(np.arange(2 * m * periods), periods)
dummies = np.column_stack([unit == u for u in range(2 * m)] + [period == t for t in range(1, periods)]).astype(float)


def clustered(columns):
    fit = sm.OLS(y.ravel(), np.column_stack([columns, dummies])).fit(
        cov_type="cluster", cov_kwds={"groups": unit, "use_correction": False})
    k = columns.shape[1]
    return fit.params[:k], fit.cov_params()[:k, :k] * m / (m - 1)


static, static_cov = clustered((treated[unit] & (period >= adoption)).astype(float)[:, None])
events = [t for t in range(periods) if t != adoption - 1]
params, cov = clustered(np.column_stack([treated[unit] & (period == t) for t in events]).astype(float))
leads = [i for i, t in enumerate(events) if t < adoption]
theta, v = params[leads], cov[np.ix_(leads, leads)]
parts = [np.cov((y[g][:, [events[i] for i in leads]] - y[g][:, [adoption - 1]]).T) / m for g in (treated, ~treated)]
inverse = np.linalg.inv(v)
k = len(leads)
shares = [part @ inverse for part in parts]
nu = (k + k * k) / sum((np.trace(s @ s) + np.trace(s) ** 2) / (m - 1) for s in shares)
f = float(theta @ inverse @ theta) * (nu - k + 1) / (nu * k)
out["panel"] = {"outcomes": numbers(y), "treatedUnits": m, "controlUnits": m, "periods": periods, "adoption": adoption,
                "effect": float(static[0]), "se": float(np.sqrt(static_cov[0, 0])),
                "events": [[t - adoption, float(p), float(np.sqrt(c))] for t, p, c in zip(events, params, np.diag(cov))],
                "preTrend": {"statistic": f, "numeratorDegrees": k, "denominatorDegrees": float(nu - k + 1),
                             "p": float(stats.f.sf(f, k, nu - k + 1))}}

# Weights on a simplex: scipy's SLSQP from several starts, the best end.
out["simplex"] = []
for donors, length, ridge in ((6, 12, 0.0), (10, 8, 2.5), (25, 9, 0.0)):
    columns, target = rng.normal(0, 1, (length, donors)).cumsum(0), rng.normal(0, 1, length).cumsum()

    def loss(w):
        return float(((columns @ w - target) ** 2).sum() + ridge * (w**2).sum())

    def slope(w):
        return 2 * columns.T @ (columns @ w - target) + 2 * ridge * w

    best = min((optimize.minimize(loss, start, jac=slope, bounds=[(0, 1)] * donors, method="SLSQP",
                                  constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(donors)},
                                  options={"ftol": 1e-15, "maxiter": 2000})
                for start in [np.full(donors, 1 / donors), *rng.dirichlet(np.ones(donors), 4)]), key=lambda r: r.fun)
    out["simplex"].append({"columns": [numbers(c) for c in columns.T], "target": numbers(target), "ridge": ridge, "loss": best.fun})

# Structural series. Variances: scipy on the restricted likelihood written out with the full covariance matrix, since
# statsmodels' exact diffuse likelihood is only good to 3e-5 here. Forecasts: statsmodels at those variances.


def restricted_likelihood(variances, series, x):
    t = np.arange(len(series), dtype=float)
    omega = variances[0] * np.eye(len(t)) + variances[1] * np.minimum.outer(t, t)
    if len(variances) > 2:
        ramps = np.maximum(0.0, t[:, None] - 1.0 - t[None, :])
        omega += variances[2] * ramps @ ramps.T
    design = np.column_stack([np.ones(len(t)), *([t] if len(variances) > 2 else []), x])
    lower = np.linalg.cholesky(omega)
    design, series = np.linalg.solve(lower, design), np.linalg.solve(lower, series)
    rest = series - design @ np.linalg.lstsq(design, series, rcond=None)[0]
    return -0.5 * (2 * np.log(np.diag(lower)).sum() + np.linalg.slogdet(design.T @ design)[1] + rest @ rest)


out["series"] = []
for name, trend, pre in (("llevel", False, 60), ("lltrend", True, 60)):
    n = 80
    x = rng.normal(0, 1, n).cumsum() + 20
    level = rng.normal(0, 0.4, n).cumsum() + (0.2 * np.arange(n) + rng.normal(0, 0.05, n).cumsum().cumsum() if trend else 0)
    series = 30 + level + 0.8 * x + rng.normal(0, 1, n)
    series[pre:] += 3
    model = UnobservedComponents(series[:pre], name, exog=x[:pre], mle_regression=False, use_exact_diffuse=True)
    count = 3 if trend else 2
    ends = [optimize.minimize(lambda p: -restricted_likelihood(np.exp(p), series[:pre], x[:pre]), start[:count],
                              method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13, "maxiter": 4000, "maxfev": 4000})
            for start in ([0.0, -1.0, -4.0], [0.0, -3.0, -8.0])]
    fit = model.smooth(np.exp(min(ends, key=lambda r: r.fun).x))
    forecast = fit.get_forecast(n - pre, exog=x[pre:, None])
    out["series"].append({"trend": trend, "prePeriods": pre, "outcomes": numbers(series), "covariate": numbers(x),
                          "predicted": numbers(forecast.predicted_mean), "se": numbers(forecast.se_mean),
                          "variances": numbers(fit.params), "coefficient": float(fit.smoothed_state[-1, -1])})

# Uplift and Qini curves: their definitions in numpy, row by row.


def curves(outcome, score, treated):
    order = np.argsort(-score, kind="stable")
    yy, ss, tt = outcome[order], score[order], treated[order]
    ends = np.r_[np.where(np.diff(ss))[0], len(ss) - 1]
    n_t, n_c = np.cumsum(tt)[ends], np.cumsum(1 - tt)[ends]
    y_t, y_c = np.cumsum(yy * tt)[ends], np.cumsum(yy * (1 - tt))[ends]
    mean_t = np.divide(y_t, n_t, out=np.zeros(len(ends)), where=n_t > 0)
    mean_c = np.divide(y_c, n_c, out=np.zeros(len(ends)), where=n_c > 0)
    x = n_t + n_c
    return np.r_[0, x], np.r_[0, (mean_t - mean_c) * x], np.r_[0, y_t - mean_c * n_t]


def above_line(x, y):
    return float(((y[1:] + y[:-1]) / 2 * np.diff(x)).sum() - x[-1] * y[-1] / 2)


out["uplift"] = []
for size, levels in ((40, 7), (300, 25)):
    score = rng.integers(0, levels, size) / levels
    arm = rng.integers(0, 2, size)
    response = (rng.uniform(size=size) < 0.2 + 0.4 * arm * score).astype(int)
    weight = rng.integers(1, 5, size)
    y_all, s_all, t_all = (np.repeat(v, weight).astype(float) for v in (response, score, arm))
    x, uplift, qini = curves(y_all, s_all, t_all)
    by_yes = y_all if ((y_all == 1) & (t_all == 0)).sum() > ((y_all == 0) & (t_all == 1)).sum() else t_all
    px, pu, _ = curves(y_all, 2.0 * (y_all == t_all) + by_yes, t_all)
    qx, _, pq = curves(y_all, y_all * t_all - y_all * (1 - t_all), t_all)
    out["uplift"].append({"score": numbers(score), "treated": [int(v) for v in arm], "outcome": [int(v) for v in response],
                          "n": [int(v) for v in weight], "customers": numbers(x), "uplift": numbers(uplift), "qini": numbers(qini),
                          "upliftCoefficient": above_line(x, uplift) / above_line(px, pu),
                          "qiniCoefficient": above_line(x, qini) / above_line(qx, pq)})

pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(out, indent=1) + "\n")
