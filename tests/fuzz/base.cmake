add_executable(fuzz_text ${CMAKE_CURRENT_LIST_DIR}/fuzz_text.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_text PRIVATE tnw_base)
add_test(NAME fuzz_text COMMAND fuzz_text ${CMAKE_CURRENT_LIST_DIR}/corpus/text)
