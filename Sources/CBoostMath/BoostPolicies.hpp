#pragma once
// Boost.Math reports by errno and a returned NaN or infinity, never by an exception.
#define BOOST_MATH_DOMAIN_ERROR_POLICY errno_on_error
#define BOOST_MATH_POLE_ERROR_POLICY errno_on_error
#define BOOST_MATH_OVERFLOW_ERROR_POLICY errno_on_error
#define BOOST_MATH_EVALUATION_ERROR_POLICY errno_on_error
#define BOOST_MATH_ROUNDING_ERROR_POLICY errno_on_error
#define BOOST_MATH_INDETERMINATE_RESULT_ERROR_POLICY errno_on_error
#define BOOST_MATH_PROMOTE_DOUBLE_POLICY false

#include <limits>

/// Runs `body`, and answers NaN should anything be thrown all the same (std::bad_alloc, say):
/// no exception may reach a Swift frame.
template <class Body> double guarded(Body body) noexcept {
  try {
    return static_cast<double>(body());
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}
