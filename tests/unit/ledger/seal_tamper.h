/* Ways to change a log behind the server's back, and what verification must say of each. The log: SEAL_TAMPER_RECORDS
 * records as seal_place_fill makes them, sealed up to 7, 14, 21 and 23. */
#ifndef TNW_TESTS_SEAL_TAMPER_H
#define TNW_TESTS_SEAL_TAMPER_H

#include "store/store.h"

#define SEAL_TAMPER_RECORDS 24

struct seal_tamper {
    void (*change)(struct txn *txn);
    const char *finding; /* a line of what is told begins so */
};

/* Terminated by a row with change NULL. */
extern const struct seal_tamper seal_tampers[];
extern const struct seal_tamper seal_tampers_of_map[];

void seal_tamper_record(struct txn *txn); /* record 10 */
void seal_tamper_node(struct txn *txn);   /* that of records 8 to 11 */
void seal_tamper_remove(struct txn *txn); /* record 10 */

#endif
