# Random histories against a running server; it shares its parts with the crash tests.
tnw_test(property_history SOURCES ${CMAKE_CURRENT_LIST_DIR}/property_history.c ${CMAKE_CURRENT_LIST_DIR}/history_log.c
    ${CMAKE_CURRENT_LIST_DIR}/history_model.c ${CMAKE_CURRENT_LIST_DIR}/history_random.c
    ${CMAKE_CURRENT_LIST_DIR}/history_rules.c ${CMAKE_CURRENT_LIST_DIR}/history_step.c
    ${CMAKE_CURRENT_LIST_DIR}/history_world.c LINK tnw_crash_parts)
add_dependencies(property_history tnwd)
set_tests_properties(property_history PROPERTIES ENVIRONMENT TNW_BIN_DIR=${CMAKE_BINARY_DIR} TIMEOUT 300 RUN_SERIAL ON)
