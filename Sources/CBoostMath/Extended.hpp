#pragma once
// Pieces shared by the gamma and beta families, in extended precision.
#include <cmath>
#include <limits>

using Extended = long double;

namespace extended {

constexpr Extended infinity = std::numeric_limits<Extended>::infinity();
constexpr Extended tolerance = std::numeric_limits<Extended>::epsilon();
constexpr Extended logTwo = 0.693147180559945309417232121458176568L;
constexpr Extended twoPi = 6.283185307179586476925286766559005768L;
constexpr Extended halfLogTwoPi = 0.918938533204672741780329736405617640L;

/// log Gamma(x), x > 0, without the global `signgam`.
inline Extended logGamma(Extended x) {
  int sign;
  return lgammal_r(x, &sign);
}

/// log(ratio) - excess where ratio = 1 + excess, accurate for small `excess`.
/// `ratio` is given too, so that ratios near zero keep their digits.
inline Extended logMinusExcess(Extended ratio, Extended excess) {
  if (std::fabs(excess) > 0.1L) return std::log(ratio) - excess;
  // log(1 + u) = 2 atanh(r), r = u / (2 + u), and 2 r = u - u r.
  const Extended r = excess / (2 + excess), square = r * r;
  Extended sum = 0;
  for (int k = 19; k >= 3; k -= 2) sum = sum * square + 1 / static_cast<Extended>(k);
  return r * (2 * square * sum - excess);
}

/// log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2): Stirling's remainder (DLMF 5.11.1).
Extended stirlingRemainder(Extended x);

/// log(1 - exp(x)) for x <= 0.
inline Extended logOneMinusExp(Extended x) {
  return x > -logTwo ? std::log(-std::expm1(x)) : std::log1p(-std::exp(x));
}

/// A value given by its logarithm, on the scale asked for.
inline Extended scaled(Extended logValue, bool log) { return log ? logValue : std::exp(logValue); }

/// A probability asked for: the smaller tail that determines the quantile.
struct TailProbability {
  Extended logValue;  // log of the probability of that tail, at most log(1/2) or thereabouts
  bool upper;
};

/// The probability `p` (its logarithm if `log`) of a tail, expressed by the smaller tail.
TailProbability smallerTail(double p, bool upper, bool log);

/// The standard normal quantile of a lower tail probability given by its logarithm, to a few
/// digits: a starting value.
double roughNormalQuantile(Extended logProbability);

/// Solves log T(s) = target by Halley's method, s on the real line, log T concave and monotone.
/// `evaluate(s, value, logDensity, slope)` gives log T, log |T'| and the derivative of log |T'|.
/// `direction` is +1 where T increases with s, -1 where it decreases. A bracket is kept: a step
/// out of it becomes a bisection.
template <class Evaluate>
Extended solveTail(Evaluate evaluate, Extended target, Extended start, int direction) {
  if (target == -infinity) return -direction * infinity;
  Extended low = -11300, high = 11300, s = std::fmin(std::fmax(start, low), high);
  for (int iteration = 0; iteration < 200; ++iteration) {
    Extended value, logDensity, slope;
    evaluate(s, value, logDensity, slope);
    const Extended gap = value - target;
    if (gap == 0) return s;
    ((gap > 0) == (direction > 0) ? high : low) = s;
    const Extended first = direction * std::exp(logDensity - value);
    Extended step = -gap / first;
    const Extended halley = 1 - (gap / 2) * (slope / first - 1);
    if (halley > 0.5L && halley < 2) step /= halley;
    Extended next = s + step;
    if (!(next >= low && next <= high)) next = (low + high) / 2;
    const Extended moved = std::fabs(next - s);
    s = next;
    // Convergence is cubic: after so small a step the error is below the rounding.
    if (moved < 1e-10L) return s;
  }
  return s;
}

}  // namespace extended
