// Eight doubles side by side, and the few functions of them that the solver needs.
#pragma once

#include "CLatentSeries.h"

#include <math.h>

// Vectors cross no call: everything below is inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#pragma STDC FP_CONTRACT OFF

typedef double lanes __attribute__((vector_size(64)));
typedef int64_t bits __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE lanes all(double value) { return (lanes){} + value; }

INLINE lanes choose(bits condition, lanes yes, lanes no) {
  return (lanes)((condition & (bits)yes) | (~condition & (bits)no));
}

INLINE lanes magnitude(lanes x) { return (lanes)((bits)x & INT64_MAX); }

// e^x for |x| <= 700 (arguments outside are clamped), relative error below 1e-14: reduction to
// |r| <= log(2) / 2, then the Taylor polynomial of degree 11 by Estrin's scheme,
// whose chains are short.
INLINE lanes exponential(lanes x) {
  x = choose(x > 700.0, all(700.0), x);
  x = choose(x < -700.0, all(-700.0), x);
  // Adding 1.5 * 2^52 rounds to a whole number, which then sits in the low bits.
  const lanes shift = all(6755399441055744.0);
  const lanes shifted = x * 1.4426950408889634 + shift;
  const lanes whole = shifted - shift;
  const lanes r = (x - whole * 6.93147180369123816490e-01) - whole * 1.90821492927058770002e-10;
  const lanes r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  const lanes a0 = r + 1.0, a1 = r * (1.0 / 6.0) + 0.5, a2 = r * (1.0 / 120.0) + 1.0 / 24.0;
  const lanes a3 = r * (1.0 / 5040.0) + 1.0 / 720.0, a4 = r * (1.0 / 362880.0) + 1.0 / 40320.0;
  const lanes a5 = r * (1.0 / 39916800.0) + 1.0 / 3628800.0;
  const lanes b0 = a1 * r2 + a0, b1 = a3 * r2 + a2, b2 = a5 * r2 + a4;
  const lanes p = (b1 * r4 + b0) + r8 * b2;
  return (lanes)((bits)p + ((bits)shifted << 52));
}

// A running product of positive numbers as mantissa and exponent: no overflow, and no logarithm
// a factor.
typedef struct {
  lanes mantissa;
  bits exponent;
} product;

INLINE void multiply(product *running, lanes factor) {
  const bits b = (bits)(running->mantissa * factor);
  running->exponent += (b >> 52) - 1023;
  running->mantissa = (lanes)((b & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
}

INLINE lanes logarithm(const product *running) {
  lanes result = {};
  for (int lane = 0; lane < latent_series_lanes; lane++) {
    result[lane] = log(running->mantissa[lane])
        + (double)running->exponent[lane] * 0.693147180559945309417;
  }
  return result;
}

// The thread sanitizer cannot instrument the function that chooses among the clones at load.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
#define FOR_EVERY_WIDTH \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_WIDTH
#endif
