#include "Lanes.h"

// F(upper - eta) F(eta - lower): the share of a night's level but for a factor that knows nothing
// of the predictor.
INLINE lanes level_share(
    const latent_series_problem *problem, int night, lanes eta, const lanes *coefficients) {
  const int lower = problem->lower[night], upper = problem->upper[night];
  lanes share = all(1);
  if (upper >= 0) share /= 1.0 + exponential(eta - coefficients[upper]);
  if (lower >= 0) share /= 1.0 + exponential(coefficients[lower] - eta);
  return share;
}

// Weights of the trapezoidal rule for one step of the AR(1) process with unit variance; every row
// adds up to 1. The correlation follows from the precision -r / (1 - r^2) between neighbours.
INLINE void lattice_step(lanes coupling, const double *values, lanes *kernel) {
  enum { m = latent_series_lattice_points };
  const lanes size = magnitude(coupling);
  lanes root;
  for (int lane = 0; lane < latent_series_lanes; lane++) {
    root[lane] = sqrt(1.0 + 4.0 * size[lane] * size[lane]);
  }
  const lanes correlation = 2.0 * size / (1.0 + root);
  const lanes half_precision = 0.5 / (1.0 - correlation * correlation);
  for (int from = 0; from < m; from++) {
    lanes *const row = kernel + from * m;
    lanes sum = {};
    // Far from every point of a coarse lattice all weights are tiny: count from the largest.
    lanes least = all(1e300);
    for (int to = 0; to < m; to++) {
      const lanes distance = values[to] - correlation * values[from];
      row[to] = half_precision * distance * distance;
      least = choose(row[to] < least, row[to], least);
    }
    for (int to = 0; to < m; to++) {
      row[to] = exponential(least - row[to]);
      sum += row[to];
    }
    const lanes scale = 1.0 / sum;
    for (int to = 0; to < m; to++) row[to] *= scale;
  }
}

// The filter goes from night to night: a step of the process, then the night's level.
INLINE void filter(const latent_series_problem *problem, double *scratch, double *result) {
  enum { m = latent_series_lattice_points };
  const int n = problem->nights, p = problem->parameters;
  const lanes *const point = (const lanes *)problem->point;
  const lanes *const coefficients = point + n;
  const lanes *const offset = (const lanes *)problem->offset;
  const lanes *const diagonal = (const lanes *)problem->diagonal;
  const lanes *const off_diagonal = (const lanes *)problem->off_diagonal;
  const lanes *const inverse_pivot = (const lanes *)problem->inverse_pivot;
  const lanes sigma = *(const lanes *)problem->sigma;
  lanes *const kernel = (lanes *)scratch;
  lanes *const state = kernel + m * m, *const next = state + m;

  double values[m];
  lanes sum = {};
  for (int k = 0; k < m; k++) {
    values[k] = 4.5 * (2.0 * k / (m - 1) - 1.0);
    state[k] = exponential(all(-0.5 * values[k] * values[k]));
    sum += state[k];
  }
  for (int k = 0; k < m; k++) state[k] /= sum;

  product integral = {all(1), {}}, pivots = {all(1), {}};
  lanes quadratic = {}, known = {};
  for (int night = 0; night < n; night++) {
    if (night > 0) {
      const lanes coupling = off_diagonal[night];
      int is_known = night > 1;
      for (int lane = 0; lane < latent_series_lanes; lane++) {
        is_known = is_known && coupling[lane] == known[lane];
      }
      if (!is_known) lattice_step(coupling, values, kernel);
      known = coupling;
      for (int to = 0; to < m; to++) next[to] = (lanes){};
      for (int from = 0; from < m; from++) {
        for (int to = 0; to < m; to++) next[to] += state[from] * kernel[from * m + to];
      }
      for (int to = 0; to < m; to++) state[to] = next[to];
      quadratic += 2.0 * coupling * point[night] * point[night - 1];
    }
    quadratic += diagonal[night] * point[night] * point[night];
    multiply(&pivots, 1.0 / inverse_pivot[night]);

    const double *row = problem->regressors + (long)night * p;
    lanes base = offset[night];
    for (int j = 0; j < p; j++) base += row[j] * coefficients[j];
    const lanes there = level_share(problem, night, base + sigma * point[night], coefficients);
    sum = (lanes){};
    for (int k = 0; k < m; k++) {
      state[k] *= level_share(problem, night, base + sigma * values[k], coefficients);
      sum += state[k];
    }
    for (int k = 0; k < m; k++) state[k] /= sum;
    multiply(&integral, sum / there);
  }
  *(lanes *)result = logarithm(&integral) + 0.5 * (quadratic + logarithm(&pivots));
}

FOR_EVERY_WIDTH
void latent_series_lattice(
    const latent_series_problem *problem, double *scratch, double *result) {
  filter(problem, scratch, result);
}
