# For projects that use corolint: corolint_check(<target>), and the launcher for CMAKE_CXX_CLANG_TIDY.
#
#   find_package(corolint COMPONENTS check REQUIRED)
#   corolint_check(server)                             # cmake --build build --target corolint
#   corolint_check(server ALL PROFILE strict FAIL_ON warning OUTPUT sarif=server.sarif)
#
#   set(CMAKE_CXX_CLANG_TIDY ${COROLINT_LAUNCHER})     # each file is checked when it is compiled
include_guard(GLOBAL)

# Beside this package where it is installed so, else on the PATH.
get_filename_component(corolint_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
find_program(COROLINT_PROGRAM corolint HINTS ${corolint_prefix}/bin ${corolint_prefix}/../bin
  DOC "The checker for asynchronous C++")
set(COROLINT_LAUNCHER "${COROLINT_PROGRAM};check;--quiet;--fail-on;error")

# Makes the target corolint-<target>, which checks the C++ sources of <target>, and 'corolint', which checks all such.
#   ALL       it belongs to the default build
#   PROFILE   default, strict, all
#   FAIL_ON   the least severity that fails the build: error, warning, hint (default), never
#   OUTPUT    further reports, as 'corolint check -o' takes them; relative to the target's build folder
function(corolint_check target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ALL" "PROFILE;FAIL_ON" "OUTPUT")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "corolint_check(${target}): '${arg_UNPARSED_ARGUMENTS}' means nothing here")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "corolint_check(${target}): there is no such target")
  endif()
  if(NOT COROLINT_PROGRAM)
    message(FATAL_ERROR "corolint_check(${target}): no program 'corolint'; set COROLINT_PROGRAM to its path")
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
  get_target_property(source_dir ${target} SOURCE_DIR)
  get_target_property(binary_dir ${target} BINARY_DIR)

  set(options -p ${CMAKE_BINARY_DIR} --quiet)
  foreach(option PROFILE FAIL_ON)
    if(arg_${option})
      string(TOLOWER "--${option}" name)
      string(REPLACE "_" "-" name ${name})
      list(APPEND options ${name} ${arg_${option}})
    endif()
  endforeach()
  if(arg_OUTPUT)
    list(APPEND options -o text)
  endif()
  foreach(output IN LISTS arg_OUTPUT)
    string(REGEX REPLACE "=([^/].*)" "=${binary_dir}/\\1" output ${output})
    list(APPEND options -o ${output})
  endforeach()

  set(all)
  if(arg_ALL)
    set(all ALL)
  endif()
  set(sources $<FILTER:$<TARGET_PROPERTY:${target},SOURCES>,INCLUDE,\\.\(cpp|cc|cxx|c\\+\\+|C|cppm|ixx\)$>)
  add_custom_target(corolint-${target} ${all}
    COMMAND ${COROLINT_PROGRAM} check ${options} ${sources}
    WORKING_DIRECTORY ${source_dir}
    COMMENT "Checking ${target} with corolint"
    COMMAND_EXPAND_LISTS VERBATIM)
  add_dependencies(corolint-${target} ${target}) # Headers that the build generates must be there.
  if(NOT TARGET corolint)
    add_custom_target(corolint)
  endif()
  add_dependencies(corolint corolint-${target})
endfunction()
