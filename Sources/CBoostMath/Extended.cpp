#include "Extended.hpp"

#include "BoostPolicies.hpp"
#include <boost/math/special_functions/erf.hpp>

namespace extended {

Extended stirlingRemainder(Extended x) {
  if (x < 20) return logGamma(x) - ((x - 0.5L) * std::log(x) - x + halfLogTwoPi);
  // B(2k) / (2k (2k - 1) x^(2k - 1)); at x = 20 the next term is below 1e-23.
  static constexpr Extended coefficients[] = {
    1.0L / 12, -1.0L / 360, 1.0L / 1260, -1.0L / 1680, 1.0L / 1188,
    -691.0L / 360360, 1.0L / 156, -3617.0L / 122400, 43867.0L / 244188,
  };
  const Extended inverse = 1 / x, square = inverse * inverse;
  Extended sum = 0;
  for (int k = 8; k >= 0; --k) sum = sum * square + coefficients[k];
  return sum * inverse;
}

TailProbability smallerTail(double p, bool upper, bool log) {
  if (log) {
    const Extended value = p;
    return value > -logTwo ? TailProbability{logOneMinusExp(value), !upper}
                           : TailProbability{value, upper};
  }
  return p > 0.5 ? TailProbability{std::log(1 - static_cast<Extended>(p)), !upper}
                 : TailProbability{std::log(static_cast<Extended>(p)), upper};
}

double roughNormalQuantile(Extended logProbability) {
  if (logProbability < -690) {
    const double square = static_cast<double>(-2 * logProbability);
    return -std::sqrt(square - std::log(6.283185307179586 * square));
  }
  const double p = static_cast<double>(std::exp(logProbability));
  return -1.4142135623730951 * boost::math::erfc_inv(2 * p);
}

}  // namespace extended
