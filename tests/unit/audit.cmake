foreach(part merkle record)
    tnw_test(test_audit_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_audit_${part}.c ${CMAKE_CURRENT_LIST_DIR}/store_place.c
            ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_audit)
endforeach()
