# SPDX-License-Identifier: GPL-3.0-or-later

# What many files of the window include. <QtWidgets> holds far more templates that its inline functions use; GCC
# instantiates those anew in each file that gets them precompiled (1.6 s of a compile; with these 0.7 s).
set(CELLWRIGHT_WIDGET_HEADERS
  <QAction> <QApplication> <QComboBox> <QCoreApplication> <QDateTime> <QDialog> <QFileDialog> <QFileInfo>
  <QHBoxLayout> <QKeyEvent> <QLabel> <QLineEdit> <QListWidget> <QMenu> <QMouseEvent> <QPainter> <QPointer>
  <QPushButton> <QSettings> <QSignalBlocker> <QStyledItemDelegate> <QTimer> <QToolButton> <QVBoxLayout>
  <QWidget>)

# cw_unity(cw_space FILE...): with CMAKE_UNITY_BUILD, eight files of one folder are compiled as one, which takes half
# the time. A new file moves the groups of its own folder only.
function(cw_unity target)
  foreach(file ${ARGN})
    cmake_path(GET file PARENT_PATH folder)
    file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${folder}")
    string(REPLACE "/" "_" folder "${folder}")
    if(NOT DEFINED count_${folder})
      set(count_${folder} 0)
    endif()
    math(EXPR group "${count_${folder}} / 8")
    math(EXPR count_${folder} "${count_${folder}} + 1")
    set_source_files_properties("${file}" PROPERTIES UNITY_GROUP ${folder}_${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

# cw_module(core/space USES base LINKS ...): one static library cw_<name> of the .cpp files in that folder and below.
function(cw_module folder)
  cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
  get_filename_component(name "${folder}" NAME)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
  list(TRANSFORM ARG_USES PREPEND cw_)
  if(NOT sources)
    add_library(cw_${name} INTERFACE)
    target_link_libraries(cw_${name} INTERFACE cw_flags ${ARG_USES} ${ARG_LINKS})
    return()
  endif()
  add_library(cw_${name} STATIC ${sources})
  cw_unity(cw_${name} ${sources})
  target_link_libraries(cw_${name} PUBLIC cw_flags ${ARG_USES} ${ARG_LINKS})
  # The JSON header alone is a second of every compile. One precompiled header, made by cw_base, serves every module
  # that is compiled with the same flags; ui and the torch modules have their own.
  if(name STREQUAL base)
    target_precompile_headers(cw_base PRIVATE <fmt/format.h> <functional> <map> <memory> <nlohmann/json.hpp> <string> <vector>)
  elseif(NOT name STREQUAL ui)
    target_precompile_headers(cw_${name} REUSE_FROM cw_base)
  endif()
endfunction()

# cw_test(tests/core/base/tst_rng.cpp LABELS fast LINKS cw_base): one Qt Test executable, run offscreen.
function(cw_test file)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LABELS;LINKS" ${ARGN})
  get_filename_component(name "${file}" NAME_WE)
  add_executable(${name} "${CMAKE_SOURCE_DIR}/${file}")
  set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD OFF
                        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  # The test includes its own moc file, so this one is empty: seconds with a precompiled header, nothing without.
  set_source_files_properties("${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp"
                              PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_link_libraries(${name} PRIVATE cw_flags Qt6::Test ${ARG_LINKS})
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>) # what has to be fast is in the libraries
  target_compile_definitions(${name} PRIVATE
    "CELLWRIGHT_TEST_DATA=\"${CELLWRIGHT_TEST_DATA}\""
    "CELLWRIGHT_BIN_DIR=\"${CMAKE_BINARY_DIR}/bin\""
    "CELLWRIGHT_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"")
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set(environment "QT_QPA_PLATFORM=offscreen")
  if(CELLWRIGHT_SANITIZE)
    math(EXPR ARG_TIMEOUT "6 * ${ARG_TIMEOUT}")
    list(APPEND environment "QTEST_FUNCTION_TIMEOUT=${ARG_TIMEOUT}000") # ms, of one test function
  endif()
  if(CELLWRIGHT_SANITIZE MATCHES "thread")
    list(APPEND environment "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/sanitizers/tsan.supp")
  endif()
  if(CELLWRIGHT_SANITIZE MATCHES "address") # tests ask for memory that does not exist
    list(APPEND environment "ASAN_OPTIONS=allocator_may_return_null=1")
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "${environment}")
endfunction()

# cw_tests(tests/core/base LABELS fast LINKS cw_base HEADERS <QTest>): cw_test for every tst_*.cpp of a folder (not below
# it). HEADERS, from outside the project, are precompiled once for all of them: they are most of what a test compiles.
function(cw_tests folder)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LABELS;LINKS;HEADERS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/${folder}/tst_*.cpp")
  set(first "")
  foreach(source IN LISTS sources)
    cw_test(${source} TIMEOUT "${ARG_TIMEOUT}" LABELS ${ARG_LABELS} LINKS ${ARG_LINKS})
    get_filename_component(name "${source}" NAME_WE)
    if(first)
      target_precompile_headers(${name} REUSE_FROM ${first})
    else()
      target_precompile_headers(${name} PRIVATE <QTest> <fmt/format.h> <nlohmann/json.hpp> ${ARG_HEADERS})
      set(first ${name})
    endif()
  endforeach()
endfunction()
