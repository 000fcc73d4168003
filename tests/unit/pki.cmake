tnw_test(test_pki_number SOURCES test_pki_number.c LINK tnw_pki)
tnw_test(test_pki_identity SOURCES test_pki_identity.c pki_make.c LINK tnw_pki)
tnw_test(test_pki_policy SOURCES test_pki_policy.c pki_house.c pki_make.c LINK tnw_pki)
tnw_test(test_pki_chain SOURCES test_pki_chain.c pki_house.c pki_make.c LINK tnw_pki)
