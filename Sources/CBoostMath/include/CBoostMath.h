#pragma once
// The one door to Boost.Math, and the incomplete gamma and beta functions with both tails on
// the natural and the log scale. Plain C functions: none throws, none prints, none keeps state.
// All are computed in extended precision (80 bits on x86-64) and rounded once.
//
// Arguments are checked by the Swift callers; an argument outside the domain gives NaN.
// `upper` is true for P(X > x), false for P(X <= x); `log` asks for the natural logarithm.
// Quantile functions take the natural logarithm of the probability when `log` is true.
#include <stdbool.h>

#ifdef __cplusplus
#define CBM_NOEXCEPT noexcept
extern "C" {
#else
#define CBM_NOEXCEPT
#endif

// Special functions.
double cbm_log_gamma(double x) CBM_NOEXCEPT;
double cbm_digamma(double x) CBM_NOEXCEPT;
double cbm_trigamma(double x) CBM_NOEXCEPT;
double cbm_log_beta(double a, double b) CBM_NOEXCEPT;
double cbm_log_choose(double n, double k) CBM_NOEXCEPT;
/// The x with erfc(x) = p.
double cbm_erfc_inverse(double p) CBM_NOEXCEPT;

// Gamma with unit rate; x is multiplied by `rate` in extended precision.
double cbm_gamma_density(double shape, double rate, double x, bool log) CBM_NOEXCEPT;
double cbm_gamma_cumulative(double shape, double rate, double x, bool upper, bool log) CBM_NOEXCEPT;
double cbm_gamma_quantile(double shape, double rate, double p, bool upper, bool log) CBM_NOEXCEPT;

// Poisson mass at a whole k.
double cbm_poisson_mass(double mean, double k, bool log) CBM_NOEXCEPT;

// Beta.
double cbm_beta_density(double a, double b, double x, bool log) CBM_NOEXCEPT;
double cbm_beta_cumulative(double a, double b, double x, bool upper, bool log) CBM_NOEXCEPT;
double cbm_beta_quantile(double a, double b, double p, bool upper, bool log) CBM_NOEXCEPT;

// Binomial at a whole k.
double cbm_binomial_mass(double size, double probability, double k, bool log) CBM_NOEXCEPT;
double cbm_binomial_cumulative(
  double size, double probability, double k, bool upper, bool log) CBM_NOEXCEPT;

// Negative binomial (variance mean + mean^2 / size) at a whole k.
double cbm_negative_binomial_mass(double size, double mean, double k, bool log) CBM_NOEXCEPT;
double cbm_negative_binomial_cumulative(
  double size, double mean, double k, bool upper, bool log) CBM_NOEXCEPT;

// Student's t.
double cbm_t_density(double df, double t, bool log) CBM_NOEXCEPT;
double cbm_t_cumulative(double df, double t, bool upper, bool log) CBM_NOEXCEPT;
double cbm_t_quantile(double df, double p, bool upper, bool log) CBM_NOEXCEPT;

// Fisher's F.
double cbm_f_density(double df1, double df2, double f, bool log) CBM_NOEXCEPT;
double cbm_f_cumulative(double df1, double df2, double f, bool upper, bool log) CBM_NOEXCEPT;
double cbm_f_quantile(double df1, double df2, double p, bool upper, bool log) CBM_NOEXCEPT;

#ifdef __cplusplus
}
#endif
