add_executable(fuzz_policy ${CMAKE_CURRENT_LIST_DIR}/fuzz_policy.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_policy PRIVATE tnw_rules)
add_test(NAME fuzz_policy COMMAND fuzz_policy ${CMAKE_CURRENT_LIST_DIR}/corpus/policy)
