// The incomplete gamma functions: Boost.Math within its range, and beyond it, on the log scale,
// the power series (DLMF 8.11.4) and the continued fraction (DLMF 8.9.2).
#include "Gamma.hpp"

#include "BoostPolicies.hpp"
#include "CBoostMath.h"
#include <boost/math/special_functions/gamma.hpp>

namespace extended {

Extended logGammaKernel(Extended a, Extended x) {
  return a * logMinusExcess(x / a, (x - a) / a) + std::log(a / twoPi) / 2 - stirlingRemainder(a);
}

namespace {

/// Gamma(a, x) / (x^a exp(-x)), x > a: the continued fraction by Lentz's method.
Extended upperFactor(Extended a, Extended x) {
  Extended b = x + 1 - a, c = infinity, d = 1 / b, h = d;
  for (int n = 1; n < 100000; ++n) {
    const Extended numerator = -n * (n - a);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    h *= c * d;
    if (std::fabs(c * d - 1) < tolerance) break;
  }
  return h;
}

/// gamma(a, x) / (x^a exp(-x)), x < a + 1: the power series.
Extended lowerFactor(Extended a, Extended x) {
  Extended term = 1 / a, sum = term;
  for (int n = 1; n < 100000 && term > tolerance * sum; ++n) sum += term *= x / (a + n);
  return sum;
}

/// The logarithm of a tail too small to be a number: always the tail away from the mean.
Extended farLogTail(Extended a, Extended x, bool upper) {
  return logGammaKernel(a, x) + std::log(upper ? upperFactor(a, x) : lowerFactor(a, x));
}

}  // namespace

Extended gammaTail(Extended a, Extended x, bool upper, bool log) {
  if (x <= 0) return upper ? (log ? 0 : 1) : (log ? -infinity : 0);
  if (std::isinf(x)) return upper ? (log ? -infinity : 0) : (log ? 0 : 1);
  const Extended tail = upper ? boost::math::gamma_q(a, x) : boost::math::gamma_p(a, x);
  if (!log) return tail;
  if (tail > 0.75L) return std::log1p(-gammaTail(a, x, !upper, false));
  return tail > 1e-4000L ? std::log(tail) : farLogTail(a, x, upper);
}

namespace {

/// The logarithm of the quantile of the unit gamma distribution.
Extended logGammaQuantile(Extended a, TailProbability tail) {
  const Extended cubeScale = 1 / (9 * a);
  const double z = roughNormalQuantile(tail.logValue) * (tail.upper ? -1 : 1);
  // Wilson and Hilferty (1931), and the first term of the series at zero.
  const Extended root = 1 - cubeScale + z * std::sqrt(cubeScale);
  Extended start = root > 0.1L ? std::log(a) + 3 * std::log(root) : -infinity;
  if (tail.upper) {
    if (a < 1) start = std::log(std::fmax(-tail.logValue, 1e-3L));
  } else {
    start = std::fmax(start, (tail.logValue + logGamma(a + 1)) / a);
  }
  const auto evaluate = [=](Extended s, Extended& value, Extended& density, Extended& slope) {
    const Extended x = std::exp(s);
    value = gammaTail(a, x, tail.upper, true);
    density = logGammaKernel(a, x);
    slope = a - x;
  };
  return solveTail(evaluate, tail.logValue, start, tail.upper ? -1 : 1);
}

}  // namespace
}  // namespace extended

using namespace extended;

extern "C" {

double cbm_gamma_density(double shape, double rate, double x, bool log) noexcept {
  return guarded([=] {
    const Extended kernel = logGammaKernel(shape, static_cast<Extended>(rate) * x);
    return scaled(kernel - std::log(Extended(x)), log);
  });
}

double cbm_gamma_cumulative(double shape, double rate, double x, bool upper, bool log) noexcept {
  return guarded([=] { return gammaTail(shape, static_cast<Extended>(rate) * x, upper, log); });
}

double cbm_gamma_quantile(double shape, double rate, double p, bool upper, bool log) noexcept {
  return guarded([=] {
    return std::exp(logGammaQuantile(shape, smallerTail(p, upper, log))) / rate;
  });
}

double cbm_poisson_mass(double mean, double k, bool log) noexcept {
  return guarded([=]() -> Extended {
    if (k == 0) return scaled(-mean, log);
    if (mean == 0) return log ? -infinity : 0;
    return scaled(logGammaKernel(k, mean) - std::log(Extended(k)), log);
  });
}

}  // extern "C"
