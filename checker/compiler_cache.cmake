# Makes ccache, where it is installed, serve a second clone in another folder from what the first one compiled.
#
# base_dir and hash_dir: paths below the clone are not part of what is looked up. Sloppiness: a precompiled header is
# otherwise 'uncacheable' (ccache's manual, "Precompiled headers").
include_guard()
find_program(CCACHE ccache)
if(NOT CCACHE OR CMAKE_CXX_COMPILER_LAUNCHER)
  return()
endif()

get_filename_component(compiler_cache_base ${CMAKE_CURRENT_LIST_DIR}/.. ABSOLUTE)
set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
  CCACHE_BASEDIR=${compiler_cache_base} CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1
  CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})

# A precompiled header names its inputs by absolute path, so each clone makes its own; what ccache compares is the
# file '.pch.sum' beside it (checker/CMakeLists.txt). CMake's '-Xclang -include-pch' would hide the path from ccache;
# clang takes the precompiled header for an included one by itself.
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  set(CMAKE_CXX_COMPILE_OPTIONS_USE_PCH -include <PCH_HEADER>)
  # Restored from the cache, it would be older than the headers that CMake writes when it configures.
  list(APPEND CMAKE_CXX_COMPILE_OPTIONS_CREATE_PCH -Xclang -fno-pch-timestamp)
endif()
