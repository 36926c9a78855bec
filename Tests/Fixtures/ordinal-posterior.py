"""One simulated log of severity (four levels) and its posterior, to compare with.

    python3 ordinal-posterior.py > ordinal-posterior.json        (numpy; some minutes on one core)

SIMULATED: 100 recorded nights of 112, 4 cycles of 2 periods of 14 nights. Model:

    P(y <= k) = F(theta_k - eta),  F logistic,  eta = beta x + tau z + u(day)

with u a stationary AR(1) process, Var u = sigma^2, correlation rho^gap; theta ~ N(0, 2^2) each,
restricted to increasing order; beta ~ N(0, 1), tau ~ N(0, 0.5^2), sigma ~ half-normal(0.75),
rho ~ Beta(2, 2); z from -1 on the first recorded night to 1 on the last.

No Laplace and no Markov chain: u is integrated by a lattice filter (61 points on +-5 standard
deviations, trapezoidal rule), the other seven parameters by adaptive importance sampling:
(sigma, rho) from their prior, the others from a multivariate t (7 degrees of freedom) in units of
sqrt(1 + 0.346 sigma^2). `mc_error` is the standard error of each figure over 50 batches.
"""
import json
import sys

import numpy as np

rng = np.random.default_rng(20250204)
BETA, TAU, SIGMA, RHO = -0.9, 0.2, 0.7, 0.5
THETA = np.array([-0.8, 0.5, 1.6])


def simulate():
    period = np.arange(112) // 14
    first = rng.integers(0, 2, 4)
    arm = np.array([(first[p // 2] + p) % 2 for p in period])
    z = 2 * np.arange(112) / 111 - 1
    u = np.empty(112)
    u[0] = SIGMA * rng.normal()
    for day in range(1, 112):
        u[day] = RHO * u[day - 1] + SIGMA * np.sqrt(1 - RHO**2) * rng.normal()
    eta = BETA * arm + TAU * z + u
    y = (rng.logistic(size=112) + eta)[:, None] > THETA[None, :]
    kept = np.sort(rng.choice(112, 100, replace=False))
    return kept, arm[kept], y.sum(1)[kept], period[kept]


day, arm, y, period = simulate()
n = len(day)
gap = np.diff(day)
z = 2 * (day - day[0]) / (day[-1] - day[0]) - 1
GRID = np.linspace(-5, 5, 61)
STEP = GRID[1] - GRID[0]
STATIONARY = np.exp(-0.5 * GRID**2) / np.sqrt(2 * np.pi) * STEP


def transition(rho):
    """[draw, from, to]: the AR(1) step of each draw, as weights of the trapezoidal rule."""
    sd = np.sqrt(1 - rho**2)[:, None, None]
    d = (GRID[None, None, :] - rho[:, None, None] * GRID[None, :, None]) / sd
    k = np.exp(-0.5 * d * d) / (sd * np.sqrt(2 * np.pi)) * STEP
    # Rows of narrow steps far outside lose nothing that matters; all are made proper.
    return k / k.sum(2, keepdims=True)


def log_likelihood(theta, beta, tau, sigma, rho):
    steps = {g: transition(rho**g) for g in np.unique(gap)}
    total = np.zeros(len(beta))
    state = np.repeat(STATIONARY[None, :], len(beta), 0)
    state /= state.sum(1, keepdims=True)
    for i in range(n):
        if i:
            state = np.matmul(state[:, None, :], steps[gap[i - 1]])[:, 0, :]
        eta = (beta * arm[i] + tau * z[i])[:, None] + sigma[:, None] * GRID[None, :]
        above = 1.0 if y[i] == 3 else 1 / (1 + np.exp(eta - theta[:, y[i], None]))
        below = 0.0 if y[i] == 0 else 1 / (1 + np.exp(eta - theta[:, y[i] - 1, None]))
        state = state * (above - below)
        s = state.sum(1)
        total += np.log(s)
        state /= s[:, None]
    return total


def draw(count, centre, factor):
    sigma = np.abs(0.75 * rng.normal(size=count))
    rho = rng.beta(2, 2, count)
    scale = np.sqrt(1 + 0.346 * sigma**2)
    chi = rng.chisquare(7, count) / 7
    e = rng.normal(size=(count, 5)) / np.sqrt(chi)[:, None]
    x = (centre + e @ factor.T) * scale[:, None]
    theta, beta, tau = x[:, :3], x[:, 3], x[:, 4]
    # Log of the t density of x, its constants left out.
    log_q = -6 * np.log1p((e * e).sum(1) / 7) - 5 * np.log(scale)
    log_p = (
        -0.5 * (theta**2).sum(1) / 4 - 0.5 * beta**2 - 0.5 * (tau / 0.5) ** 2
    )
    ordered = (theta[:, 0] < theta[:, 1]) & (theta[:, 1] < theta[:, 2])
    log_w = np.full(count, -np.inf)
    o = np.flatnonzero(ordered)
    log_w[o] = log_p[o] - log_q[o] + log_likelihood(theta[o], beta[o], tau[o], sigma[o], rho[o])
    return np.column_stack([theta, beta, tau, sigma, rho]), log_w


def many(total, centre, factor, size=250):
    parts = [draw(size, centre, factor) for _ in range(total // size)]
    x = np.concatenate([p[0] for p in parts])
    log_w = np.concatenate([p[1] for p in parts])
    w = np.exp(log_w - log_w.max())
    print("effective", w.sum() ** 2 / (w * w).sum(), "of", len(w), file=sys.stderr)
    return x, w


centre, factor = np.array([-0.8, 0.5, 1.6, -0.5, 0.0]), np.diag([0.3, 0.3, 0.3, 0.4, 0.3])
for pilot in (3000, 10000):
    x, w = many(pilot, centre, factor)
    scaled = x[:, :5] / np.sqrt(1 + 0.346 * x[:, 5] ** 2)[:, None]
    centre = (w[:, None] * scaled).sum(0) / w.sum()
    d = scaled - centre
    factor = np.linalg.cholesky(1.2 * (w[:, None] * d).T @ d / w.sum())
x, w = many(int(sys.argv[1]) if len(sys.argv) > 1 else 200000, centre, factor)

LEVELS = [("q025", 0.025), ("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75),
          ("q95", 0.95), ("q975", 0.975)]


def summary(v, w):
    w = w / w.sum()
    mean = (w * v).sum()
    out = {"mean": mean, "sd": np.sqrt((w * (v - mean) ** 2).sum())}
    order = np.argsort(v)
    cumulative = np.cumsum(w[order]) - 0.5 * w[order]
    for name, p in LEVELS:
        out[name] = float(np.interp(p, cumulative, v[order]))
    return out


def with_error(function):
    whole = function(slice(None))
    parts = [function(slice(b, None, 50)) for b in range(50)]
    error = {k: np.std([p[k] for p in parts], ddof=1) / np.sqrt(50) for k in whole}
    return {**{k: round(float(v), 6) for k, v in whole.items()},
            "mc_error": {k: round(float(v), 6) for k, v in error.items()}}


def shares(rows):
    b, ww = x[rows, 3], w[rows] / w[rows].sum()
    return {"p_or_lt_1": (ww * (b < 0)).sum(), "p_or_le_0.75": (ww * (b <= np.log(0.75))).sum(),
            "p_or_gt_1.25": (ww * (b > np.log(1.25))).sum()}


names = ["theta_1", "theta_2", "theta_3", "beta", "tau", "sigma", "rho"]
print(json.dumps({
    "made_by": "ordinal-posterior.py", "simulated": True,
    "truth": {"beta": BETA, "tau": TAU, "sigma": SIGMA, "rho": RHO, "theta": list(THETA)},
    "levels": ["none", "mild", "moderate", "severe"],
    "data": {"day": day.tolist(), "arm": arm.tolist(), "severity": y.tolist(),
             "period": (period + 1).tolist()},
    "draws": len(w), "effective_draws": round(float(w.sum() ** 2 / (w * w).sum())),
    "parameters": {name: with_error(lambda r, j=j: summary(x[r, j], w[r]))
                   for j, name in enumerate(names)},
    "probabilities": with_error(shares)}, indent=None))
