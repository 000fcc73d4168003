tnw_test(property_decide SOURCES ${CMAKE_CURRENT_LIST_DIR}/property_decide.c LINK tnw_rules)
