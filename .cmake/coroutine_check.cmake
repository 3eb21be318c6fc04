# Refuses a compiler that miscompiles coroutines, by building and running coroutine_check.cpp both plain and
# optimised. The answer is kept in the cache; another compiler or another version is asked again.
foreach(level IN ITEMS 0 2)
  set(key "LOOPGLASS_COROUTINES_O${level}_${CMAKE_CXX_COMPILER_ID}_${CMAKE_CXX_COMPILER_VERSION}")
  string(MAKE_C_IDENTIFIER "${key}" key)
  if("${${key}}" STREQUAL "right")
    continue()
  endif()

  try_run(ran compiled SOURCES "${CMAKE_CURRENT_LIST_DIR}/coroutine_check.cpp"
    COMPILE_DEFINITIONS "-O${level}"
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
    COMPILE_OUTPUT_VARIABLE compile_output RUN_OUTPUT_VARIABLE run_output)
  set(compiled_now "${compiled}")
  set(ran_now "${ran}")
  unset(ran CACHE)
  unset(compiled CACHE)

  if(compiled_now AND ran_now STREQUAL "0")
    set(${key} right CACHE INTERNAL "Coroutines are compiled as they should be")
    continue()
  endif()
  if(NOT compiled_now)
    set(found "It cannot build a C++20 program with coroutines:\n${compile_output}")
  else()
    string(STRIP "${run_output}" run_output)
    string(REPLACE "\n" "\n  " run_output "${run_output}")
    set(found "Built with -O${level}:\n  ${run_output}")
    if(NOT ran_now STREQUAL "1")
      string(APPEND found "\n  the program crashed")
    endif()
  endif()
  message(FATAL_ERROR
    "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} (${CMAKE_CXX_COMPILER}) cannot be used: "
    "it miscompiles coroutines.\n${found}\n"
    "Install clang-19 (Debian package clang-19) and configure with -DCMAKE_CXX_COMPILER=clang++-19.")
endforeach()
