#pragma once
#include "Extended.hpp"

namespace extended {

/// A point of the unit interval with its distance from one, both to full relative accuracy.
struct Proportion {
  Extended value, complement;

  static Proportion ofOdds(Extended numerator, Extended denominator) {
    const Extended sum = numerator + denominator;
    if (std::isinf(sum)) return {1, 0};
    return {numerator / sum, denominator / sum};
  }
  Proportion swapped() const { return {complement, value}; }
};

/// log B(a, b).
Extended logBeta(Extended a, Extended b);

/// log(x^a y^b / B(a, b)), y = 1 - x, in the saddle-point form of Loader (2000).
Extended logBetaKernel(Extended a, Extended b, Proportion x);

/// I_x(a, b), or 1 - I_x(a, b) if `upper`, or its logarithm.
Extended betaTail(Extended a, Extended b, Proportion x, bool upper, bool log);

/// The log odds log(x / (1 - x)) at which the given tail of the beta distribution is reached.
Extended betaQuantileLogOdds(Extended a, Extended b, TailProbability tail);

}  // namespace extended
