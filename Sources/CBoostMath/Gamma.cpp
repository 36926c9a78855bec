// The incomplete gamma functions: Boost.Math within its range; beyond it, on the log scale, the
// power series (DLMF 8.11.4) and the continued fraction (DLMF 8.9.2); for a large shape, where
// Boost.Math 1.74 runs out of iterations near the mean, the uniform expansion (Temme 1979,
// DLMF 8.12).
#include "Gamma.hpp"

#include "BoostPolicies.hpp"
#include "CBoostMath.h"
#include <boost/math/special_functions/gamma.hpp>
#include <iterator>

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

/// log(exp(y^2) erfc(y)), y >= 0.
Extended logScaledErfc(Extended y) {
  if (y < 100) return y * y + std::log(std::erfc(y));
  const Extended inverse = 1 / (2 * y * y);
  return std::log1p(inverse * (-1 + inverse * (3 - 15 * inverse))) - std::log(y)
    - std::log(twoPi / 2) / 2;
}

/// Whether the uniform expansion with the terms below is exact to rounding.
bool isNearLargeShape(Extended a, Extended x) {
  return a > 1e4L && std::fabs(x - a) < 0.04L * a;
}

/// The logarithm of the tail away from the mean (`upper` as x > a), for `isNearLargeShape`:
/// erfc(|eta| sqrt(a / 2)) / 2 +- exp(-a eta^2 / 2) / sqrt(2 pi a) sum_k c_k(eta) a^-k.
Extended largeShapeLogTail(Extended a, Extended x) {
  static constexpr Extended c0[] = {
    -1.0L / 3, 1.0L / 12, -2.0L / 135, 1.0L / 864, 1.0L / 2835, -139.0L / 777600,
    1.0L / 25515, -571.0L / 261273600, -281.0L / 151559100, 163879.0L / 197522841600};
  static constexpr Extended c1[] = {
    -1.0L / 540, -1.0L / 288, 1.0L / 378, -77.0L / 77760, 1.0L / 4860, -1.0L / 2488320};
  static constexpr Extended c2[] = {25.0L / 6048, -139.0L / 51840, 1.0L / 1296};
  static constexpr Extended c3[] = {101.0L / 155520, 571.0L / 2488320};
  const Extended halfSquare = -logMinusExcess(x / a, (x - a) / a);
  const Extended eta = std::copysign(std::sqrt(2 * halfSquare), x - a);
  const auto sum = [eta](const auto& coefficients) {
    Extended value = 0;
    for (int k = std::size(coefficients) - 1; k >= 0; --k) value = value * eta + coefficients[k];
    return value;
  };
  const Extended inShape = sum(c0) + (sum(c1) + (sum(c2) + sum(c3) / a) / a) / a;
  const Extended series = inShape / std::sqrt(twoPi * a);
  const Extended scaledErfc = std::exp(logScaledErfc(std::sqrt(a * halfSquare)));
  return -a * halfSquare + std::log(scaledErfc / 2 + (eta > 0 ? series : -series));
}

}  // namespace

Extended gammaTail(Extended a, Extended x, bool upper, bool log) {
  if (x <= 0) return upper ? (log ? 0 : 1) : (log ? -infinity : 0);
  if (std::isinf(x)) return upper ? (log ? -infinity : 0) : (log ? 0 : 1);
  if (isNearLargeShape(a, x)) {
    const Extended logTail = largeShapeLogTail(a, x);
    if (upper == (x > a)) return scaled(logTail, log);
    return log ? logOneMinusExp(logTail) : -std::expm1(logTail);
  }
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
