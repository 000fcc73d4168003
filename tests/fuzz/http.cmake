set(http ${CMAKE_SOURCE_DIR}/server/http)
add_executable(fuzz_admit ${CMAKE_CURRENT_LIST_DIR}/fuzz_admit.c ${CMAKE_CURRENT_LIST_DIR}/replay.c ${http}/admit.c)
add_executable(fuzz_route ${CMAKE_CURRENT_LIST_DIR}/fuzz_route.c ${CMAKE_CURRENT_LIST_DIR}/replay.c ${http}/route.c
    ${http}/routes.c ${http}/query.c ${CMAKE_SOURCE_DIR}/server/audit/tile.c)
foreach(target admit route)
    target_include_directories(fuzz_${target} PRIVATE ${CMAKE_SOURCE_DIR}/server ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(fuzz_${target} PRIVATE tnw_flags tnw_base PkgConfig::JANSSON)
    add_test(NAME fuzz_${target} COMMAND fuzz_${target} ${CMAKE_CURRENT_LIST_DIR}/corpus/${target})
endforeach()
