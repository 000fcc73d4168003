#include "service/core/cursor.h"

#include <assert.h>
#include <string.h>

#include "service/core/op.h"

static struct aead_key
cursor_key(const struct call *call)
{
    struct hash hash = keyring_index(call->world->keyring, "cursor", slice_of("", 0));
    struct aead_key key;
    static_assert(sizeof key.bytes == sizeof hash.bytes, "a key is as long as a hash");
    memcpy(key.bytes, hash.bytes, sizeof key.bytes);
    bytes_wipe(&hash, sizeof hash);
    return key;
}

/* How long the page is, and where it begins, is no part of what is asked. */
static bool
is_of_the_question(const char *parameter)
{
    return strcmp(parameter, "limit") != 0 && strcmp(parameter, "after") != 0;
}

static enum tnw_err
hash_question(const struct call *call, struct hash *out)
{
    const struct op *op = call->in->op;
    struct buf text = {0};
    buf_put_str(&text, op->name);
    buf_put_u8(&text, (uint8_t)call->found.role);
    buf_put_slice(&text, id_slice(&call->found.actor));
    buf_put_slice(&text, id_slice(&call->found.deputy.actor));
    for (size_t i = 0; i < CALL_PATH_IDS; i++) {
        buf_put_slice(&text, id_slice(&call->in->path_id[i]));
    }
    for (size_t i = 0; i < CALL_QUERY_MAX && op->query[i] != NULL; i++) {
        const char *value = is_of_the_question(op->query[i]) ? call->in->query[i] : NULL;
        buf_put_u8(&text, value != NULL);
        buf_put_str(&text, value == NULL ? "" : value);
        buf_put_u8(&text, 0);
    }
    buf_put_slice(&text, call->in->body_text);
    enum tnw_err err = text.err;
    *out = hash_of(buf_slice(&text));
    buf_free(&text);
    return err;
}

enum tnw_err
cursor_encode(const struct call *call, const struct position *position, char out[CURSOR_TEXT])
{
    uint8_t encrypted[CURSOR_BYTES + AEAD_OVERHEAD];
    struct hash question;
    struct buf plain = {0};
    struct aead_scratch *scratch = aead_scratch_new();
    if (scratch == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct aead_key key = cursor_key(call);
    enum tnw_err err = hash_question(call, &question);
    buf_put_u8(&plain, position->list);
    buf_put_u32(&plain, (uint32_t)position->day);
    buf_put_slice(&plain, id_slice(&position->id));
    err = err == TNW_OK ? plain.err : err;
    if (err == TNW_OK) {
        err = aead_encrypt_to(scratch, encrypted, &key, hash_slice(&question), buf_slice(&plain));
    }
    buf_free(&plain);
    if (err == TNW_OK) {
        hex_encode(out, encrypted, sizeof encrypted);
    }
    bytes_wipe(&key, sizeof key);
    aead_scratch_free(&scratch);
    return err;
}

enum tnw_err
cursor_parse(const struct call *call, const char *text, struct position *position)
{
    uint8_t encrypted[CURSOR_BYTES + AEAD_OVERHEAD];
    struct hash question;
    if (strlen(text) != CURSOR_TEXT - 1 || hex_decode(encrypted, sizeof encrypted, text) != TNW_OK) {
        return TNW_E_INVALID_PARAMETER;
    }
    struct buf plain = {0};
    struct aead_scratch *scratch = aead_scratch_new();
    if (scratch == NULL) {
        return TNW_E_NO_MEMORY;
    }
    struct aead_key key = cursor_key(call);
    enum tnw_err err = hash_question(call, &question);
    if (err == TNW_OK) {
        err = aead_decrypt(scratch, &plain, &key, hash_slice(&question), slice_of(encrypted, sizeof encrypted));
    }
    bytes_wipe(&key, sizeof key);
    aead_scratch_free(&scratch);
    struct cursor cur = cursor_of(buf_slice(&plain));
    if (err == TNW_OK) {
        position->list = cursor_u8(&cur);
        position->day = (day_num)cursor_u32(&cur);
        cursor_bytes(&cur, position->id.bytes, ID_SIZE);
        err = cursor_end(&cur);
    }
    buf_free(&plain);
    return err == TNW_E_CRYPTO ? TNW_E_INVALID_PARAMETER : err;
}
