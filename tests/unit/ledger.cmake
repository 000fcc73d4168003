foreach(part order stress fatal)
    tnw_test(test_ledger_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_ledger_${part}.c ${CMAKE_CURRENT_LIST_DIR}/ledger_job.c
            ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_ledger Threads::Threads)
    set_tests_properties(test_ledger_${part} PROPERTIES LABELS tsan TIMEOUT 120)
endforeach()
