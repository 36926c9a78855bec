"""Log densities of response families and their derivatives, to 17 digits: response-families.txt.

One row a line; the log density is without the part that no parameter changes. phi is the log of
the dispersion, zeta the log odds of an extra zero, - where there is none. Derivatives are
difference quotients in 120 digits.

    python3 response-families.py > response-families.txt        (mpmath 1.3)
"""

from mpmath import mp, mpf, log, exp, loggamma, diff, log1p, erfc, sqrt

mp.dps = 120


def mean(link, e):
    return {'log': lambda: exp(e), 'sqrt': lambda: e*e, 'identity': lambda: e, 'inverse': lambda: 1/e,
     'logit': lambda: 1/(1+exp(-e)), 'probit': lambda: erfc(-e/sqrt(2))/2, 'cloglog': lambda: -mp.expm1(-exp(e))}[link]()


def complement(link, e):
    return {'logit': lambda: 1/(1+exp(e)), 'probit': lambda: erfc(e/sqrt(2))/2, 'cloglog': lambda: exp(-exp(e)),
            'log': lambda: -mp.expm1(e), 'identity': lambda: 1-e}[link]()


def plain(fam, link, y, m, e, phi):
    mu = mean(link, e)
    if fam == 'poisson':
        return (y*log(mu) if y else 0) - mu
    if fam == 'gaussian':
        return -phi/2 - (y-e)**2*exp(-phi)/2
    if fam == 'binomial':
        c = complement(link, e)
        return (y*(log(mu) if mu < 0.5 else log1p(-c)) if y else 0) + ((m-y)*(log(c) if c < 0.5 else log1p(-mu)) if m > y else 0)
    a = exp(phi)
    if fam == 'nb2':
        s = 1/a
        return (y*(log(mu*a)) if y else 0) - (y+s)*log1p(a*mu) + (loggamma(y+s)-loggamma(s) if y else 0)
    s = mu/a
    return (loggamma(y+s)-loggamma(s) + y*(phi-log1p(a)) if y else 0) - s*log1p(a)


def density(fam, link, y, m, e, phi, z):
    l = plain(fam, link, y, m, e, phi)
    if z is None: return l
    if y == 0: return log1p(mp.expm1(l)/(1+exp(z)))
    return l - log1p(exp(z))


cases = []


def add(fam, link, ys, es, phis=(None,), zs=(None,), ms=(1,)):
    for m in ms:
        for y in ys:
            if fam == 'binomial' and y > m: continue
            for e in es:
                for p in phis:
                    for z in zs: cases.append((fam, link, y, m, e, p, z))


add('poisson','log',[0,7,1e7],[-700,-1.5,16])
add('poisson','log',[0,3],[-20,4],zs=[-40,1.5])
add('poisson','sqrt',[0,5],[-2.5,0.01,30],zs=[None,-1])
add('poisson','identity',[0,5],[1e-6,3.5,50],zs=[None,-1])
add('poisson','inverse',[0,5],[1e-3,0.7,40],zs=[None,-1])
add('nb2','log',[0,30,1e7],[-50,3.5,15],phis=[-27.5,-0.5,18])
add('nb2','log',[0,4],[-300,700],phis=[-27.5,18])
add('nb2','log',[0,6],[2],phis=[-9,6],zs=[-30,0.25])
for lk,es in (('sqrt',[0.2,6]),('identity',[1e-3,25]),('inverse',[0.02,3])):
    add('nb2',lk,[300],es,phis=[-27.5,-1,8])
    add('nb2',lk,[4],es,phis=[0.3],zs=[-0.7])
add('nb1','log',[0,2,30,1e7],[-50,-1,15],phis=[-27.5,-0.5,18])
add('nb1','log',[0,4],[-300,700],phis=[-27.5,18])
add('nb1','log',[0,6],[2],phis=[-9,6],zs=[-30,0.25])
for lk,es in (('sqrt',[0.2,6]),('identity',[1e-3,25]),('inverse',[0.02,3])):
    add('nb1',lk,[300],es,phis=[-27.5,-1,8])
    add('nb1',lk,[4],es,phis=[0.3],zs=[-0.7])
for lk,es in (('logit',[-700,-1.2,25]),('probit',[-700,-6,-2.51,-2.49,0.3,2.6,37]),
              ('cloglog',[-700,-8,-0.7,-0.69,2,6]),('log',[-700,-30,-1,-0.1,-1e-6]),('identity',[1e-8,0.3,0.99])):
    add('binomial',lk,[0,1],es)
    add('binomial',lk,[2.5],es,ms=[1e6])
    add('binomial',lk,[0],[e for e in es if abs(e)<10],ms=[9],zs=[-1.3,8])
add('gaussian','identity',[-3.25,1.25],[-40,0.5],phis=[-8,0,5])


def text(x):
    x = mpf(x)
    return mp.nstr(x, 17, min_fixed=-4, max_fixed=7, strip_zeros=True)


ORDERS = [(0, 0, 0), (1, 0, 0), (2, 0, 0), (3, 0, 0), (0, 1, 0), (1, 1, 0), (2, 1, 0),
          (0, 0, 1), (1, 0, 1), (2, 0, 1)]


def run(case):
    fam, link, y, m, e, phi, zeta = case
    point = [mpf(e), mpf(phi or 0), mpf(zeta or 0)]
    small = link in ('sqrt', 'identity', 'inverse') and abs(e) < 1e-2
    step = mpf(10)**-30 * (abs(mpf(e)) if small else 1)

    def derivative(orders):
        if fam in ('poisson', 'binomial') and orders[1] or zeta is None and orders[2]:
            return 0
        moved = [k for k in range(3) if orders[k]]

        def value(*parts):
            at = list(point)
            for k, part in zip(moved, parts):
                at[k] = part
            extra = None if zeta is None else at[2]
            return density(fam, link, mpf(y), mpf(m), at[0], at[1], extra)

        if not moved:
            return value()
        if len(moved) == 1:
            return diff(value, point[moved[0]], orders[moved[0]], h=step)
        return diff(value, tuple(point[k] for k in moved), tuple(orders[k] for k in moved), h=step)

    head = [fam, link] + ['-' if x is None else repr(x) for x in (y, m, e, phi, zeta)]
    return ' '.join(head + [text(mp.re(derivative(orders))) for orders in ORDERS])


print("family link y trials eta phi zeta l l_eta l_eta2 l_eta3 l_phi l_eta_phi l_eta2_phi"
      " l_zeta l_eta_zeta l_eta2_zeta")
for case in cases:
    print(run(case))
