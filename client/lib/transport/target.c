#include "target.h"

#include <stdio.h>
#include <string.h>

#define ALNUM "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define ID_MAX 64
#define HEADER_VALUE_MAX 128

struct writer {
    char *out;
    size_t len;
    bool full;
};

static void
put_target(struct writer *w, const char *text, size_t len)
{
    if (w->full || len >= TARGET_MAX - w->len) {
        w->full = true;
        return;
    }
    memcpy(w->out + w->len, text, len);
    w->len += len;
    w->out[w->len] = 0;
}

/* Everything but RFC 3986's unreserved characters is percent-encoded. */
static void
put_encoded(struct writer *w, const char *text)
{
    for (; *text != 0; text++) {
        char hex[4];
        if (strchr(ALNUM "-._~", *text) != NULL) {
            put_target(w, text, 1);
        } else {
            snprintf(hex, sizeof hex, "%%%02X", (unsigned char)*text);
            put_target(w, hex, 3);
        }
    }
}

static bool
id_ok(const char *id)
{
    size_t len = id == NULL ? 0 : strlen(id);
    return len > 0 && len <= ID_MAX && strspn(id, ALNUM "_") == len;
}

enum tnw_err
target_build(char out[TARGET_MAX], const char *path, const char *const ids[TARGET_IDS],
             const struct target_param params[TARGET_PARAMS], char why[160])
{
    struct writer w = {.out = out};
    for (size_t id = 0; *path != 0; id++) {
        size_t len = strcspn(path, "{");
        put_target(&w, path, len);
        path += len;
        if (*path == 0) {
            break;
        }
        if (!id_ok(ids[id])) {
            snprintf(why, 160, "identifier %zu of this call is missing or no identifier", id + 1);
            return TNW_E_USAGE;
        }
        put_target(&w, ids[id], strlen(ids[id]));
        path += 2;
    }
    const char *mark = "?";
    for (size_t i = 0; i < TARGET_PARAMS; i++) {
        if (params[i].value != NULL) {
            put_target(&w, mark, 1);
            put_target(&w, params[i].name, strlen(params[i].name));
            put_target(&w, "=", 1);
            put_encoded(&w, params[i].value);
            mark = "&";
        }
    }
    if (w.full) {
        snprintf(why, 160, "the parameters are too long");
        return TNW_E_USAGE;
    }
    return TNW_OK;
}

static bool
is_printable(const char *text, char first)
{
    for (; *text != 0; text++) {
        if (*text < first || *text > '~') {
            return false;
        }
    }
    return true;
}

bool
target_sendable(const char *target)
{
    return target != NULL && strncmp(target, "/v1/", 4) == 0 && strlen(target) < TARGET_MAX &&
           is_printable(target, '!') && strchr(target, '#') == NULL;
}

bool
target_header_value(const char *text)
{
    size_t len = strlen(text);
    return len >= 1 && len <= HEADER_VALUE_MAX && is_printable(text, ' ');
}
