tnw_test(test_program_config SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_program_config.c LINK tnw_app)
tnw_test(test_program_arguments SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_program_arguments.c LINK tnw_app)
add_test(NAME program_cli
    COMMAND ${CMAKE_CURRENT_LIST_DIR}/program_cli.sh $<TARGET_FILE:tnwd> ${CMAKE_SOURCE_DIR}/certs/tnw-pki)
add_test(NAME program_log_key
    COMMAND ${CMAKE_CURRENT_LIST_DIR}/program_log_key.sh $<TARGET_FILE:tnwd> ${CMAKE_SOURCE_DIR}/certs/tnw-pki)
add_test(NAME program_actor COMMAND ${CMAKE_CURRENT_LIST_DIR}/program_actor.sh $<TARGET_FILE:tnwd>)
add_test(NAME program_operations
    COMMAND ${CMAKE_CURRENT_LIST_DIR}/program_operations.sh $<TARGET_FILE:tnwd> ${CMAKE_SOURCE_DIR})
