# The command line's own parts.
foreach(test unusual unusual_log)
    tnw_test(test_cli_${test}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_${test}.c LINK tnw_cli_objects tnw_client_objects tnw_base)
endforeach()
