# The command line's own parts.
tnw_test(test_cli_unusual
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_unusual.c ${CMAKE_CURRENT_LIST_DIR}/unusual_bench.c
    LINK tnw_cli_objects tnw_client_objects tnw_base)
tnw_test(test_cli_unusual_log
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_unusual_log.c LINK tnw_cli_objects tnw_client_objects tnw_base)
