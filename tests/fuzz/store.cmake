set(unit ${CMAKE_SOURCE_DIR}/tests/unit)
add_executable(fuzz_store_records ${CMAKE_CURRENT_LIST_DIR}/fuzz_store_records.c ${CMAKE_CURRENT_LIST_DIR}/replay.c
    ${unit}/store_families.c ${unit}/store_place.c ${unit}/scratch.c)
target_include_directories(fuzz_store_records PRIVATE ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(fuzz_store_records PRIVATE tnw_lmdb_store)
add_test(NAME fuzz_store_records COMMAND fuzz_store_records ${CMAKE_CURRENT_LIST_DIR}/corpus/store_records)
