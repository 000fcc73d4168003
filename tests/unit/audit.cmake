foreach(part merkle record)
    tnw_test(test_audit_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_audit_${part}.c ${CMAKE_CURRENT_LIST_DIR}/store_place.c
            ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_audit)
endforeach()
tnw_test(test_audit_view SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_audit_view.c LINK tnw_audit)
tnw_test(test_audit_index
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_audit_index.c ${CMAKE_CURRENT_LIST_DIR}/evidence_random.c
        ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
    LINK tnw_store)
