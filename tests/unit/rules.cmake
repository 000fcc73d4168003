tnw_test(test_rules_decide SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_rules_decide.c LINK tnw_rules)
tnw_test(test_rules_category SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_rules_category.c LINK tnw_rules)
tnw_test(test_rules_grant SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_rules_grant.c LINK tnw_rules)
tnw_test(test_rules_policy SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_rules_policy.c LINK tnw_rules)
