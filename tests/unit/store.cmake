foreach(part tamper registry records numbers range open idempotency journal)
    tnw_test(test_store_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_store_${part}.c ${CMAKE_CURRENT_LIST_DIR}/store_families.c
            ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_store)
endforeach()
