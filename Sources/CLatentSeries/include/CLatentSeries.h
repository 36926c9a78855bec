// The inner loop of the latent AR(1) solver, compiled for several vector widths.
//
// Eight independent problems advance together, one in each lane: a recurrence over nights is a
// chain in which every step waits for the one before, and eight chains hide that wait. The same
// operations are done in the same order for every vector width and without contraction, so that
// every x86-64 machine computes the same bits.
#pragma once

#include <stdint.h>

enum { latent_series_lanes = 8 };

// Poisson with log link; Bernoulli with logit link; ordered levels with cumulative logit,
// P(level <= k) = F(threshold k - predictor).
enum latent_series_family { latent_series_poisson, latent_series_bernoulli, latent_series_ordinal };

// Arrays of lanes are `double[8 * length]`, aligned to 64 bytes, lane fastest.
typedef struct {
  int nights;
  int parameters;
  int family;                      // one of latent_series_family
  int thresholds;                  // cumulative logit only: how many
  const int32_t *threshold;        // [thresholds]: the parameters that are thresholds, in order
  const int32_t *lower;            // [nights]: the threshold below a night's level as a parameter,
  const int32_t *upper;            // [nights]: and the one above it; -1 for none
  const double *between;           // [thresholds]: nights between a threshold and the one before
  const double *outcome;           // [nights]; not used by the cumulative logit
  const double *regressors;        // [nights * parameters], night by night
  const double *prior_mean;        // [parameters]
  const double *prior_precision;   // [parameters]
  const double *sigma;             // lanes
  const double *diagonal;          // lanes [nights]: precision of the unit AR(1) process
  const double *off_diagonal;      // lanes [nights + 1]: between night - 1 and night; ends are 0
  const double *offset;            // lanes [nights]
  const double *point;             // lanes [nights + parameters]: latent values, coefficients
  double *step;                    // lanes [nights + parameters]: the Newton step
  double *border;                  // lanes [nights * (parameters + 1)]: scratch
  double *inverse_pivot;           // lanes [nights]: scratch
  double *multiplier;              // lanes [nights + 1]: scratch; the last stays 0
  double *schur;                   // lanes [parameters * (parameters + 1) / 2]: Cholesky factor of
                                   // the Schur complement, its diagonal inverted
  double *objective;               // lanes: log likelihood and quadratic forms of the priors
  double *log_determinant;         // lanes: log|H|
  double *decrement;               // lanes: gradient times step
  double *largest;                 // lanes: largest |change| of a latent effect or coefficient
} latent_series_problem;

// Points of the lattice on which the latent process can be integrated.
enum { latent_series_lattice_points = 27 };

// Ordered levels: the log of the integral over the latent process given the coefficients at `point`,
// by a filter on a lattice of its values, less f - log|T| / 2, where f is the log density of levels
// and latent values at `point` without |Q|, and T the tridiagonal block of the Hessian there, as
// the last pass left it. `scratch` holds points * (points + 2) lanes, `result` one.
void latent_series_lattice(
    const latent_series_problem *problem, double *scratch, double *result);

// One pass at `point`: the objective, log|H| and the Newton step of every lane.
void latent_series_evaluate(const latent_series_problem *problem);
