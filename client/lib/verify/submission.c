/* Carrying checkpoints to public witnesses (C2SP tlog-witness). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base64.h"
#include "crypto/hash.h"
#include "reading.h"
#include "shapes/result.h"
#include "tnw/evidence.h"
#include "transport/transport.h"

/* Sixteen signature lines of the largest kind. */
#define LINES_MAX ((size_t)128 * 1024)
#define PROOF_LINES_MAX 63
#define URL_MAX 1024

static bool
is_http_url(const char *url)
{
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

static enum tnw_err
write_submission(struct buf *out, const char *note, const struct tnw_consistency *proof)
{
    buf_printf(out, "old %" PRId64 "\n", proof == NULL ? 0 : proof->from);
    tnw_texts path = proof == NULL ? NULL : proof->path;
    for (size_t i = 0; path != NULL && path[i] != NULL; i++) {
        struct hash hash;
        if (i == PROOF_LINES_MAX || !reading_hash_text(path[i], &hash)) {
            return TNW_E_USAGE;
        }
        base64_encode(out, hash_slice(&hash));
        buf_put_u8(out, '\n');
    }
    buf_put_u8(out, '\n');
    buf_put_str(out, note);
    return out->err;
}

/* A size in decimal, and a line end. */
static bool
take_known_size(const struct transport_answer *answer, uint64_t *size)
{
    char *end = NULL;
    const char *text = answer->body == NULL ? "" : answer->body;
    if (strcasecmp(answer->type, "text/x.tlog.size") != 0 || text[0] < '0' || text[0] > '9') {
        return false;
    }
    unsigned long long value = strtoull(text, &end, 10);
    *size = value;
    return value <= INT64_MAX && (strcmp(end, "\n") == 0 || *end == 0);
}

static enum tnw_err
take_carried(const struct transport_answer *answer, struct tnw_carried **out)
{
    struct tnw_carried *made = result_new(sizeof *made);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    made->status = answer->status;
    made->has_size = answer->status == 409 && take_known_size(answer, &made->size);
    bool cosigned = answer->status == 200 && answer->body != NULL && answer->len <= LINES_MAX;
    made->lines = arena_text(result_arena(made), cosigned ? answer->body : "");
    if (made->lines == NULL) {
        result_free(made);
        return TNW_E_NO_MEMORY;
    }
    *out = made;
    return TNW_OK;
}

enum tnw_err
tnw_checkpoint_carry(const char *url, const char *note, const struct tnw_consistency *proof,
                     struct tnw_carried **carried, char why[256])
{
    char target[URL_MAX];
    struct buf body = {0};
    struct transport *transport = NULL;
    struct transport_answer answer = {0};
    size_t len = strlen(url);
    len -= len > 0 && url[len - 1] == '/';
    *carried = NULL;
    why[0] = 0;
    if (!is_http_url(url) ||
        (size_t)snprintf(target, sizeof target, "%.*s/add-checkpoint", (int)len, url) >= sizeof target) {
        (void)snprintf(why, 256, "a witness is at https://HOST/...");
        return TNW_E_USAGE;
    }
    enum tnw_err err = write_submission(&body, note, proof);
    if (err == TNW_OK) {
        err = transport_new(&transport);
    }
    if (err == TNW_OK) {
        err = transport_post(transport, target, buf_slice(&body), &answer).err;
        (void)snprintf(why, 256, "%.250s", err == TNW_OK ? "" : transport_words(transport));
    }
    if (err == TNW_OK) {
        err = take_carried(&answer, carried);
    }
    transport_answer_clear(&answer);
    transport_free(transport);
    buf_free(&body);
    return err;
}

void
tnw_carried_free(struct tnw_carried **carried)
{
    if (carried != NULL) {
        result_free(*carried);
        *carried = NULL;
    }
}
