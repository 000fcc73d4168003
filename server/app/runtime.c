#include "app/runtime.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/file.h"
#include "rules/policy_load.h"
#include "rules/referral/referral.h"
#include "rules/timeline/timeline.h"
#include "service/access_log/words.h"
#include "service/fragment/content.h"
#include "store/lmdb/lmdb_engine.h"

#define DAY_MS INT64_C(86400000)

/* A category that the policy knows but that has no schema could not be checked when somebody writes it. */
static enum tnw_err
check_categories(const struct runtime *runtime, char where[CONFIG_WHERE])
{
    for (unsigned category = 0; category < CATEGORY_COUNT; category++) {
        bool known = (runtime->policy.known_categories & CODE_BIT(category)) != 0;
        if (known && content_schema(runtime->schemas, (enum category)category) == NULL) {
            (void)snprintf(where, CONFIG_WHERE, "policy.json: the category %s has no schema",
                           codes_text(&codes_category, category));
            return TNW_E_CONFIGURATION;
        }
    }
    return TNW_OK;
}

static enum tnw_err
open_policy(struct runtime *runtime, char where[CONFIG_WHERE])
{
    size_t len = 0;
    const char *text = schema_embedded_file("policy.json", &len);
    enum tnw_err err = policy_load(&runtime->policy, slice_of(text, len), where);
    if (err == TNW_OK) {
        err = check_categories(runtime, where);
    }
    if (err == TNW_OK) {
        text = schema_embedded_file("presets.json", &len);
        err = presets_load(&runtime->presets, slice_of(text, len), &runtime->policy, where);
    }
    if (err == TNW_OK) {
        text = schema_embedded_file("knelpunten.json", &len);
        err = knelpunten_load(&runtime->knelpunten, slice_of(text, len), where);
    }
    if (err == TNW_OK) {
        struct slice texts[LANGUAGE_COUNT];
        words_embedded(texts);
        err = words_load(&runtime->words, texts, &runtime->policy, where);
    }
    return err;
}

static enum tnw_err
open_measures(struct runtime *runtime, char where[CONFIG_WHERE])
{
    size_t len = 0;
    char wrong[256] = "";
    const char *text = schema_embedded_file("measures.json", &len);
    enum tnw_err err = measures_load(&runtime->measures, slice_of(text, len), wrong);
    if (err != TNW_OK) {
        (void)snprintf(where, CONFIG_WHERE, "measures.json: %s", wrong);
    }
    return err;
}

static enum tnw_err
open_timeline(struct runtime *runtime, char where[CONFIG_WHERE])
{
    size_t len = 0;
    char wrong[256] = "";
    const char *text = schema_embedded_file("timeline.json", &len);
    enum tnw_err err = timeline_load(&runtime->timeline, slice_of(text, len), wrong);
    if (err != TNW_OK) {
        (void)snprintf(where, CONFIG_WHERE, "timeline.json: %s", wrong);
    }
    return err;
}

static enum tnw_err
open_referral(struct runtime *runtime, char where[CONFIG_WHERE])
{
    size_t len = 0;
    char wrong[256] = "";
    const char *text = schema_embedded_file("doorverwijshulp.json", &len);
    enum tnw_err err = referral_load(&runtime->referral, slice_of(text, len), &runtime->policy, wrong);
    if (err != TNW_OK) {
        (void)snprintf(where, CONFIG_WHERE, "doorverwijshulp.json: %s", wrong);
    }
    return err;
}

enum tnw_err
runtime_read_witnesses(struct runtime *runtime, char where[CONFIG_WHERE])
{
    struct trusted *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return TNW_E_NO_MEMORY;
    }
    fresh->trust.log = runtime->log_key.public;
    enum tnw_err err = trust_load_witnesses(&fresh->trust, runtime->config.audit_witnesses, where);
    if (err != TNW_OK) {
        free(fresh);
        return err;
    }
    if (fresh->trust.skipped > 0) {
        log_event(&runtime->log, LOG_LEVEL_WARNING, "witnesses_skipped", "count=%zu why=kind_of_key_not_known",
                  fresh->trust.skipped);
    }
    fresh->older = runtime->trusted;
    runtime->trusted = fresh;
    atomic_store(&runtime->world.trust, &fresh->trust);
    return TNW_OK;
}

/* The key of the audit log, and whose cosignatures count. */
static enum tnw_err
open_trust(struct runtime *runtime, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_load(&runtime->log_key, runtime->config.audit_key, where);
    return err == TNW_OK ? runtime_read_witnesses(runtime, where) : err;
}

static void
free_trusted(struct runtime *runtime)
{
    while (runtime->trusted != NULL) {
        struct trusted *one = runtime->trusted;
        runtime->trusted = one->older;
        free(one);
    }
}

static enum tnw_err
open_keyring(struct runtime *runtime, char where[CONFIG_WHERE])
{
    const struct token token = config_token(&runtime->config);
    token_ring_init(&runtime->tokens, &token);
    return keyring_load_with(&runtime->keyring, runtime->config.keys_keyring, &runtime->tokens.opener, where);
}

static enum tnw_err
open_rules(struct runtime *runtime, const char *file, const struct config_sets *sets, bool keyless,
           char where[CONFIG_WHERE])
{
    memset(runtime, 0, sizeof *runtime);
    json_object_seed(0); /* before any thread: hash tables that a peer cannot predict */
    enum tnw_err err = config_load(&runtime->config, file, sets, where);
    if (err != TNW_OK) {
        return err;
    }
    atomic_init(&runtime->log.level, (int)runtime->config.log_level);
    err = open_keyring(runtime, where);
    if (err == TNW_OK && !keyless) {
        err = open_trust(runtime, where);
    }
    if (err == TNW_OK) {
        err = schema_set_load(&runtime->schemas, schema_embedded, where);
    }
    if (err == TNW_OK) {
        err = open_policy(runtime, where);
    }
    if (err == TNW_OK) {
        err = open_measures(runtime, where);
    }
    if (err == TNW_OK) {
        err = open_timeline(runtime, where);
    }
    return err == TNW_OK ? open_referral(runtime, where) : err;
}

enum tnw_err
runtime_open_rules(struct runtime *runtime, const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    return open_rules(runtime, file, sets, false, where);
}

enum tnw_err
runtime_open_keyless(struct runtime *runtime, const char *file, const struct config_sets *sets,
                     char where[CONFIG_WHERE])
{
    return open_rules(runtime, file, sets, true, where);
}

enum tnw_err
runtime_open(struct runtime *runtime, const char *file, const struct config_sets *sets, char where[CONFIG_WHERE])
{
    enum tnw_err err = runtime_open_rules(runtime, file, sets, where);
    if (err == TNW_OK) {
        err = file_check_kept(runtime->config.store_path, where);
    }
    return err == TNW_OK ? runtime_open_store(runtime, false, where) : err;
}

enum tnw_err
runtime_open_store(struct runtime *runtime, bool read_only, char where[CONFIG_WHERE])
{
    const struct lmdb_options options = {.path = runtime->config.store_path,
                                         .map_size = runtime->config.store_map_size,
                                         .reserve = runtime->config.store_reserve,
                                         .read_only = read_only};
    struct engine *engine;
    enum tnw_err err = lmdb_engine_open(&engine, &options, &layout_schema, where);
    if (err == TNW_OK) {
        err = store_open(&runtime->store, engine, runtime->keyring, !read_only, where);
    }
    if (err == TNW_OK && !read_only) {
        const struct log_clock_options clock = {.store = runtime->store,
                                                .longest_stop = (int64_t)runtime->config.clock_longest_stop * DAY_MS};
        err = log_clock_open(&runtime->clock, &clock, where);
    }
    runtime->world =
        (struct world){.store = runtime->store,
                       .keyring = runtime->keyring,
                       .policy = &runtime->policy,
                       .presets = &runtime->presets,
                       .knelpunten = &runtime->knelpunten,
                       .measures = runtime->measures,
                       .schemas = runtime->schemas,
                       .trust = runtime->trusted == NULL ? NULL : &runtime->trusted->trust,
                       .words = runtime->words,
                       .timeline = runtime->timeline,
                       .referral = runtime->referral,
                       .log = &runtime->log,
                       .clock = runtime->clock == NULL ? clock_system() : log_clock_as_clock(runtime->clock)};
    return err;
}

void
runtime_close(struct runtime *runtime)
{
    log_clock_free(&runtime->clock);
    store_close(&runtime->store);
    timeline_free(&runtime->timeline);
    measures_free(&runtime->measures);
    referral_free(&runtime->referral);
    words_free(&runtime->words);
    schema_set_free(runtime->schemas);
    free_trusted(runtime);
    log_key_wipe(&runtime->log_key);
    keyring_free(&runtime->keyring);
    memset(&runtime->world, 0, sizeof runtime->world);
}
