// The one door to Boost.Math: plain C functions that never throw.
#pragma once
