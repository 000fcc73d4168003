set(unit ${CMAKE_SOURCE_DIR}/tests/unit)
tnw_test(property_search
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/property_search.c ${unit}/evidence_random.c ${unit}/store_place.c ${unit}/scratch.c
    LINK tnw_audit)
