#include "crypto/token/token_ring.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/stop.h"
#include "crypto/keyring_file.h"
#include "crypto/secret.h"

#define REST (2 * TOKEN_SEALED + 1)

static_assert(REST <= KEYRING_REST && KEYRING_ID == TOKEN_ID && AEAD_KEY == TOKEN_KEY, "a token's key is a keyring's");

/* In locked memory, with the keys that it holds. */
struct kept {
    struct token_key keys[KEYRING_WRAP_MAX + 1];
    bool is_index[KEYRING_WRAP_MAX + 1];
    size_t count;
};

static_assert(sizeof(struct kept) <= SECRET_MAX, "it lies in locked memory");

static struct token_key
key_of_id(const struct keyring_id *id)
{
    struct token_key key = {.id = {0}};
    memcpy(key.id, id->bytes, TOKEN_ID);
    return key;
}

static enum tnw_err
open_in_token(void *ctx, const struct keyring_line *line, struct aead_key *key, char where[256])
{
    const struct token_ring *ring = ctx;
    struct token_key one = key_of_id(&line->id);
    if (hex_decode(one.sealed, TOKEN_SEALED, line->rest) != TNW_OK) {
        (void)snprintf(where, 256, "has no key of a token: 120 hex digits");
        return TNW_E_CONFIGURATION;
    }
    if (ring->out_of_reach) {
        (void)snprintf(where, 256,
                       "is a key that only the token opens, which a server that serves does not reach: "
                       "restart it");
        return TNW_E_CONFIGURATION;
    }
    enum tnw_err err = token_open(&ring->token, &one, 1, where);
    memcpy(key->bytes, one.key, TOKEN_KEY);
    bytes_wipe(&one, sizeof one);
    return err;
}

/* That the token opens again what it has sealed is seen before anything rests on it. */
static enum tnw_err
seal_and_try(const struct token *token, struct token_key *keys, size_t count, char where[256])
{
    struct kept *again = secret_new(sizeof *again);
    if (again == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = token_seal(token, keys, count, where);
    for (size_t i = 0; i < count; i++) {
        again->keys[i] = keys[i];
        bytes_wipe(again->keys[i].key, TOKEN_KEY);
    }
    if (err == TNW_OK) {
        err = token_open(token, again->keys, count, where);
    }
    for (size_t i = 0; err == TNW_OK && i < count; i++) {
        if (memcmp(again->keys[i].key, keys[i].key, TOKEN_KEY) != 0) {
            (void)snprintf(where, 256, "token %.60s: opens another key than it has sealed", token->label);
            err = TNW_E_CRYPTO;
        }
    }
    secret_free(again, sizeof *again);
    return err;
}

static enum tnw_err
make_in_token(void *ctx, const struct keyring_id *id, const struct aead_key *key, char rest[KEYRING_REST],
              char where[256])
{
    const struct token_ring *ring = ctx;
    struct token_key one = key_of_id(id);
    memcpy(one.key, key->bytes, TOKEN_KEY);
    enum tnw_err err = seal_and_try(&ring->token, &one, 1, where);
    hex_encode(rest, one.sealed, TOKEN_SEALED);
    bytes_wipe(&one, sizeof one);
    return err;
}

static enum tnw_err
destroy_in_token(void *ctx, const struct keyring_line *line, char where[256])
{
    const struct token_ring *ring = ctx;
    struct token_key one = key_of_id(&line->id);
    return token_destroy(&ring->token, &one, 1, where);
}

void
token_ring_init(struct token_ring *out, const struct token *token)
{
    *out = (struct token_ring){.token = *token,
                               .opener = {.form = TOKEN_FORM,
                                          .index_form = TOKEN_INDEX_FORM,
                                          .ctx = out,
                                          .open = open_in_token,
                                          .make = token->module[0] == '\0' ? NULL : make_in_token,
                                          .destroy = destroy_in_token}};
}

static void
put_kept_line(struct buf *out, const struct token_key *key, bool is_index)
{
    buf_put_str(out, is_index ? TOKEN_INDEX_FORM " " : TOKEN_FORM " ");
    buf_put_hex(out, slice_of(key->id, TOKEN_ID));
    buf_put_u8(out, ' ');
    buf_put_hex(out, slice_of(key->sealed, TOKEN_SEALED));
    buf_put_u8(out, '\n');
}

static void
put_kept_keys(struct buf *out, const struct token *token, const struct kept *kept)
{
    buf_printf(out, "# tnwd keyring: its keys open only with the token %s. Keep a copy apart from the data.\n",
               token->label);
    for (size_t i = 0; i < kept->count; i++) {
        put_kept_line(out, &kept->keys[i], kept->is_index[i]);
    }
}

enum tnw_err
token_ring_create(const struct token *token, const char *path, char where[256])
{
    struct buf text = {0};
    struct kept *kept = secret_new(sizeof *kept);
    if (kept == NULL) {
        return TNW_E_NO_MEMORY;
    }
    for (kept->count = 0; kept->count < 2; kept->count++) {
        random_fill(kept->keys[kept->count].id, TOKEN_ID);
        random_fill(kept->keys[kept->count].key, TOKEN_KEY);
    }
    kept->is_index[0] = true;
    enum tnw_err err = seal_and_try(token, kept->keys, kept->count, where);
    put_kept_keys(&text, token, kept);
    err = err == TNW_OK ? text.err : err;
    if (err == TNW_OK && (err = file_create(path, buf_slice(&text))) != TNW_OK) {
        (void)snprintf(where, 256, "%.150s: %s", path, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
    }
    secret_free(kept, sizeof *kept);
    buf_free(&text);
    return err;
}

/* Of one move: the file's own keys are collected; what the token keeps already stays as it is. */
struct move {
    struct kept *kept;
    struct buf stays;
};

static const char *
take_for_move(void *ctx, const struct keyring_line *line)
{
    struct move *move = ctx;
    struct kept *kept = move->kept;
    bool is_index = strcmp(line->form, "index") == 0;
    if (!is_index && strcmp(line->form, "wrap") != 0) {
        char id[KEYRING_ID_TEXT];
        keyring_id_format(id, &line->id);
        buf_printf(&move->stays, "%s %s %s\n", line->form, id, line->rest);
        return NULL;
    }
    if (kept->count == KEYRING_WRAP_MAX + 1) {
        return "is one key too many";
    }
    kept->keys[kept->count] = key_of_id(&line->id);
    kept->is_index[kept->count] = is_index;
    return hex_decode(kept->keys[kept->count++].key, TOKEN_KEY, line->rest) == TNW_OK
               ? NULL
               : "has a key that is not 64 hex digits";
}

enum tnw_err
token_ring_move(const struct token *token, const char *path, size_t *moved, char where[256])
{
    struct buf text = {0};
    struct move move = {.kept = secret_new(sizeof *move.kept)};
    *moved = 0;
    if (move.kept == NULL) {
        return TNW_E_NO_MEMORY;
    }
    enum tnw_err err = keyring_file_clean(path, where); /* of a move that was cut, with the keys in it */
    if (err == TNW_OK) {
        err = keyring_file_read(path, take_for_move, &move, NULL, where);
    }
    if (err == TNW_OK) {
        err = seal_and_try(token, move.kept->keys, move.kept->count, where);
        stop_here("token_sealed");
    }
    put_kept_keys(&text, token, move.kept);
    buf_put_slice(&text, buf_slice(&move.stays));
    err = err == TNW_OK ? text.err : err;
    if (err == TNW_OK && move.kept->count > 0) {
        err = keyring_file_put(path, &text, where);
        *moved = move.kept->count;
    }
    secret_free(move.kept, sizeof *move.kept);
    buf_free(&move.stays);
    buf_free(&text);
    return err;
}
