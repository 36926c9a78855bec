// The one door to OpenBLAS: CBLAS for the products, LAPACKE (its `_work` forms) for the factors.
#pragma once
#include <cblas.h>
#include <lapacke.h>
