# Finds the stb headers, and Debian's compiled libstb where there is one (Debian's Dear ImGui needs it).
# Makes stb::stb.
find_path(stb_INCLUDE_DIR stb_image_write.h PATH_SUFFIXES stb)
find_library(stb_LIBRARY NAMES libstb.a stb)
mark_as_advanced(stb_INCLUDE_DIR stb_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(stb REQUIRED_VARS stb_INCLUDE_DIR)

if(stb_FOUND AND NOT TARGET stb::stb)
  add_library(stb::stb INTERFACE IMPORTED GLOBAL)
  set_target_properties(stb::stb PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${stb_INCLUDE_DIR}")
  if(stb_LIBRARY)
    set_target_properties(stb::stb PROPERTIES INTERFACE_LINK_LIBRARIES "${stb_LIBRARY};m")
  endif()
endif()
