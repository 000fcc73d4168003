foreach(test decode encode failure)
    tnw_test(test_client_${test} SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_${test}.c LINK tnw_client_objects)
endforeach()
tnw_test(test_client_exchange
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_exchange.c ${CMAKE_CURRENT_LIST_DIR}/client_peer.c
    LINK tnw_client_objects OpenSSL::SSL)
tnw_test(test_client_options
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_client_options.c LINK tnw_cli_objects tnw_client_objects)

# The command line, and a program that uses an installed libtnw, against a real server.
foreach(script cli install_example)
    add_test(NAME client_${script}
        COMMAND ${CMAKE_SOURCE_DIR}/tests/with_sandbox.sh ${CMAKE_SOURCE_DIR}/tests/scenario/${script}.sh ${CMAKE_BINARY_DIR})
    set_tests_properties(client_${script} PROPERTIES TIMEOUT 240)
endforeach()

# Evidence, checked by the library on logs that the server's code made.
set(client ${CMAKE_CURRENT_LIST_DIR})
foreach(part access spoiled receipt export proof)
    tnw_test(test_client_evidence_${part}
        SOURCES ${client}/test_client_evidence_${part}.c ${client}/client_access.c ${client}/client_log.c
                ${client}/client_log_answer.c ${client}/evidence_naive.c ${client}/evidence_shelf.c
                ${client}/evidence_random.c
        LINK tnw_client_objects tnw_audit)
endforeach()
target_sources(test_client_evidence_export PRIVATE ${client}/client_lines.c ${client}/client_spoil.c)
