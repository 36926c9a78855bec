// The incomplete beta function. Boost.Math takes x alone and forms 1 - x, which loses digits
// when a parameter is large (1e-9 at 1e8 degrees of freedom); here both are given.
#include "Beta.hpp"

#include "BoostPolicies.hpp"
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace extended {

Extended logBeta(Extended a, Extended b) {
  const Extended small = std::fmin(a, b), large = std::fmax(a, b), sum = a + b;
  // B = sqrt(2 pi) a^(a - 1/2) b^(b - 1/2) (a + b)^(1/2 - a - b) exp(remainders)
  return halfLogTwoPi - std::log(large) / 2 + (small - 0.5L) * std::log(small / sum)
    - large * std::log1p(small / large) + stirlingRemainder(a) + stirlingRemainder(b)
    - stirlingRemainder(sum);
}

Extended logBetaKernel(Extended a, Extended b, Proportion x) {
  const Extended sum = a + b, excess = x.value * b - x.complement * a;
  return a * logMinusExcess(x.value * sum / a, excess / a)
    + b * logMinusExcess(x.complement * sum / b, -excess / b)
    + std::log(a / twoPi * (b / sum)) / 2 + stirlingRemainder(sum) - stirlingRemainder(a)
    - stirlingRemainder(b);
}

namespace {

/// a B(a, b) I_x(a, b) / (x^a y^b) by the power series of positive terms (DLMF 8.17.8).
Extended seriesFactor(Extended a, Extended b, Extended x) {
  Extended term = 1, sum = 1;
  for (int k = 0; k < 100000 && term > tolerance * sum; ++k) {
    term *= x * (a + b + k) / (a + 1 + k);
    sum += term;
  }
  return sum;
}

/// The same by the continued fraction of DiDonato and Morris (1992,
/// eq. 9), Lentz's method; x below a / (a + b). Its terms hold a y - b x, not 1 - x.
Extended fractionFactor(Extended a, Extended b, Proportion x) {
  const Extended lambda = a * x.complement - b * x.value;
  Extended c = a * (lambda + 1) / (a + 1), d = 0, h = c;
  for (int m = 1; m < 1000000; ++m) {
    const Extended base = a + 2 * m - 1, share = m * (b - m) * x.value / base;
    const Extended numerator = (a + m - 1) / base * (a + b + m - 1) * x.value * share;
    const Extended denominator =
      m + share + (a + m) / (base + 2) * (lambda + 1 + m * (1 + x.complement));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    h *= c * d;
    if (std::fabs(c * d - 1) < tolerance) break;
  }
  return a / h;
}

/// The logarithm of the tail that is computed directly, which of the two it is in `upper`.
Extended directLogTail(Extended a, Extended b, Proportion x, bool& upper) {
  const bool short_series = x.value < 0.5L && x.value * b < 3;
  upper = !short_series && x.value * b > x.complement * a;
  if (upper) {
    std::swap(a, b);
    x = x.swapped();
  }
  const bool series = x.value < 0.5L && x.value * b < 3;
  const Extended factor = series ? seriesFactor(a, b, x.value) : fractionFactor(a, b, x);
  return logBetaKernel(a, b, x) + std::log(factor / a);
}

}  // namespace

Extended betaTail(Extended a, Extended b, Proportion x, bool upper, bool log) {
  if (std::isnan(x.value)) return x.value;
  if (x.value <= 0 || x.complement <= 0) {
    const bool one = upper == (x.value <= 0);
    return one ? (log ? 0 : 1) : (log ? -infinity : 0);
  }
  bool direct;
  Extended logTail = std::fmin(directLogTail(a, b, x, direct), 0);
  if (direct != upper && logTail > -0.01L && x.value > 1e-4L && x.complement > 1e-4L) {
    // Next to one, its complement would keep few digits: the fraction from the other side, which
    // converges slowly there, has them all.
    if (upper) std::swap(a, b), x = x.swapped();
    logTail = logBetaKernel(a, b, x) + std::log(fractionFactor(a, b, x) / a);
    direct = upper;
  }
  if (direct == upper) return scaled(logTail, log);
  return log ? logOneMinusExp(logTail) : -std::expm1(logTail);
}

Extended betaQuantileLogOdds(Extended a, Extended b, TailProbability tail) {
  if (tail.upper) return -betaQuantileLogOdds(b, a, {tail.logValue, false});
  // The first term of the series at zero, and the normal approximation of the log odds; the
  // first is always to the left of the solution.
  const double p = static_cast<double>(a), q = static_cast<double>(b);
  const double centre = boost::math::digamma(p) - boost::math::digamma(q);
  const double spread = std::sqrt(boost::math::trigamma(p) + boost::math::trigamma(q));
  const Extended start = std::fmax(
    (tail.logValue + std::log(a) + logBeta(a, b)) / a,
    centre + spread * roughNormalQuantile(tail.logValue));
  const auto evaluate = [=](Extended s, Extended& value, Extended& density, Extended& slope) {
    const Proportion x = {1 / (1 + std::exp(-s)), 1 / (1 + std::exp(s))};
    value = betaTail(a, b, x, false, true);
    density = logBetaKernel(a, b, x);
    slope = a * x.complement - b * x.value;
  };
  return solveTail(evaluate, tail.logValue, start, 1);
}

}  // namespace extended
