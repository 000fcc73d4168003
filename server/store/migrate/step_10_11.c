/*
 * From 10 to 11: what belongs to a registration, a fiche, a netwerkmoment or an identity was encrypted under one key
 * for all of them, the registry's; now each has a data key of its own, in a space of another name. What belongs to
 * nobody gets a fresh one, so that the old key opens nothing that there is.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "store/migrate/layout_10.h"
#include "store/migrate/layout_11.h"
#include "store/migrate/step.h"

/* As both formats have it: what a value is bound to (docs/protocol.md, part 2). */
#define VALUE_TAG "tnw/seal/v1/"
#define BOUND_MAX (sizeof VALUE_TAG + 24 + ENGINE_KEY_MAX)
#define KEYS_OF_11 "data_key"
#define KEYS_OF_10 "dossier_key"
#define WRAPPED_MAX 256

static const struct id nobody;

static const char *
name_in_11(const char *old)
{
    return strcmp(old, KEYS_OF_10) == 0 ? KEYS_OF_11 : old;
}

static size_t
bind_as_10(uint8_t out[BOUND_MAX], const char *space, struct slice key)
{
    const size_t name = strlen(space) + 1;
    size_t len = sizeof VALUE_TAG - 1;
    assert(len + name + key.len <= BOUND_MAX);
    memcpy(out, VALUE_TAG, len);
    memcpy(out + len, space, name);
    memcpy(out + len + name, key.ptr, key.len);
    return len + name + key.len;
}

static enum tnw_err
put_key_of_place(struct migrate_run *run, const struct id *place)
{
    struct buf wrapped = {0};
    random_fill(run->fresh.bytes, sizeof run->fresh.bytes);
    const struct keyring_id wrapping = keyring_last(run->task->keyring);
    keyring_wrap(run->task->keyring, &wrapping, run->scratch, &wrapped, place, &run->fresh);
    enum tnw_err err =
        wrapped.err != TNW_OK ? wrapped.err : engine_put(run->to, V11_DATA_KEY, id_slice(place), buf_slice(&wrapped));
    buf_free(&wrapped);
    return err;
}

/* The key of the place in the new store, made with its first value. */
static enum tnw_err
need_key(struct migrate_run *run, const struct id *place)
{
    struct slice wrapped;
    if (run->has_fresh && id_eq(&run->place, place)) {
        return TNW_OK;
    }
    enum tnw_err err = engine_get(run->to, V11_DATA_KEY, id_slice(place), &wrapped);
    err = err == TNW_OK            ? keyring_unwrap(run->task->keyring, run->scratch, &run->fresh, place, wrapped)
          : err == TNW_E_NOT_FOUND ? put_key_of_place(run, place)
                                   : err;
    run->has_fresh = err == TNW_OK;
    run->place = *place;
    return err;
}

/* Appends to value what the old key opens, under the key of the place. */
static enum tnw_err
seal_again(struct migrate_run *run, const struct migrate_row *row, struct slice stored, const struct id *place,
           struct buf *value)
{
    uint8_t bound[BOUND_MAX];
    struct buf plain = {0};
    const struct slice ad = slice_of(bound, bind_as_10(bound, layout_10.schema->spaces[row->space].name, row->key));
    enum tnw_err err = aead_decrypt(run->scratch, &plain, &run->old, ad, stored);
    if (err == TNW_OK) {
        err = need_key(run, place);
    }
    if (err == TNW_OK) {
        aead_encrypt(run->scratch, value, &run->fresh, ad, buf_slice(&plain));
    }
    buf_free(&plain);
    return err;
}

static struct id
take_id_of(const uint8_t *bytes)
{
    struct id id;
    memcpy(id.bytes, bytes, ID_SIZE);
    return id;
}

/* With whom or what the key begins. A day of the agenda has no value. */
static enum tnw_err
to_first(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)keep;
    if (row->value.len == 0) {
        return TNW_OK;
    }
    if (row->key.len < ID_SIZE) {
        return TNW_E_CORRUPT;
    }
    const struct id place = take_id_of(row->key.ptr);
    return seal_again(run, row, row->value, &place, value);
}

static enum tnw_err
to_last(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)keep;
    if (row->key.len < ID_SIZE) {
        return TNW_E_CORRUPT;
    }
    const struct id place = take_id_of(row->key.ptr + row->key.len - ID_SIZE);
    return seal_again(run, row, row->value, &place, value);
}

static enum tnw_err
to_nobody(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)keep;
    return seal_again(run, row, row->value, &nobody, value);
}

/* The place stands before the value: a dossier, whose rows stay as they are, or zeros, for which the actor comes, with
 * whom the key ends. */
static enum tnw_err
to_whose_answer(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)keep;
    if (row->key.len < ID_SIZE || row->value.len < ID_SIZE) {
        return TNW_E_CORRUPT;
    }
    const struct id before = take_id_of(row->value.ptr);
    if (!id_is_zero(&before)) {
        buf_put_slice(value, row->value);
        return TNW_OK;
    }
    const struct id place = take_id_of(row->key.ptr + row->key.len - ID_SIZE);
    buf_put_slice(value, id_slice(&place));
    return seal_again(run, row, slice_of(row->value.ptr + ID_SIZE, row->value.len - ID_SIZE), &place, value);
}

/* The registry's is not taken along; those of places are what they were. */
static enum tnw_err
without_registry(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)run;
    buf_put_slice(value, row->value);
    *keep = !slice_eq(row->key, id_slice(&nobody));
    return TNW_OK;
}

static enum tnw_err
to_format_11(struct migrate_run *run, const struct migrate_row *row, struct buf *value, bool *keep)
{
    (void)run;
    (void)keep;
    if (slice_eq(row->key, slice_str("format"))) {
        buf_put_u8(value, layout_11.schema->version);
    } else {
        buf_put_slice(value, row->value);
    }
    return TNW_OK;
}

static migrate_convert *const converts[V10_COUNT] = {
    [V10_META] = to_format_11,
    [V10_DOSSIER_KEY] = without_registry,
    [V10_ACTOR] = to_first,
    [V10_INBOX] = to_first,
    [V10_SEEN] = to_first,
    [V10_AGENDA] = to_first,
    [V10_FICHE] = to_first,
    [V10_MOMENT] = to_first,
    [V10_MOMENT_GUEST] = to_first,
    [V10_USAGE] = to_first,
    [V10_CERTIFICATE] = to_first,
    [V10_EMPLOYER_SERVICE] = to_last,
    [V10_KNELPUNT] = to_nobody,
    [V10_STATISTIC] = to_nobody,
    [V10_IDEMPOTENCY] = to_whose_answer,
};

static migrate_convert *
convert_of(unsigned space)
{
    return converts[space];
}

/* The registry's key opens with this keyring; and there is a key of what belongs to nobody, also without a row. */
static enum tnw_err
begin_step_10(struct migrate_run *run, char where[256])
{
    struct slice wrapped;
    enum tnw_err err = engine_get(run->task->from, V10_DOSSIER_KEY, id_slice(&nobody), &wrapped);
    if (err == TNW_OK) {
        err = keyring_unwrap(run->task->keyring, run->scratch, &run->old, &nobody, wrapped);
    }
    if (err != TNW_OK) {
        (void)snprintf(where, 256, "the keyring is not the one this store was made with");
        return err == TNW_E_NOT_FOUND ? TNW_E_CORRUPT : err;
    }
    const struct keyring_id wrapping = keyring_last(run->task->keyring);
    err = engine_put(run->to, V11_META, slice_str("wrapping"), slice_of(wrapping.bytes, sizeof wrapping.bytes));
    return err == TNW_OK ? need_key(run, &nobody) : err;
}

const struct migrate_step migrate_step_10 = {
    .from = &layout_10, .to = &layout_11, .name = name_in_11, .convert = convert_of, .begin = begin_step_10};
