"""The peer of the customer-base models: Python's lifetimes, timed on the files of the bench.

Usage: fit_lifetimes.py FOLDER MODEL ROWS [grouped]. Prints {"seconds", "parameters"} as JSON.
"""
import json
import sys
import time
import warnings

import numpy as np
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

warnings.filterwarnings("ignore")
folder, model, rows = sys.argv[1], sys.argv[2], sys.argv[3]
column = lambda name: np.fromfile(f"{folder}/{name}-{rows}.f64")
fitters = {
    "bg-nbd": (BetaGeoFitter, ["r", "alpha", "a", "b"]),
    "mbg-nbd": (ModifiedBetaGeoFitter, ["r", "alpha", "a", "b"]),
    "pareto-nbd": (ParetoNBDFitter, ["r", "alpha", "s", "beta"]),
    "gamma-gamma": (GammaGammaFitter, ["p", "q", "v"]),
}
fitter, names = fitters[model]
if model == "gamma-gamma":
    columns, weight = [column("spend-x"), column("spend-m")], "spend-w"
else:
    columns, weight = [column("x"), column("tx"), column("T")], "w"
weights = column(weight) if rows.startswith("grouped") else None
start = time.perf_counter()
fitted = fitter().fit(*columns, weights=weights)
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "parameters": [float(fitted.params_[name]) for name in names]}))
