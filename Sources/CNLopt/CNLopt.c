#include "CNLopt.h"
