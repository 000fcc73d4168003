# The command line's own parts.
tnw_test(test_cli_unusual
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_unusual.c ${CMAKE_CURRENT_LIST_DIR}/unusual_bench.c
    LINK tnw_cli_objects tnw_client_objects tnw_base)
tnw_test(test_cli_unusual_log
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_unusual_log.c LINK tnw_cli_objects tnw_client_objects tnw_base)
tnw_test(test_cli_memory
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_cli_memory.c LINK tnw_cli_objects tnw_client_objects tnw_base)
target_link_options(test_cli_memory PRIVATE -Wl,--wrap=malloc)

set(cli ${CMAKE_CURRENT_LIST_DIR})
tnw_test(test_cli_witness
    SOURCES ${cli}/test_cli_witness.c ${cli}/client_log.c ${cli}/client_log_answer.c ${cli}/evidence_naive.c
            ${cli}/evidence_shelf.c ${cli}/evidence_random.c ${cli}/scratch.c
    LINK tnw_cli_objects tnw_client_objects tnw_audit)

# What an auditor, a patient and a witness do by hand, against a real server and a fork of it.
add_test(NAME evidence_cli COMMAND ${CMAKE_SOURCE_DIR}/tests/scenario/evidence_cli.sh ${CMAKE_BINARY_DIR})
set_tests_properties(evidence_cli PROPERTIES TIMEOUT 240)
# The same, of a store that was changed behind the server's back.
add_test(NAME evidence_tampered COMMAND ${CMAKE_SOURCE_DIR}/tests/scenario/evidence_tampered.sh ${CMAKE_BINARY_DIR})
set_tests_properties(evidence_tampered PROPERTIES TIMEOUT 240)
