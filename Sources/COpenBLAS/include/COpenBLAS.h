// The one door to OpenBLAS: CBLAS for the products, LAPACKE (its `_work` forms) for the factors.
#pragma once
#include <cblas.h>
#include <lapacke.h>

// Chooses the kernels of this processor where OpenBLAS does not know it. Call once, before any other
// call and from one thread. Returns 1 where the kernels were switched, 0 where they stand.
int magnify_openblas_prepare(void);

// The file that the process binds `dpotrf_` to, or NULL where it is part of the executable.
const char *magnify_openblas_library(void);
