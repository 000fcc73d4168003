foreach(part operations prepare fragment stale admit replay input local words access_log access_text first_access)
    tnw_test(test_service_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_service_${part}.c ${CMAKE_CURRENT_LIST_DIR}/service_world.c
            ${CMAKE_CURRENT_LIST_DIR}/access_scene.c
            ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_service)
endforeach()
