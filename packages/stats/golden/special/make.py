"""Golden values of the special functions. Authority: mpmath at 60 digits. Run: python3 make.py"""
import json
import pathlib
from mpmath import mp, mpf, hyp2f1, log, loggamma, digamma

mp.dps = 60
values = {"authority": "mpmath, 60 digits", "logGammaRatio": [], "digammaDifference": [], "logHyp2f1": []}
for z in ["1e-6", "0.01", "0.243", "1", "2.5", "14.9", "15.1", "300", "1e6", "1e10"]:
    for x in ["1", "2", "3.5", "17", "400", "1e5"]:
        a, b = mpf(z), mpf(x)
        values["logGammaRatio"].append([float(a), float(b), float(loggamma(mpf(float(a)) + mpf(float(b))) - loggamma(mpf(float(a))))])
        values["digammaDifference"].append([float(a), float(b), float(digamma(mpf(float(a)) + mpf(float(b))) - digamma(mpf(float(a))))])
for a, b, c, z in [
    (0.243, 2.426, 2.219, 0.9), (2.243, 4.426, 4.219, 0.47), (26.5, 3.1, 27.1, 0.3),
    (400.2, 5, 405.7, 0.8), (5000.2, 2.4, 3.2, 0.5), (100000.2, 1.6, 100002.3, 0.11),
    (0.5, 0.5, 1.5, 0.999), (1, 1, 2, 0.0), (12, 30, 0.7, 0.6),
]:
    exact = log(hyp2f1(mpf(a), mpf(b), mpf(c), mpf(z), maxterms=10**7))
    values["logHyp2f1"].append([a, b, c, z, float(exact)])
pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(values, indent=1) + "\n")
