#pragma once
#include "Extended.hpp"

namespace extended {

/// log(x^a exp(-x) / Gamma(a)), in the saddle-point form of Loader (2000): the large terms of
/// the textbook form cancel, these do not.
Extended logGammaKernel(Extended a, Extended x);

/// The tail probability of the unit gamma distribution, or its logarithm.
Extended gammaTail(Extended a, Extended x, bool upper, bool log);

}  // namespace extended
