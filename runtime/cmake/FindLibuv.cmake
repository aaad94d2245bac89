# Finds libuv as the target Libuv::Libuv.
#
# Debian's libuv has a pkg-config file but no CMake package, so both hints and pkg-config are tried. The installed
# package of corolint uses this file too: a static aio needs libuv when its users link.

find_package(PkgConfig QUIET)
if(PkgConfig_FOUND)
  pkg_check_modules(PC_LIBUV QUIET libuv)
endif()

find_path(Libuv_INCLUDE_DIR uv.h HINTS ${PC_LIBUV_INCLUDE_DIRS})
find_library(Libuv_LIBRARY NAMES uv libuv HINTS ${PC_LIBUV_LIBRARY_DIRS})

if(Libuv_INCLUDE_DIR AND EXISTS ${Libuv_INCLUDE_DIR}/uv/version.h)
  foreach(part MAJOR MINOR PATCH)
    file(STRINGS ${Libuv_INCLUDE_DIR}/uv/version.h line REGEX "^#define UV_VERSION_${part} +[0-9]+")
    string(REGEX REPLACE "[^0-9]" "" Libuv_VERSION_${part} "${line}")
  endforeach()
  set(Libuv_VERSION ${Libuv_VERSION_MAJOR}.${Libuv_VERSION_MINOR}.${Libuv_VERSION_PATCH})
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libuv
  REQUIRED_VARS Libuv_LIBRARY Libuv_INCLUDE_DIR
  VERSION_VAR Libuv_VERSION
  REASON_FAILURE_MESSAGE "install libuv, on Debian: apt install libuv1-dev")
mark_as_advanced(Libuv_INCLUDE_DIR Libuv_LIBRARY)

if(Libuv_FOUND AND NOT TARGET Libuv::Libuv)
  add_library(Libuv::Libuv UNKNOWN IMPORTED)
  set_target_properties(Libuv::Libuv PROPERTIES
    IMPORTED_LOCATION ${Libuv_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${Libuv_INCLUDE_DIR})
endif()
