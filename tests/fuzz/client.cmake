add_executable(fuzz_client_decode ${CMAKE_CURRENT_LIST_DIR}/fuzz_client_decode.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_client_decode PRIVATE tnw_client_objects)
add_test(NAME fuzz_client_decode COMMAND fuzz_client_decode ${CMAKE_CURRENT_LIST_DIR}/corpus/client_decode)

add_executable(fuzz_client_evidence ${CMAKE_CURRENT_LIST_DIR}/fuzz_client_evidence.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_client_evidence PRIVATE tnw_client_objects)
add_test(NAME fuzz_client_evidence COMMAND fuzz_client_evidence ${CMAKE_CURRENT_LIST_DIR}/corpus/client_evidence)
