#include "CBoostMath.h"

#include "BoostPolicies.hpp"
#include "Extended.hpp"
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/trigamma.hpp>

using namespace extended;

extern "C" {

double cbm_log_gamma(double x) noexcept {
  int sign;
  return lgamma_r(x, &sign);
}

double cbm_digamma(double x) noexcept {
  return guarded([=] { return boost::math::digamma(static_cast<Extended>(x)); });
}

double cbm_trigamma(double x) noexcept {
  return guarded([=] { return boost::math::trigamma(static_cast<Extended>(x)); });
}

double cbm_erfc_inverse(double p) noexcept {
  return guarded([=] { return boost::math::erfc_inv(p); });
}

}  // extern "C"
