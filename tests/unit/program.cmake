tnw_test(test_program_config SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_program_config.c LINK tnw_config)
tnw_test(test_program_arguments SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_program_arguments.c LINK tnw_config)
