/* Counters and places that JSON cannot hold are damage: what was read can always be written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "store/audit/audit_log.h"
#include "store/audit/evidence.h"
#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/inbox.h"
#include "store_place.h"

#define MOST ((uint64_t)LIMIT_JSON_NUMBER)

/* Puts a number where it is stored, as bytes. */
static void
put_raw(struct txn *txn, enum space space, struct slice key, uint64_t number, size_t before, size_t behind)
{
    struct buf value = {0};
    memset(buf_grow(&value, before), 0, before);
    buf_put_u64(&value, number);
    memset(buf_grow(&value, behind), 0, behind);
    txn_put(txn, space, key, buf_slice(&value));
    buf_free(&value);
}

static enum tnw_err
read_tail(struct txn *txn, uint64_t number)
{
    size_t peaks = 0;
    for (uint64_t rest = number; rest != 0; rest >>= 1) {
        peaks += rest & 1;
    }
    put_raw(txn, SPACE_META, slice_str("audit_tail"), number, 0, 8 + peaks * HASH_SIZE);
    (void)audit_log_size(txn);
    return txn_error(txn);
}

static enum tnw_err
read_head(struct txn *txn, uint64_t number)
{
    struct id dossier = place_id(1);
    struct audit_head head;
    put_raw(txn, SPACE_AUDIT_HEAD, id_slice(&dossier), number, 0, HASH_SIZE + 8);
    (void)audit_log_get_head(txn, &dossier, &head);
    return txn_error(txn);
}

static enum tnw_err
read_link(struct txn *txn, uint64_t number)
{
    struct key key = key_of_u64(7);
    struct slice links;
    put_raw(txn, SPACE_AUDIT_LINK, key_slice(&key), number, ID_SIZE, HASH_SIZE);
    size_t count = audit_log_get_links(txn, 7, &links);
    assert_int_equal(count, txn_error(txn) == TNW_OK ? 1 : 0);
    return txn_error(txn);
}

static enum tnw_err
read_sealed(struct txn *txn, uint64_t number)
{
    evidence_put_sealed(txn, number);
    (void)evidence_sealed(txn);
    return txn_error(txn);
}

static enum tnw_err
read_mapped(struct txn *txn, uint64_t number)
{
    evidence_put_mapped(txn, number, &(struct hash){{0}});
    (void)evidence_mapped(txn, NULL);
    return txn_error(txn);
}

static enum tnw_err
read_checkpoint(struct txn *txn, uint64_t number)
{
    uint64_t size;
    struct slice note;
    evidence_put_checkpoint(txn, number, slice_str("note"));
    (void)evidence_last_checkpoint(txn, &size, &note);
    return txn_error(txn);
}

static bool
any_record(void *ctx, uint64_t seq, struct slice record)
{
    (void)ctx;
    (void)seq;
    (void)record;
    return true;
}

static enum tnw_err
read_record(struct txn *txn, uint64_t number)
{
    struct key key = key_of_u64(number);
    put_raw(txn, SPACE_AUDIT, key_slice(&key), 0, 0, 100);
    (void)audit_log_list(txn, UINT64_MAX, false, 1, any_record, NULL);
    enum tnw_err err = txn_error(txn);
    return number <= MOST ? TNW_OK : err; /* what stands there is none */
}

/* The event itself is none: only the place in its key matters. */
static enum tnw_err
read_event(struct txn *txn, uint64_t number)
{
    struct id actor = place_id(1);
    struct event event;
    struct key key = key_of(&actor);
    key_add_u64(&key, number);
    cipher_new_key(txn, &actor);
    put_raw(txn, SPACE_INBOX, key_slice(&key), 0, 0, 100);
    struct range walk;
    inbox_walk(&walk, txn, &actor, 0);
    (void)inbox_next(&walk, &actor, &event);
    range_close(&walk);
    return number <= MOST && txn_error(txn) == TNW_E_CRYPTO ? TNW_OK : txn_error(txn);
}

/* Behind it comes the next event. */
static enum tnw_err
read_last_event(struct txn *txn, uint64_t number)
{
    struct id actor = place_id(1);
    struct event event = {.type = EVENT_DOSSIER_CLOSED};
    struct key key = key_of(&actor);
    key_add_u64(&key, number);
    put_raw(txn, SPACE_INBOX, key_slice(&key), 0, 0, 100);
    inbox_put(txn, &actor, &event);
    return txn_error(txn);
}

static const struct {
    const char *what;
    enum tnw_err (*read)(struct txn *txn, uint64_t number);
    uint64_t most;
} numbers[] = {
    {"the log's size", read_tail, MOST - 1},
    {"a dossier's counter", read_head, MOST - 1},
    {"a link's counter", read_link, MOST},
    {"what is sealed", read_sealed, MOST},
    {"what the map is made of", read_mapped, MOST},
    {"a checkpoint's place", read_checkpoint, MOST},
    {"a record's place", read_record, MOST},
    {"an event's place", read_event, MOST},
    {"the last event's place", read_last_event, MOST - 1},
};

static void
a_number_that_json_cannot_hold_is_damage(void **state)
{
    static const uint64_t beyond[] = {1, 1000, (UINT64_C(1) << 63) - MOST, UINT64_MAX - MOST};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        for (size_t k = 0; k <= sizeof beyond / sizeof *beyond; k++) {
            struct txn *txn = place_write(*state);
            uint64_t number = k == 0 ? numbers[i].most : numbers[i].most + beyond[k - 1];
            enum tnw_err err = numbers[i].read(txn, number);
            txn_abort(&txn);
            if (err != (k == 0 ? TNW_OK : TNW_E_CORRUPT)) {
                fail_msg("%s, %llu: %s", numbers[i].what, (unsigned long long)number, tnw_error_info(err)->code);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(a_number_that_json_cannot_hold_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
