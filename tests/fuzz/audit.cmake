add_executable(fuzz_note ${CMAKE_CURRENT_LIST_DIR}/fuzz_note.c ${CMAKE_CURRENT_LIST_DIR}/replay.c)
target_link_libraries(fuzz_note PRIVATE tnw_audit)
add_test(NAME fuzz_note COMMAND fuzz_note ${CMAKE_CURRENT_LIST_DIR}/corpus/note)
