// The distributions that are an incomplete beta function in disguise: beta, binomial, negative
// binomial, Student's t and Fisher's F (Abramowitz and Stegun 26.5).
#include "Beta.hpp"
#include "BoostPolicies.hpp"
#include "CBoostMath.h"

using namespace extended;

namespace {

Proportion proportion(double x) { return {x, 1 - static_cast<Extended>(x)}; }

/// t^2 / (df + t^2).
Proportion squaredShare(double df, double t) {
  return Proportion::ofOdds(static_cast<Extended>(t) * t, df);
}

Proportion fShare(double df1, double df2, double f) {
  return Proportion::ofOdds(static_cast<Extended>(df1) * f, df2);
}

}  // namespace

extern "C" {

double cbm_log_beta(double a, double b) noexcept {
  return guarded([=] { return logBeta(a, b); });
}

double cbm_log_choose(double n, double k) noexcept {
  return guarded([=]() -> Extended {
    if (k == 0 || k == n) return 0;
    return -std::log1p(static_cast<Extended>(n)) - logBeta(n - Extended(k) + 1, Extended(k) + 1);
  });
}

double cbm_beta_density(double a, double b, double x, bool log) noexcept {
  return guarded([=] {
    const Proportion point = proportion(x);
    const Extended kernel = logBetaKernel(a, b, point);
    return scaled(kernel - std::log(point.value) - std::log(point.complement), log);
  });
}

double cbm_beta_cumulative(double a, double b, double x, bool upper, bool log) noexcept {
  return guarded([=] { return betaTail(a, b, proportion(x), upper, log); });
}

double cbm_beta_quantile(double a, double b, double p, bool upper, bool log) noexcept {
  return guarded([=] {
    return 1 / (1 + std::exp(-betaQuantileLogOdds(a, b, smallerTail(p, upper, log))));
  });
}

double cbm_binomial_mass(double size, double probability, double k, bool log) noexcept {
  return guarded([=]() -> Extended {
    const Extended a = k, b = size - static_cast<Extended>(k);
    const Proportion p = proportion(probability);
    if (a == 0) return scaled(b * std::log1p(-p.value), log);
    if (b == 0) return scaled(a * std::log(p.value), log);
    return scaled(logBetaKernel(a, b, p) + std::log((a + b) / a / b), log);
  });
}

double cbm_binomial_cumulative(
  double size, double probability, double k, bool upper, bool log) noexcept {
  return guarded([=] {
    return betaTail(Extended(k) + 1, size - Extended(k), proportion(probability), !upper, log);
  });
}

double cbm_negative_binomial_mass(double size, double mean, double k, bool log) noexcept {
  return guarded([=]() -> Extended {
    if (k == 0) return scaled(-size * std::log1p(Extended(mean) / size), log);
    const Proportion p = Proportion::ofOdds(size, mean);
    return scaled(logBetaKernel(size, k, p) - std::log(Extended(k)), log);
  });
}

double cbm_negative_binomial_cumulative(
  double size, double mean, double k, bool upper, bool log) noexcept {
  return guarded([=] {
    return betaTail(size, Extended(k) + 1, Proportion::ofOdds(size, mean), upper, log);
  });
}

double cbm_t_density(double df, double t, bool log) noexcept {
  return guarded([=] {
    // f(t) = (1 + t^2 / df)^(-(df + 1) / 2) / (sqrt(df) B(1/2, df / 2))
    const Extended half = static_cast<Extended>(df) / 2, square = Extended(t) * t / df;
    const Extended logScale = std::log(Extended(df)) / 2 + logBeta(0.5L, half);
    return scaled(-(half + 0.5L) * std::log1p(square) - logScale, log);
  });
}

double cbm_t_cumulative(double df, double t, bool upper, bool log) noexcept {
  return guarded([=]() -> Extended {
    const Proportion share = squaredShare(df, t);
    const Extended half = static_cast<Extended>(df) / 2;
    const Extended logFar = betaTail(0.5L, half, share, true, true) - logTwo;
    if (upper == (t > 0)) return scaled(logFar, log);
    return log ? std::log1p(-std::exp(logFar)) : -std::expm1(logFar);
  });
}

double cbm_t_quantile(double df, double p, bool upper, bool log) noexcept {
  return guarded([=]() -> Extended {
    const TailProbability tail = smallerTail(p, upper, log);
    const Extended half = static_cast<Extended>(df) / 2, outside = std::exp(tail.logValue);
    // Near the centre the probability between zero and t decides, in the tails the one outside.
    const Extended inside = log ? -std::expm1(tail.logValue + logTwo)
                                : std::fabs(1 - 2 * static_cast<Extended>(p));
    if (inside == 0) return 0;
    const TailProbability target = outside > 0.25L
      ? TailProbability{std::log(inside), false}
      : TailProbability{tail.logValue + logTwo, true};
    const Extended logOdds = betaQuantileLogOdds(0.5L, half, target);
    const Extended size = std::sqrt(Extended(df)) * std::exp(logOdds / 2);
    return tail.upper ? size : -size;
  });
}

double cbm_f_density(double df1, double df2, double f, bool log) noexcept {
  return guarded([=] {
    const Extended kernel = logBetaKernel(df1 / 2, df2 / 2, fShare(df1, df2, f));
    return scaled(kernel - std::log(Extended(f)), log);
  });
}

double cbm_f_cumulative(double df1, double df2, double f, bool upper, bool log) noexcept {
  return guarded([=] {
    return betaTail(df1 / 2, df2 / 2, fShare(df1, df2, f), upper, log);
  });
}

double cbm_f_quantile(double df1, double df2, double p, bool upper, bool log) noexcept {
  return guarded([=] {
    const TailProbability tail = smallerTail(p, upper, log);
    const Extended logOdds = betaQuantileLogOdds(df1 / 2, df2 / 2, tail);
    return Extended(df2) / df1 * std::exp(logOdds);
  });
}

}  // extern "C"
