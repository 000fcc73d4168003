# Sealing: the log's key and state, plans, the thread, the look at start, and verification.
set(seal ${CMAKE_CURRENT_LIST_DIR})
foreach(part store files plan check verify thread)
    tnw_test(test_seal_${part}
        SOURCES ${seal}/test_seal_${part}.c ${seal}/seal_place.c ${seal}/seal_tamper.c ${seal}/ledger_job.c
            ${seal}/store_place.c ${seal}/scratch.c
        LINK tnw_ledger Threads::Threads)
endforeach()
set_tests_properties(test_seal_thread PROPERTIES LABELS tsan TIMEOUT 120)
