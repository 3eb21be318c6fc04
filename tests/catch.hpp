#pragma once
// Catch2, whichever of its two shapes the system has. Tests include this one.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
