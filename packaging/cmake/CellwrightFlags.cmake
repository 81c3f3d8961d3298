# SPDX-License-Identifier: GPL-3.0-or-later
# One INTERFACE target carries every compiler flag; every target of the project links it.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # the static modules also go into the shared torch library
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")

find_program(CELLWRIGHT_CCACHE ccache)
if(CELLWRIGHT_CCACHE)
  # Without the sloppiness it caches nothing that is compiled with a precompiled header (its manual, "Precompiled
  # headers"); those have up to 700 MB here, and without a cache of inodes each compilation would read its one in full.
  # The compiler's list of dependencies stands in for a run of the preprocessor.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_INODECACHE=true CCACHE_DEPEND=true
      "${CELLWRIGHT_CCACHE}")
endif()
if(CELLWRIGHT_TIDY)
  find_program(CELLWRIGHT_CLANG_TIDY clang-tidy REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY "${CELLWRIGHT_CLANG_TIDY}" --quiet)
endif()

add_library(cw_flags INTERFACE)
target_include_directories(cw_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(cw_flags INTERFACE QT_NO_KEYWORDS "CELLWRIGHT_VERSION=\"${PROJECT_VERSION}\"")
target_compile_options(cw_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess> -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wno-missing-field-initializers
                       $<$<BOOL:${CELLWRIGHT_WERROR}>:-Werror>)
if(CELLWRIGHT_SANITIZE)
  # GCC 12 takes the checks that it adds itself for reads of uninitialised values; other builds keep the warning.
  target_compile_options(cw_flags INTERFACE -fsanitize=${CELLWRIGHT_SANITIZE} -fno-omit-frame-pointer -O1
                         -Wno-maybe-uninitialized)
  target_link_options(cw_flags INTERFACE -fsanitize=${CELLWRIGHT_SANITIZE})
endif()
find_package(Threads REQUIRED)
target_link_libraries(cw_flags INTERFACE Threads::Threads)
