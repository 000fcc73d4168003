# Signatures, notes, proofs and the map: what makes the audit log evidence.
set(evidence ${CMAKE_CURRENT_LIST_DIR})
tnw_test(test_evidence_proof
    SOURCES ${evidence}/test_evidence_proof.c ${evidence}/evidence_naive.c ${evidence}/evidence_random.c LINK tnw_audit)
tnw_test(test_evidence_map
    SOURCES ${evidence}/test_evidence_map.c ${evidence}/evidence_shelf.c ${evidence}/evidence_random.c LINK tnw_audit)
tnw_test(test_evidence_counter
    SOURCES ${evidence}/test_evidence_counter.c ${evidence}/evidence_shelf.c ${evidence}/evidence_random.c LINK tnw_audit)
tnw_test(test_evidence_sign SOURCES ${evidence}/test_evidence_sign.c LINK tnw_crypto)
tnw_test(test_evidence_base64 SOURCES ${evidence}/test_evidence_base64.c LINK tnw_base)
tnw_test(test_evidence_note SOURCES ${evidence}/test_evidence_note.c LINK tnw_audit)
tnw_test(test_evidence_tile SOURCES ${evidence}/test_evidence_tile.c LINK tnw_audit)
tnw_test(test_evidence_cosign SOURCES ${evidence}/test_evidence_cosign.c LINK tnw_audit)
