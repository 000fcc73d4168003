#include "app/backup/wrapped.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "base/file.h"
#include "crypto/hash.h"
#include "json/json.h"
#include "json/write.h"

#define JSON_MAX ((size_t)1 << 20)

enum tnw_err
wrapped_fail(const char *path, char where[CONFIG_WHERE])
{
    return command_fail(TNW_E_CORRUPT, where, path, "is damaged");
}

enum tnw_err
wrapped_write_file(const char *path, struct buf *content)
{
    enum tnw_err err = content->err;
    if (err == TNW_OK) {
        errno = 0;
        err = file_replace(path, buf_slice(content));
        err = err != TNW_OK && file_is_full(errno) ? TNW_E_STORAGE_FULL : err;
    }
    buf_free(content);
    return err;
}

/* what: canonical. */
enum tnw_err
wrapped_write(const char *path, const char *of, struct buf *what)
{
    struct buf text = {0};
    struct json_writer jw = json_writer(&text);
    struct hash digest = hash_of(buf_slice(what));
    jw_open(&jw, NULL);
    jw_str(&jw, "of", of);
    jw_hex(&jw, "sha256", hash_slice(&digest));
    jw_raw(&jw, "what", buf_slice(what));
    jw_close(&jw);
    buf_put_u8(&text, '\n');
    buf_fail(&text, what->err);
    buf_free(what);
    return wrapped_write_file(path, &text);
}

static bool
is_what_was_written(const json_t *whole, const char *of, json_t **what)
{
    const char *said = json_string_value(json_object_get(whole, "of"));
    const char *digest = json_string_value(json_object_get(whole, "sha256"));
    struct hash want;
    struct buf text = {0};
    *what = json_object_get(whole, "what");
    bool ours = said != NULL && strcmp(said, of) == 0 && digest != NULL && json_is_object(*what) &&
                hex_decode(want.bytes, HASH_SIZE, digest) == TNW_OK;
    if (ours) {
        json_canonical(&text, *what);
        struct hash got = hash_of(buf_slice(&text));
        ours = text.err == TNW_OK && hash_eq(&want, &got);
    }
    buf_free(&text);
    return ours;
}

enum tnw_err
wrapped_read_file(const char *path, struct buf *text, size_t max, char where[CONFIG_WHERE])
{
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return command_fail(TNW_E_NOT_FOUND, where, path, "is not there");
    }
    return file_read(text, path, max, where);
}

/* Out: whole: to be freed; what: in it. */
enum tnw_err
wrapped_read(const char *path, const char *of, json_t **whole, json_t **what, char where[CONFIG_WHERE])
{
    struct buf text = {0};
    *whole = NULL;
    enum tnw_err err = wrapped_read_file(path, &text, JSON_MAX, where);
    if (err == TNW_OK) {
        err = json_load_strict(whole, buf_slice(&text), NULL);
    }
    if (err == TNW_E_INVALID_JSON || (err == TNW_OK && !is_what_was_written(*whole, of, what))) {
        err = wrapped_fail(path, where);
    }
    buf_free(&text);
    return err;
}

bool
wrapped_number(const json_t *object, const char *name, uint64_t *out)
{
    const json_t *value = json_object_get(object, name);
    *out = json_is_integer(value) ? (uint64_t)json_integer_value(value) : 0;
    return json_is_integer(value) && json_integer_value(value) >= 0;
}

bool
wrapped_hex(const json_t *object, const char *name, uint8_t *out, size_t len)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text != NULL && hex_decode(out, len, text) == TNW_OK;
}
