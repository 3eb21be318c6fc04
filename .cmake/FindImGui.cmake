# Finds a Dear ImGui library that holds its GLFW and OpenGL 3 backends, imgui_stdlib and imgui_freetype, as
# Debian's libimgui-dev does. Makes imgui::imgui. Needs glfw, Freetype::Freetype and stb::stb to exist.
find_path(ImGui_INCLUDE_DIR imgui.h PATH_SUFFIXES imgui)
find_path(ImGui_BACKENDS_DIR imgui_impl_opengl3.h HINTS "${ImGui_INCLUDE_DIR}/backends"
          PATH_SUFFIXES imgui/backends)
find_library(ImGui_LIBRARY imgui)
mark_as_advanced(ImGui_INCLUDE_DIR ImGui_BACKENDS_DIR ImGui_LIBRARY)

if(ImGui_INCLUDE_DIR)
  file(STRINGS "${ImGui_INCLUDE_DIR}/imgui.h" version_line REGEX "define IMGUI_VERSION +\"" LIMIT_COUNT 1)
  string(REGEX MATCH "[0-9]+\\.[0-9]+" ImGui_VERSION "${version_line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ImGui
  REQUIRED_VARS ImGui_LIBRARY ImGui_INCLUDE_DIR ImGui_BACKENDS_DIR
  VERSION_VAR ImGui_VERSION HANDLE_VERSION_RANGE)

if(ImGui_FOUND AND NOT TARGET imgui::imgui)
  add_library(imgui::imgui UNKNOWN IMPORTED GLOBAL)
  set_target_properties(imgui::imgui PROPERTIES
    IMPORTED_LOCATION "${ImGui_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${ImGui_INCLUDE_DIR};${ImGui_BACKENDS_DIR}"
    INTERFACE_LINK_LIBRARIES "stb::stb;glfw;Freetype::Freetype;${CMAKE_DL_LIBS}")
endif()
