# Sealing: the log's key and state, plans, the thread, the look at start, and verification.
set(seal ${CMAKE_CURRENT_LIST_DIR})
foreach(part plan verify)
    tnw_test(test_seal_${part}
        SOURCES ${seal}/test_seal_${part}.c ${seal}/seal_place.c ${seal}/seal_tamper.c
            ${seal}/store_place.c ${seal}/scratch.c
        LINK tnw_ledger)
endforeach()
