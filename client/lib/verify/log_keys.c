#include <string.h>

#include "ask.h"
#include "audit/note/key_change.h"
#include "fault.h"
#include "logged.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "tnw/verify.h"

static bool
is_same_key(const struct note_key *a, const struct note_key *b)
{
    return strcmp(a->name, b->name) == 0 && memcmp(a->public_key, b->public_key, sizeof a->public_key) == 0;
}

/* A record of a change that an older key signed. Out: logged borrows from item. */
static enum tnw_err
open_change(const json_t *item, struct logged *logged, struct key_change *change)
{
    enum tnw_err err = logged_read(logged, json_object_get(item, "record"));
    const char *action = json_string_value(json_object_get(logged->json, "action"));
    const char *ground = json_string_value(json_object_get(logged->json, "ground"));
    if (err == TNW_OK && (action == NULL || strcmp(action, KEY_CHANGE_ACTION) != 0 || ground == NULL)) {
        err = TNW_E_CORRUPT;
    }
    if (err == TNW_OK) {
        err = key_change_open(change, slice_str(ground), logged->seq);
    }
    return err == TNW_OK && !change->is_signed ? TNW_E_CORRUPT : err;
}

static enum tnw_err
put_step(const struct logged *logged, const struct key_change *change, struct tnw_key_step *step)
{
    struct buf key = {0};
    note_key_encode(&key, &change->fresh);
    enum tnw_err err = key.err;
    *step = (struct tnw_key_step){.seq = logged->seq};
    hex_encode(step->leaf, logged->leaf.bytes, HASH_SIZE);
    if (err == TNW_OK && (key.len >= sizeof step->key ||
                          !reading_copy(step->time, sizeof step->time, json_object_get(logged->json, "time")))) {
        err = TNW_E_CORRUPT;
    }
    if (err == TNW_OK) {
        memcpy(step->key, key.ptr, key.len);
        step->key[key.len] = 0;
    }
    buf_free(&key);
    return err;
}

/* Backwards, from the key that signs now: a key that was named and never signed is on no such way. What cannot be read
 * is not on it either. Out: steps, newest first; whether `from` was reached. */
static enum tnw_err
walk_back(const json_t *items, const struct note_key *from, struct note_key wanted,
          struct tnw_key_step steps[TNW_KEY_STEPS_MAX], size_t *count, bool *reached)
{
    for (size_t i = json_array_size(items); i > 0 && !*reached && *count < TNW_KEY_STEPS_MAX; i--) {
        struct logged logged;
        struct key_change change;
        enum tnw_err err = open_change(json_array_get(items, i - 1), &logged, &change);
        if (err == TNW_OK && is_same_key(&change.fresh, &wanted)) {
            err = put_step(&logged, &change, &steps[*count]);
            *count += err == TNW_OK;
            wanted = change.old;
            *reached = is_same_key(&wanted, from);
        }
        if (err == TNW_E_NO_MEMORY) {
            return err;
        }
    }
    return TNW_OK;
}

static void
turn_round(struct tnw_key_step *steps, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct tnw_key_step kept = steps[i];
        steps[i] = steps[count - 1 - i];
        steps[count - 1 - i] = kept;
    }
}

enum tnw_err
tnw_verify_key_path(const char *json, size_t len, const char *from, const char *to,
                    struct tnw_key_step steps[TNW_KEY_STEPS_MAX], size_t *count, struct tnw_finding *finding)
{
    struct note_key held;
    struct note_key named;
    bool reached = false;
    json_t *value;
    *count = 0;
    fault_none(finding);
    if (note_key_parse(&held, slice_str(from)) != TNW_OK || note_key_parse(&named, slice_str(to)) != TNW_OK) {
        return TNW_E_USAGE;
    }
    enum tnw_err err = strict_json_parse(&value, json, len);
    if (err == TNW_E_CORRUPT) {
        return fault_found(finding, TNW_FAULT_FORM, FAULT_NOWHERE, "it is no list of changes of the log's key");
    }
    reached = is_same_key(&held, &named);
    if (err == TNW_OK) {
        err = walk_back(json_object_get(value, "items"), &held, named, steps, count, &reached);
    }
    json_decref(value);
    if (err == TNW_OK && !reached) {
        err = fault_found(finding, TNW_FAULT_KEY, FAULT_NOWHERE,
                          "no change of the key that the key you hold signed leads to the one that it names");
    }
    *count = err == TNW_OK ? *count : 0;
    turn_round(steps, *count);
    return err;
}
