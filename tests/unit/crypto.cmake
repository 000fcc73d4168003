foreach(part hash aead)
    tnw_test(test_crypto_${part} SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_crypto_${part}.c LINK tnw_crypto)
endforeach()
tnw_test(test_crypto_keyring
    SOURCES ${CMAKE_CURRENT_LIST_DIR}/test_crypto_keyring.c ${CMAKE_CURRENT_LIST_DIR}/scratch.c LINK tnw_crypto)
