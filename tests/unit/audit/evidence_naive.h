/* The tree, paths and proofs of RFC 9162, section 2.1, written as they are defined there: nothing of server/audit. */
#ifndef TNW_TESTS_EVIDENCE_NAIVE_H
#define TNW_TESTS_EVIDENCE_NAIVE_H

#include <stdbool.h>

#include "crypto/hash.h"

#define NAIVE_LEVELS 20

struct evidence_naive {
    uint64_t size;
    struct hash *leaves;               /* hashes; random ones, free to be set */
    struct hash *levels[NAIVE_LEVELS]; /* perfect subtrees, remembered so that large trees take no minutes */
};

struct evidence_naive *evidence_naive_new(uint64_t size);
void evidence_naive_free(struct evidence_naive **naive);
void evidence_naive_grow(struct evidence_naive *naive); /* again, after leaves were set */
struct hash evidence_naive_perfect(const struct evidence_naive *naive, unsigned level, uint64_t begin);

/* MTH(D[begin:end]), PATH(m, D[begin:end]) with m counted from begin, and SUBPROOF(m, D[begin:end], whole). Return the
 * length of the path. */
struct hash evidence_naive_root(const struct evidence_naive *naive, uint64_t begin, uint64_t end);
size_t evidence_naive_inclusion(const struct evidence_naive *naive, uint64_t m, uint64_t begin, uint64_t end,
                                struct hash *path);
size_t evidence_naive_consistency(const struct evidence_naive *naive, uint64_t m, uint64_t begin, uint64_t end,
                                  bool whole, struct hash *path);

#endif
