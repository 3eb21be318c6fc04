# `cmake --build … --target tidy` reads our sources with clang-tidy and .clang-tidy. It takes minutes, so the
# tests do not run it.
find_program(LOOPGLASS_RUN_CLANG_TIDY NAMES run-clang-tidy-19 run-clang-tidy)
find_program(LOOPGLASS_CLANG_TIDY NAMES clang-tidy-19 clang-tidy)
if(LOOPGLASS_RUN_CLANG_TIDY AND LOOPGLASS_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND "${LOOPGLASS_RUN_CLANG_TIDY}" -quiet -clang-tidy-binary "${LOOPGLASS_CLANG_TIDY}"
            -p "${PROJECT_BINARY_DIR}" "${PROJECT_SOURCE_DIR}/(runtime|scenarios|app)/.*"
    USES_TERMINAL VERBATIM)
endif()
