/*
 * What every command on the data needs, opened in order: configuration, keyring, schemas, policy, timeline,
 * doorverwijshulp, store.
 */
#ifndef TNW_APP_RUNTIME_H
#define TNW_APP_RUNTIME_H

#include "app/config.h"
#include "audit/note/log_key.h"
#include "crypto/token/token_ring.h"
#include "ledger/log_clock.h"
#include "rules/elz/knelpunten.h"
#include "rules/measures.h"
#include "rules/presets.h"
#include "service/core/call.h"

/* What was read of the witnesses. A request may hold on to what was in force when it ran, so that all of them stay
 * until the end: a few kilobytes for each SIGHUP. */
struct trusted {
    struct trust trust;
    struct trusted *older;
};

struct runtime {
    struct config config;
    struct log log;
    struct token_ring tokens; /* of the keyring */
    struct keyring *keyring;
    struct log_key log_key;
    struct trusted *trusted; /* the newest */
    struct schema_set *schemas;
    struct policy policy;
    struct presets presets;
    struct knelpunten knelpunten;
    struct measures *measures;
    struct words *words;
    struct timeline *timeline;
    struct referral *referral;
    struct store *store;
    struct log_clock *clock; /* NULL for who only looks */
    struct world world;      /* points into this struct: it must not move */
};

/* Everything up to, but not, the store. where: at least CONFIG_WHERE characters. Errors: those of the parts. */
TNW_MUST_CHECK enum tnw_err runtime_open_rules(struct runtime *runtime, const char *file,
                                               const struct config_sets *sets, char where[CONFIG_WHERE]);
/* The same but for the log's key and the witnesses: for what has to do with the key itself. */
TNW_MUST_CHECK enum tnw_err runtime_open_keyless(struct runtime *runtime, const char *file,
                                                 const struct config_sets *sets, char where[CONFIG_WHERE]);
/* The rest. read_only: for who only looks. */
TNW_MUST_CHECK enum tnw_err runtime_open_store(struct runtime *runtime, bool read_only, char where[CONFIG_WHERE]);
/* Both. Errors: also CONFIGURATION: the data folder is open to others. */
TNW_MUST_CHECK enum tnw_err runtime_open(struct runtime *runtime, const char *file, const struct config_sets *sets,
                                         char where[CONFIG_WHERE]);
/* Reads the witnesses' file again; on an error the old ones stay. One thread at a time. Errors: as
 * trust_load_witnesses. */
TNW_MUST_CHECK enum tnw_err runtime_read_witnesses(struct runtime *runtime, char where[CONFIG_WHERE]);
void runtime_close(struct runtime *runtime); /* also after a failed open */

#endif
