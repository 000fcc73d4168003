foreach(test decode encode failure)
    tnw_test(test_client_${test} SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_${test}.c LINK tnw_client_objects)
endforeach()
tnw_test(test_client_exchange
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_exchange.c ${CMAKE_CURRENT_LIST_DIR}/client_peer.c
    LINK tnw_client_objects OpenSSL::SSL)
tnw_test(test_client_options
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_options.c LINK tnw_cli_objects tnw_client_objects)
