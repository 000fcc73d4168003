foreach(part bytes id clock codes)
    tnw_test(test_base_${part} SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_base_${part}.c LINK tnw_base)
endforeach()
tnw_test(test_base_log SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_base_log.c LINK tnw_base Threads::Threads)
