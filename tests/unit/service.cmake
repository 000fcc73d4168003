foreach(part operations prepare fragment stale caller replay input local words access_log access_text first_access)
    tnw_test(test_service_${part}
        SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_service_${part}.c ${CMAKE_CURRENT_LIST_DIR}/service_world.c
            ${CMAKE_CURRENT_LIST_DIR}/access_scene.c
            ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
        LINK tnw_service)
endforeach()

# Allocations of what is linked in statically, ours, can be made to fail; those of the libraries are not touched.
tnw_test(test_service_memory
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_service_memory.c ${CMAKE_CURRENT_LIST_DIR}/service_world.c
        ${CMAKE_CURRENT_LIST_DIR}/store_place.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c
    LINK tnw_service)
target_link_options(test_service_memory PRIVATE -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc)
