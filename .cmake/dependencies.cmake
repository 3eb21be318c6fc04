# Everything that is not ours. Each is taken from the system if it is there, and otherwise downloaded at the
# release that is pinned here. Packages of Debian 12: see packages.sh beside this file.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)

find_package(Threads REQUIRED)
find_package(OpenGL REQUIRED COMPONENTS OpenGL EGL)

# Options of what is downloaded; they do nothing to what is found.
set(GLFW_BUILD_DOCS OFF CACHE INTERNAL "")
set(GLFW_BUILD_TESTS OFF CACHE INTERNAL "")
set(GLFW_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(GLFW_INSTALL OFF CACHE INTERNAL "")
set(JSON_BuildTests OFF CACHE INTERNAL "")
set(CLI11_BUILD_TESTS OFF CACHE INTERNAL "")
set(CLI11_BUILD_EXAMPLES OFF CACHE INTERNAL "")

# Libraries with a CMake build of their own.
FetchContent_Declare(fmt SYSTEM
  GIT_REPOSITORY https://github.com/fmtlib/fmt.git GIT_TAG 9.1.0
  FIND_PACKAGE_ARGS 9)
FetchContent_Declare(CLI11 SYSTEM
  GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.1.2
  FIND_PACKAGE_ARGS 2.1)
FetchContent_Declare(nlohmann_json SYSTEM
  GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.2
  FIND_PACKAGE_ARGS 3.11)
FetchContent_Declare(glfw3 SYSTEM
  GIT_REPOSITORY https://github.com/glfw/glfw.git GIT_TAG 3.3.8
  FIND_PACKAGE_ARGS 3.3)
FetchContent_Declare(Freetype SYSTEM
  GIT_REPOSITORY https://gitlab.freetype.org/freetype/freetype.git GIT_TAG VER-2-12-1
  FIND_PACKAGE_ARGS 2.10)
FetchContent_MakeAvailable(fmt CLI11 nlohmann_json glfw3 Freetype)
if(NOT TARGET Freetype::Freetype)
  add_library(Freetype::Freetype ALIAS freetype)
endif()

# Libraries without one: what is downloaded is wrapped here.
FetchContent_Declare(stb
  GIT_REPOSITORY https://github.com/nothings/stb.git GIT_TAG 8b5f1f37b5b75829fc72d38e7b5d4bcbf8a26d55
  FIND_PACKAGE_ARGS MODULE)
FetchContent_MakeAvailable(stb)
if(NOT TARGET stb::stb)
  # Debian's library holds the implementation, so ours must; no source file of ours defines it.
  file(CONFIGURE OUTPUT stb_image_write.c CONTENT
    "#define STB_IMAGE_WRITE_IMPLEMENTATION\n#include \"stb_image_write.h\"\n" @ONLY)
  add_library(stb STATIC "${CMAKE_CURRENT_BINARY_DIR}/stb_image_write.c")
  target_include_directories(stb SYSTEM PUBLIC "${stb_SOURCE_DIR}")
  target_link_libraries(stb PUBLIC m)
  add_library(stb::stb ALIAS stb)
endif()

# 1.86 exactly: the events of keys and the backends change with every release.
FetchContent_Declare(ImGui
  GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.86
  FIND_PACKAGE_ARGS 1.86...<1.87 MODULE)
FetchContent_MakeAvailable(ImGui)
if(NOT TARGET imgui::imgui)
  set(from "${imgui_SOURCE_DIR}")
  add_library(imgui STATIC
    "${from}/imgui.cpp" "${from}/imgui_demo.cpp" "${from}/imgui_draw.cpp" "${from}/imgui_tables.cpp"
    "${from}/imgui_widgets.cpp" "${from}/misc/cpp/imgui_stdlib.cpp" "${from}/misc/freetype/imgui_freetype.cpp"
    "${from}/backends/imgui_impl_glfw.cpp" "${from}/backends/imgui_impl_opengl3.cpp")
  target_include_directories(imgui SYSTEM PUBLIC
    "${from}" "${from}/backends" "${from}/misc/cpp" "${from}/misc/freetype")
  target_link_libraries(imgui PUBLIC glfw Freetype::Freetype ${CMAKE_DL_LIBS})
  add_library(imgui::imgui ALIAS imgui)
endif()

# The OpenGL loader is generated: `glad` writes exactly the functions of OpenGL 3.3 core.
# Downloaded, the generator needs Python with jinja2.
find_program(LOOPGLASS_GLAD glad)
if(LOOPGLASS_GLAD)
  set(glad_command "${LOOPGLASS_GLAD}")
else()
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  FetchContent_Declare(glad_generator
    GIT_REPOSITORY https://github.com/Dav1dde/glad.git GIT_TAG v2.0.2 SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(glad_generator)
  set(glad_command "${CMAKE_COMMAND}" -E env "PYTHONPATH=${glad_generator_SOURCE_DIR}"
      "${Python3_EXECUTABLE}" -m glad)
endif()
set(glad_dir "${CMAKE_CURRENT_BINARY_DIR}/glad")
add_custom_command(OUTPUT "${glad_dir}/src/gl.c" "${glad_dir}/include/glad/gl.h"
  COMMAND ${glad_command} --api gl:core=3.3 --extensions "" --reproducible --quiet --out-path "${glad_dir}" c
  COMMENT "Writing the OpenGL loader"
  VERBATIM)
add_library(glad STATIC "${glad_dir}/src/gl.c" "${glad_dir}/include/glad/gl.h")
file(MAKE_DIRECTORY "${glad_dir}/include")
target_include_directories(glad SYSTEM PUBLIC "${glad_dir}/include")
target_link_libraries(glad PUBLIC ${CMAKE_DL_LIBS})
target_compile_definitions(glad INTERFACE GLFW_INCLUDE_NONE)
add_library(glad::glad ALIAS glad)
