add_executable(fuzz_identity ${CMAKE_CURRENT_LIST_DIR}/fuzz_identity.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_identity PRIVATE tnw_pki)
add_test(NAME fuzz_identity COMMAND fuzz_identity ${CMAKE_CURRENT_LIST_DIR}/corpus/identity)
