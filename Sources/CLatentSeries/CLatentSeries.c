#include "Lanes.h"

enum { most_parameters = 32 };

// What is taken from the objective of a lane whose thresholds are out of order.
static const double impossible = 1e300;

// Where the lower triangle of a symmetric matrix has its entry.
INLINE int entry(int row, int column) {
  return row >= column ? row * (row + 1) / 2 + column : column * (column + 1) / 2 + row;
}

// A yes/no observation with logit `eta`: its share of yes and its weight; log(1 + e^-|eta|) goes
// into the running product, and what is returned is the rest of -log likelihood for a no, that is
// max(eta, 0).
INLINE lanes yes_or_no(lanes eta, lanes *share_of_yes, lanes *weight, product *partition) {
  const lanes size = magnitude(eta);
  const lanes tail = exponential(-size);
  const lanes share = 1.0 / (1.0 + tail);
  *weight = tail * share * share;
  *share_of_yes = choose(eta >= 0.0, share, tail * share);
  multiply(partition, 1.0 + tail);
  return 0.5 * (eta + size);
}

// The part of the likelihood of ordered levels that knows nothing of the predictor: with
// F(a) - F(b) = F(a) F(-b) (1 - e^(b - a)), a level between two thresholds adds the log of the
// last factor, whose argument is the distance of the two.
INLINE lanes between_thresholds(
    const latent_series_problem *problem, const lanes *coefficients, lanes *gradient,
    lanes *schur) {
  lanes sum = {};
  for (int k = 1; k < problem->thresholds; k++) {
    const int here = problem->threshold[k], before = problem->threshold[k - 1];
    const double nights = problem->between[k];
    lanes distance = coefficients[here] - coefficients[before];
    const bits disordered = distance <= 1e-9;
    distance = choose(disordered, all(1), distance);
    const lanes tail = exponential(-distance);
    const lanes rest = 1.0 - tail;
    lanes log_rest;
    for (int lane = 0; lane < latent_series_lanes; lane++) log_rest[lane] = log(rest[lane]);
    sum += choose(disordered, all(-impossible), nights * log_rest);
    const lanes slope = nights * tail / rest;
    const lanes curvature = slope / rest;
    gradient[here] += slope;
    gradient[before] -= slope;
    schur[entry(here, here)] += curvature;
    schur[entry(before, before)] += curvature;
    schur[entry(here, before)] -= curvature;
  }
  return sum;
}

// Forward elimination over the nights, the border and the right-hand side carried along; then the
// Schur complement of the coefficients; then back substitution.
INLINE void evaluate(const latent_series_problem *problem, const int p, const int family) {
  const int n = problem->nights;
  const lanes *const point = (const lanes *)problem->point;
  const lanes *const offset = (const lanes *)problem->offset;
  const lanes *const diagonal = (const lanes *)problem->diagonal;
  const lanes *const off_diagonal = (const lanes *)problem->off_diagonal;
  lanes *const step = (lanes *)problem->step;
  lanes *const border = (lanes *)problem->border;
  lanes *const inverse_pivot = (lanes *)problem->inverse_pivot;
  lanes *const multiplier = (lanes *)problem->multiplier;
  lanes *const factor = (lanes *)problem->schur;
  const lanes sigma = *(const lanes *)problem->sigma;

  lanes coefficients[most_parameters], gradient[most_parameters], carried[most_parameters + 1];
  lanes schur[most_parameters * (most_parameters + 1) / 2];
  lanes objective = {};
  for (int j = 0; j < p; j++) {
    coefficients[j] = point[n + j];
    const lanes deviation = coefficients[j] - problem->prior_mean[j];
    objective -= 0.5 * problem->prior_precision[j] * deviation * deviation;
    gradient[j] = -problem->prior_precision[j] * deviation;
    for (int i = 0; i <= j; i++) schur[j * (j + 1) / 2 + i] = (lanes){};
    schur[j * (j + 1) / 2 + j] = all(problem->prior_precision[j]);
  }
  for (int j = 0; j <= p; j++) carried[j] = (lanes){};
  if (family == latent_series_ordinal) {
    objective += between_thresholds(problem, coefficients, gradient, schur);
  }

  product determinant = {all(1), {}}, partition = {all(1), {}};
  lanes below = {}, here = point[0], inverse = {};
  for (int night = 0; night < n; night++) {
    const double *row = problem->regressors + (long)night * p;
    lanes eta = offset[night] + sigma * here;
    for (int j = 0; j < p; j++) eta += row[j] * coefficients[j];
    lanes residual, weight;
    // A night at a level is up to two yes/no observations: it is above the threshold below, and
    // not above the threshold above.
    int sides = 0, side[2];
    lanes side_weight[2];
    if (family == latent_series_ordinal) {
      const int below_level = problem->lower[night], above_level = problem->upper[night];
      residual = weight = (lanes){};
      for (int yes = 0; yes < 2; yes++) {
        const int column = yes ? below_level : above_level;
        if (column < 0) continue;
        lanes share;
        const lanes distance = eta - coefficients[column];
        objective -= yes_or_no(distance, &share, &side_weight[sides], &partition);
        if (yes) objective += distance;
        const lanes difference = (double)yes - share;
        residual += difference;
        weight += side_weight[sides];
        gradient[column] -= difference;
        side[sides++] = column;
      }
    } else {
      const double y = problem->outcome[night];
      lanes mean;
      if (family == latent_series_bernoulli) {
        objective += y * eta - yes_or_no(eta, &mean, &weight, &partition);
      } else {
        mean = exponential(eta);
        weight = mean;
        objective += y * eta - mean;
      }
      residual = y - mean;
    }
    const lanes above = night + 1 < n ? point[night + 1] : (lanes){};
    const lanes coupling = off_diagonal[night];
    const lanes own = diagonal[night] * here + coupling * below;
    objective -= 0.5 * here * (own + coupling * below);
    const lanes slope = sigma * residual - own - off_diagonal[night + 1] * above;

    const lanes cross = sigma * weight;
    const lanes ratio = coupling * inverse;
    // Written so that the chain from night to night is one product, one difference, one quotient.
    const lanes pivot = (diagonal[night] + sigma * cross) - (coupling * coupling) * inverse;
    inverse = 1.0 / pivot;
    multiply(&determinant, pivot);
    inverse_pivot[night] = inverse;
    multiplier[night] = ratio;
    lanes *z = border + (long)night * (p + 1);
    for (int j = 0; j < p; j++) z[j] = carried[j] = cross * row[j] - ratio * carried[j];
    if (family == latent_series_ordinal) {
      for (int i = 0; i < sides; i++) {
        const int column = side[i];
        carried[column] -= sigma * side_weight[i];
        z[column] = carried[column];
        schur[entry(column, column)] += side_weight[i];
        for (int j = 0; j < p; j++) schur[entry(column, j)] -= side_weight[i] * row[j];
      }
    }
    z[p] = carried[p] = slope - ratio * carried[p];
    for (int j = 0; j < p; j++) {
      const lanes scaled = carried[j] * inverse;
      const lanes weighted = weight * row[j];
      gradient[j] += residual * row[j] - scaled * carried[p];
      for (int i = 0; i <= j; i++) {
        schur[j * (j + 1) / 2 + i] += weighted * row[i] - scaled * carried[i];
      }
    }
    below = here;
    here = above;
  }
  if (family != latent_series_poisson) objective -= logarithm(&partition);

  lanes change[most_parameters];
  lanes decrement = {}, largest = {};
  for (int j = 0; j < p; j++) {
    lanes *const row = schur + j * (j + 1) / 2;
    for (int i = 0; i < j; i++) {
      lanes sum = row[i];
      for (int k = 0; k < i; k++) sum -= row[k] * schur[i * (i + 1) / 2 + k];
      row[i] = sum * schur[i * (i + 1) / 2 + i];
    }
    lanes square = row[j];
    for (int k = 0; k < j; k++) square -= row[k] * row[k];
    multiply(&determinant, square);
    lanes root;
    for (int lane = 0; lane < latent_series_lanes; lane++) root[lane] = sqrt(square[lane]);
    row[j] = 1.0 / root;
    lanes sum = gradient[j];
    for (int k = 0; k < j; k++) sum -= row[k] * change[k];
    change[j] = sum * row[j];
    decrement += change[j] * change[j];
  }
  for (int j = p - 1; j >= 0; j--) {
    lanes sum = change[j];
    for (int k = j + 1; k < p; k++) sum -= schur[k * (k + 1) / 2 + j] * change[k];
    change[j] = sum * schur[j * (j + 1) / 2 + j];
    step[n + j] = change[j];
    const lanes size = magnitude(change[j]);
    largest = choose(size > largest, size, largest);
  }
  for (int j = 0; j < p * (p + 1) / 2; j++) factor[j] = schur[j];

  lanes next = {};
  for (int night = n - 1; night >= 0; night--) {
    const lanes *z = border + (long)night * (p + 1);
    decrement += z[p] * z[p] * inverse_pivot[night];
    lanes sum = z[p];
    for (int j = 0; j < p; j++) sum -= z[j] * change[j];
    next = sum * inverse_pivot[night] - multiplier[night + 1] * next;
    step[night] = next;
    const lanes size = magnitude(sigma * next);
    largest = choose(size > largest, size, largest);
  }
  *(lanes *)problem->objective = objective;
  *(lanes *)problem->log_determinant = logarithm(&determinant);
  *(lanes *)problem->decrement = decrement;
  *(lanes *)problem->largest = largest;
}

FOR_EVERY_WIDTH
void latent_series_evaluate(const latent_series_problem *problem) {
  // The number of coefficients is a constant in the usual cases, so that the loops unroll.
  const int p = problem->parameters;
  switch (problem->family) {
    case latent_series_bernoulli:
      switch (p) {
        case 2: evaluate(problem, 2, latent_series_bernoulli); break;
        case 3: evaluate(problem, 3, latent_series_bernoulli); break;
        default: evaluate(problem, p, latent_series_bernoulli);
      }
      break;
    case latent_series_ordinal:
      switch (p) {
        case 4: evaluate(problem, 4, latent_series_ordinal); break;
        case 5: evaluate(problem, 5, latent_series_ordinal); break;
        default: evaluate(problem, p, latent_series_ordinal);
      }
      break;
    default:
      switch (p) {
        case 1: evaluate(problem, 1, latent_series_poisson); break;
        case 2: evaluate(problem, 2, latent_series_poisson); break;
        case 3: evaluate(problem, 3, latent_series_poisson); break;
        case 4: evaluate(problem, 4, latent_series_poisson); break;
        default: evaluate(problem, p, latent_series_poisson);
      }
  }
}
