# How our own code is compiled, as the interface library loopglass_rules. Code fetched from elsewhere does not
# link it, so it is built without our warnings. A compiler that gets coroutines wrong is refused here.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Kind of build" FORCE)
endif()

include(coroutine_check)

# ccache remembers compilations and lld links faster. Both are optional.
find_program(LOOPGLASS_CCACHE ccache)
if(LOOPGLASS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers need this much tolerance to be cached at all.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      "${LOOPGLASS_CCACHE}")
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND NOT APPLE)
  string(REGEX MATCH "^[0-9]+" clang_major "${CMAKE_CXX_COMPILER_VERSION}")
  find_program(LOOPGLASS_LLD NAMES "ld.lld-${clang_major}" ld.lld)
  if(LOOPGLASS_LLD)
    add_link_options("--ld-path=${LOOPGLASS_LLD}")
  endif()
endif()
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
  add_link_options(-Wl,--as-needed)
endif()

# Sanitizers go over everything that is compiled here, ours or fetched.
if(LOOPGLASS_SANITIZE)
  add_compile_options("-fsanitize=${LOOPGLASS_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${LOOPGLASS_SANITIZE}")
endif()

add_library(loopglass_rules INTERFACE)
target_include_directories(loopglass_rules INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(loopglass_rules INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -Wextra-semi -Wcast-align
  # A designated initializer names what differs and leaves the rest at its default.
  -Wno-missing-field-initializers
  # Source lines in a trace must read the same on every machine, and so must numbers.
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=" -ffp-contract=off)
# The standard library checks its preconditions wherever our assertions are on.
target_compile_definitions(loopglass_rules INTERFACE $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
