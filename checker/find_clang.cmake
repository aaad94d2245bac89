# Finds LLVM and Clang 19, in each folder that links them: imported targets are seen there and below.
#
# Debian's static Clang libraries ask for the shared libLLVM. With COROLINT_STATIC they get LLVM's static libraries
# in its place: a program with both would hold LLVM twice, and would need libLLVM.so where it runs.
list(PREPEND CMAKE_PREFIX_PATH /usr/lib/llvm-19)
find_package(LLVM 19.1 REQUIRED CONFIG)
find_package(Clang 19.1 REQUIRED CONFIG)

# corolint_use_static_llvm(<target>...): the targets, and what they link, have `llvm_libraries` for the shared LLVM.
function(corolint_use_static_llvm)
  foreach(target ${ARGN})
    get_target_property(linked ${target} INTERFACE_LINK_LIBRARIES)
    if("LLVM" IN_LIST linked)
      list(REMOVE_ITEM linked LLVM)
      set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${linked};${llvm_libraries}")
      list(FILTER linked INCLUDE REGEX "^clang")
      corolint_use_static_llvm(${linked})
    endif()
  endforeach()
endfunction()

if(COROLINT_STATIC)
  set(clang_libraries clangIndex clangTooling clangFrontend clangDriver clangSema clangAnalysis clangAST clangLex clangBasic)
  # What LLVM_LINK_COMPONENTS names in the CMakeLists.txt of those libraries in Clang's sources.
  llvm_map_components_to_libnames(llvm_libraries support option core binaryformat bitreader bitstreamreader
    frontendopenmp frontendhlsl mc mcparser object profiledata targetparser windowsdriver)
  corolint_use_static_llvm(${clang_libraries})
endif()
