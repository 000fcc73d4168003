/* Each family of encrypted records: where it lies, and how a sample is put and read. For tests that tamper, and
 * fuzzing. */
#ifndef TNW_TESTS_STORE_FAMILIES_H
#define TNW_TESTS_STORE_FAMILIES_H

#include "store/inside.h"
#include "store/txn.h"

/* Samples are numbered: their ids are place_id(number), their place is dossier place_id(1), a dossier's is itself. */
struct family {
    const char *name;
    enum space space;
    struct key (*key)(uint8_t number);
    void (*put)(struct txn *txn, uint8_t number);
    bool (*get)(struct txn *txn, uint8_t number);
    size_t fixed;  /* bytes of the sample's plain text that must be there */
    bool open_end; /* what follows is text of any length */
};

#define FAMILIES 21
extern const struct family store_families[FAMILIES];

struct id store_families_place(const struct family *family, uint8_t number);
/* The data keys of all samples' places: before any put. */
void store_families_prepare(struct txn *txn);

#endif
