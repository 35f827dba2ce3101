"""Golden values of the purchase models from their published closed forms with 2F1.

Authority: mpmath at 60 digits, on the formulas of Fader, Hardie and Lee (2005) for the BG/NBD,
Batislam et al. (2007) for the MBG/NBD and Fader and Hardie (2005, note 009) for the Pareto/NBD.
The kernels themselves use none of these forms. Run: python3 make.py
"""
import json
import pathlib
from mpmath import mp, mpf, hyp2f1, gamma, log, exp, quad, beta as betaf, inf

mp.dps = 60


def bg_expected(r, al, a, b, t):
    z = t / (al + t)
    return (a + b - 1) / (a - 1) * (1 - (al / (al + t)) ** r * hyp2f1(r, b, a + b - 1, z))


def bg_conditional(r, al, a, b, x, tx, T, t):
    z = t / (al + T + t)
    top = (a + b + x - 1) / (a - 1) * (1 - ((al + T) / (al + T + t)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z))
    odds = a / (b + x - 1) * ((al + T) / (al + tx)) ** (r + x) if x > 0 else mpf(0)
    return top / (1 + odds)


def mbg_conditional(r, al, a, b, x, tx, T, t):
    z = t / (al + T + t)
    top = (a + b + x) / (a - 1) * (1 - ((al + T) / (al + T + t)) ** (r + x) * hyp2f1(r + x, b + x + 1, a + b + x, z))
    return top / (1 + a / (b + x) * ((al + T) / (al + tx)) ** (r + x))


def pareto_a0(r, al, s, be, x, tx, T):
    big, power = (al, s + 1) if al >= be else (be, r + x)
    gap = abs(al - be)
    def part(at):
        return hyp2f1(r + s + x, power, r + s + x + 1, gap / (big + at)) / (big + at) ** (r + s + x)
    return part(tx) - part(T)


def pareto_loglik(r, al, s, be, x, tx, T):
    alive = 1 / ((al + T) ** (r + x) * (be + T) ** s)
    return log(gamma(r + x) / gamma(r) * al ** r * be ** s * (alive + s / (r + s + x) * pareto_a0(r, al, s, be, x, tx, T)))


def pareto_alive(r, al, s, be, x, tx, T):
    return 1 / (1 + s / (r + s + x) * (al + T) ** (r + x) * (be + T) ** s * pareto_a0(r, al, s, be, x, tx, T))


def pareto_conditional(r, al, s, be, x, tx, T, t):
    tail = (r + x) * (be + T) / ((al + T) * (s - 1)) * (1 - ((be + T) / (be + T + t)) ** (s - 1))
    return tail * pareto_alive(r, al, s, be, x, tx, T)


def floats(row):
    return [float(v) for v in row]


out = {"authority": "mpmath, 60 digits, published closed forms", "bgExpected": [], "bgConditional": [],
       "mbgConditional": [], "paretoLogLikelihood": [], "paretoAlive": [], "paretoConditional": []}
dropout = [("0.243", "4.414", "0.793", "2.426"), ("0.66", "63.2", "0.109", "2.42"), ("3", "10", "4.5", "1.5"), ("12", "2", "0.05", "0.7")]
pareto = [("0.553", "10.578", "0.606", "11.669"), ("2.5", "4", "0.3", "30"), ("0.4", "50", "2.2", "5")]
histories = [("0", "0", "20"), ("2", "30.43", "38.86"), ("26", "30.86", "31"), ("120", "50", "90"), ("400", "5", "6")]
for p in dropout:
    pm = [mpf(float(v)) for v in p]
    for t in ("0.1", "5", "52", "400"):
        if pm[2] + pm[3] > 1:
            out["bgExpected"].append(floats([*pm, mpf(t), bg_expected(*pm, mpf(float(t)))]))
    for h in histories:
        hm = [mpf(float(v)) for v in h]
        for t in ("1", "39"):
            if hm[0] > 0 or pm[2] + pm[3] > 1:
                out["bgConditional"].append(floats([*pm, *hm, mpf(t), bg_conditional(*pm, *hm, mpf(t))]))
            out["mbgConditional"].append(floats([*pm, *hm, mpf(t), mbg_conditional(*pm, *hm, mpf(t))]))
for p in pareto:
    pm = [mpf(float(v)) for v in p]
    for h in histories:
        hm = [mpf(float(v)) for v in h]
        out["paretoLogLikelihood"].append(floats([*pm, *hm, pareto_loglik(*pm, *hm)]))
        out["paretoAlive"].append(floats([*pm, *hm, pareto_alive(*pm, *hm)]))
        out["paretoConditional"].append(floats([*pm, *hm, mpf(39), pareto_conditional(*pm, *hm, mpf(39))]))
pathlib.Path(__file__).with_name("values.json").write_text(json.dumps(out, indent=1) + "\n")
