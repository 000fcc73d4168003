# The pure parts, each without the rest of its layer.
set(http ${CMAKE_SOURCE_DIR}/server/http)
tnw_test(test_http_admit SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_http_admit.c ${http}/admit.c LINK tnw_base)
tnw_test(test_http_route
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_http_route.c ${http}/route.c
    LINK tnw_service)
tnw_test(test_http_longpoll
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_http_longpoll.c ${http}/longpoll.c
    LINK tnw_base Threads::Threads)
tnw_test(test_http_openapi
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_http_openapi.c ${CMAKE_SOURCE_DIR}/tests/openapi.c
    LINK tnw_service)
