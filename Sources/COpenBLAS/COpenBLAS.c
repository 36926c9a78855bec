#define _GNU_SOURCE
#include "COpenBLAS.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// Exported, though undocumented, where OpenBLAS holds the kernels of many processors: hence weak.
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

// The kernels for processors unknown to OpenBLAS up to 0.3.24, which falls back to those of the
// Prescott of 2004 (OpenBLAS issue 4267): two to five times slower.
static const char *better_core(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
    return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return NULL;
}

int magnify_openblas_prepare(void) {
  static const char variable[] = "OPENBLAS_CORETYPE";
  // A choice made by the user stands.
  if (!gotoblas_dynamic_init || !gotoblas_dynamic_quit || getenv(variable)) return 0;
  if (strcmp(openblas_get_corename(), "Prescott") != 0) return 0;
  const char *core = better_core();
  if (!core) return 0;
  setenv(variable, core, 1);
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv(variable);
  return 1;
}

const char *magnify_openblas_library(void) {
  void *symbol = dlsym(RTLD_DEFAULT, "dpotrf_");
  Dl_info info;
  return symbol && dladdr(symbol, &info) ? info.dli_fname : NULL;
}
