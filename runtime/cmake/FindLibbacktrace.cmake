# Finds libbacktrace, which reads debug information, as the target Libbacktrace::Libbacktrace.
#
# GCC installs it in a folder of its own, where clang's linker looks and its preprocessor does not. That folder also
# has GCC's intrinsics, so it must be searched last.

find_library(Libbacktrace_LIBRARY backtrace HINTS ${CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES})
find_path(Libbacktrace_INCLUDE_DIR backtrace-supported.h
          HINTS ${CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES} PATH_SUFFIXES include)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libbacktrace REQUIRED_VARS Libbacktrace_LIBRARY Libbacktrace_INCLUDE_DIR)
mark_as_advanced(Libbacktrace_INCLUDE_DIR Libbacktrace_LIBRARY)

if(Libbacktrace_FOUND AND NOT TARGET Libbacktrace::Libbacktrace)
  add_library(Libbacktrace::Libbacktrace UNKNOWN IMPORTED)
  set_target_properties(Libbacktrace::Libbacktrace PROPERTIES
    IMPORTED_LOCATION ${Libbacktrace_LIBRARY}
    INTERFACE_COMPILE_OPTIONS "-idirafter;${Libbacktrace_INCLUDE_DIR}")
endif()
