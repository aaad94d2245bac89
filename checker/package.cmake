# The Debian package: 'cpack --config build/release/CPackConfig.cmake'. Included last, when all is known.
set(COROLINT_MAINTAINER "The authors of corolint <root@localhost>" CACHE STRING "Who answers for the Debian package")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME corolint)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Checker for C++20 coroutines, and aio, a small runtime")
set(CPACK_PACKAGE_DESCRIPTION "Finds tasks that nobody awaits, calls that block the event loop, references that dangle
after a suspension, and says what happens at run time and how to mend it.")
set(CPACK_PACKAGE_CONTACT ${COROLINT_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libstdc++-dev, libuv1-dev") # what is checked includes; what aio links
if(NOT COROLINT_STATIC)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${LLVM_VERSION_MAJOR}-dev") # Clang's own headers
endif()
include(CPack)
