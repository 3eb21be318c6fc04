# `cmake --build … --target tidy` reads our sources with clang-tidy and .clang-tidy. It takes minutes, so the
# tests do not run it.
find_program(LOOPGLASS_RUN_CLANG_TIDY NAMES run-clang-tidy-19)
find_program(LOOPGLASS_CLANG_TIDY NAMES clang-tidy-19)
if(LOOPGLASS_RUN_CLANG_TIDY AND LOOPGLASS_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND "${LOOPGLASS_RUN_CLANG_TIDY}" -quiet -clang-tidy-binary "${LOOPGLASS_CLANG_TIDY}"
            -p "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}/(runtime|scenarios|app)/.*"
    USES_TERMINAL VERBATIM)
else()
  add_custom_target(tidy
    COMMAND "${CMAKE_COMMAND}" -E echo "Install clang-tidy-19 (Debian package clang-tidy-19) and configure again."
    COMMAND "${CMAKE_COMMAND}" -E false
    VERBATIM)
endif()
