# loopglass_precompile(TARGET header…) compiles headers once for all sources of a target.
function(loopglass_precompile target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # A precompiled header that a compiler cache hands out was made when its sources had other file times.
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# loopglass_layer(NAME FOLDER path [SOURCES …] USES …) makes the static library loopglass::NAME from every .cpp
# under the folder. USES is all that it may link. A folder with no .cpp yet gives a library of headers.
function(loopglass_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "FOLDER" "SOURCES;USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${layer_FOLDER}/*.cpp")
  list(APPEND sources ${layer_SOURCES})
  if(sources)
    add_library(loopglass_${name} STATIC ${sources})
    target_link_libraries(loopglass_${name} PUBLIC ${layer_USES} PRIVATE loopglass_rules)
    set_target_properties(loopglass_${name} PROPERTIES COMPILE_WARNING_AS_ERROR ON)
    if(LOOPGLASS_PRECOMPILE)
      loopglass_precompile(loopglass_${name}
        <algorithm> <array> <chrono> <cmath> <functional> <map> <memory> <optional> <string> <string_view>
        <unordered_map> <utility> <variant> <vector>)
    endif()
  else()
    add_library(loopglass_${name} INTERFACE)
    target_link_libraries(loopglass_${name} INTERFACE ${layer_USES})
  endif()
  add_library(loopglass::${name} ALIAS loopglass_${name})
endfunction()
