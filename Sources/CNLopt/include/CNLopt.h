// The one door to NLopt: derivative-free optimisers, used as a fallback and as an oracle.
#pragma once
#include <nlopt.h>
