#include "tnw/evidence.h"
#include "tnw/erasure.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ask.h"
#include "audit/note/note.h"
#include "shapes/shapes.h"

#define NUMBER_TEXT 24
/* A key's id in hex, and a comma. */
#define KEY_ID_STEP (2 * NOTE_KEY_ID + 1)
#define CHECKPOINT_PARAMS 4

/* A number as a parameter; 0 is not sent when it stands for the default. */
static const char *
number_text(char out[NUMBER_TEXT], uint64_t value)
{
    snprintf(out, NUMBER_TEXT, "%" PRIu64, value);
    return out;
}

static const char *
number_or_default(char out[NUMBER_TEXT], uint64_t value)
{
    return value == 0 ? NULL : number_text(out, value);
}

/* A query for a checkpoint, as parameters. */
struct checkpoint_params {
    char numbers[3][NUMBER_TEXT];
    char by[TNW_WITNESSES_MAX * KEY_ID_STEP + 1];
    struct target_param params[CHECKPOINT_PARAMS];
};

/* The ids of the keys, as the server knows them. */
static enum tnw_err
list_key_ids(struct tnw_client *client, tnw_texts keys, char *out)
{
    for (size_t i = 0; keys[i] != NULL; i++) {
        struct note_key key;
        if (i == TNW_WITNESSES_MAX || note_key_parse(&key, slice_str(keys[i])) != TNW_OK) {
            return ask_fail(client, TNW_E_USAGE, "A witness's key is one line: NAME+ID+BASE64.");
        }
        if (i > 0) {
            *out++ = ',';
        }
        hex_encode(out, key.id, NOTE_KEY_ID);
        out += 2 * NOTE_KEY_ID;
    }
    return TNW_OK;
}

static enum tnw_err
set_checkpoint_params(struct tnw_client *client, const struct tnw_checkpoint_query *query,
                      struct checkpoint_params *out)
{
    *out = (struct checkpoint_params){.by = ""};
    if (query == NULL) {
        return TNW_OK;
    }
    enum tnw_err err = query->by == NULL ? TNW_OK : list_key_ids(client, query->by, out->by);
    out->params[0] = (struct target_param){"size", number_or_default(out->numbers[0], query->size)};
    out->params[1] = (struct target_param){"witnessed", number_or_default(out->numbers[1], query->witnessed)};
    out->params[2] = (struct target_param){"by", out->by[0] == 0 ? NULL : out->by};
    out->params[3] = (struct target_param){"below", number_or_default(out->numbers[2], query->below)};
    return err;
}

enum tnw_err
tnw_checkpoint_find(struct tnw_client *client, const struct tnw_checkpoint_query *query,
                    struct tnw_checkpoint **checkpoint)
{
    struct checkpoint_params p;
    ask_begin(client);
    enum tnw_err err = set_checkpoint_params(client, query, &p);
    *checkpoint = NULL;
    if (err != TNW_OK) {
        return err;
    }
    ASK_RETURN(client, checkpoint, .method = "GET", .path = "/v1/audit/checkpoint",
               .query = {p.params[0], p.params[1], p.params[2], p.params[3]}, .out = &shapes_checkpoint);
}

enum tnw_err
tnw_checkpoint_get(struct tnw_client *client, struct tnw_checkpoint **checkpoint)
{
    return tnw_checkpoint_find(client, NULL, checkpoint);
}

enum tnw_err
tnw_proof_inclusion(struct tnw_client *client, uint64_t seq, uint64_t size, struct tnw_inclusion **proof)
{
    char texts[2][NUMBER_TEXT];
    ASK_RETURN(client, proof, .method = "GET", .path = "/v1/audit/proof/inclusion",
               .query = {{"seq", number_text(texts[0], seq)}, {"size", number_or_default(texts[1], size)}},
               .out = &shapes_inclusion);
}

enum tnw_err
tnw_proof_consistency(struct tnw_client *client, uint64_t from, uint64_t to, struct tnw_consistency **proof)
{
    char texts[2][NUMBER_TEXT];
    ASK_RETURN(client, proof, .method = "GET", .path = "/v1/audit/proof/consistency",
               .query = {{"from", number_text(texts[0], from)}, {"to", number_or_default(texts[1], to)}},
               .out = &shapes_consistency);
}

enum tnw_err
tnw_cosignature_add(struct tnw_client *client, uint64_t size, const char *line, struct tnw_cosignature **cosignature)
{
    ASK_RETURN(client, cosignature, .method = "POST", .path = "/v1/audit/cosignatures", .in = &shapes_cosignature_new,
               .body = &(struct shapes_cosign){.size = (int64_t)size, .signature = line}, .out = &shapes_cosignature);
}

enum tnw_err
tnw_access_log(struct tnw_client *client, const char *dossier, const struct tnw_access_query *query,
               struct tnw_accesses **accesses)
{
    static const struct tnw_access_query first;
    char size[NUMBER_TEXT];
    query = query == NULL ? &first : query;
    ASK_RETURN(client, accesses, .method = "GET", .path = "/v1/dossiers/{}/access-log", .ids = {dossier},
               .query = {{"language", query->language},
                         {"fold", query->fold ? "true" : NULL},
                         {"proof", query->proof ? "true" : NULL},
                         {"size", number_or_default(size, query->size)}},
               .page = &query->page, .out = &shapes_accesses);
}

/* A copy of the last answer's body in a result's arena. */
static enum tnw_err
copy_body(struct tnw_client *client, void *result, const char **text, size_t *len)
{
    *len = client->answer.len;
    *text = arena_text(result_arena(result), client->answer.body == NULL ? "" : client->answer.body);
    if (*text == NULL) {
        return ask_fail(client, TNW_E_NO_MEMORY, "");
    }
    return strlen(*text) == *len ? TNW_OK : ask_fail(client, TNW_E_PROTOCOL, "The answer holds a NUL byte.");
}

static bool
page_is(const struct tnw_client *client, const char *type)
{
    return strncasecmp(client->answer.type, type, strlen(type)) == 0;
}

/* An answer whose text is the result. Out: result, of that size, for the caller to fill; the body's copy and its
 * length. */
static enum tnw_err
run_for_text(struct tnw_client *client, const struct ask *ask, const char *type, size_t size, void **result,
             const char **text, size_t *len)
{
    void *nothing = NULL;
    enum tnw_err err = ask_run(client, ask, &nothing);
    if (err == TNW_OK && !page_is(client, type)) {
        err = ask_fail(client, TNW_E_PROTOCOL, "The answer is of another kind.");
    }
    if (err != TNW_OK) {
        return err;
    }
    *result = result_new(size);
    return *result == NULL ? ask_fail(client, TNW_E_NO_MEMORY, "") : copy_body(client, *result, text, len);
}

/* A receipt as it came. Out: made: what holds the text. */
static enum tnw_err
get_receipt(struct tnw_client *client, const struct ask *what, const struct tnw_checkpoint_query *under, size_t size,
            void **made, struct slice *text)
{
    struct checkpoint_params p;
    const char *json = NULL;
    *made = NULL;
    ask_begin(client);
    enum tnw_err err = set_checkpoint_params(client, under, &p);
    const struct ask ask = {.method = "GET",
                            .path = what->path,
                            .ids = {what->ids[0], what->ids[1]},
                            .query = {p.params[0], p.params[1], p.params[2], p.params[3]}};
    text->len = 0;
    if (err == TNW_OK) {
        err = run_for_text(client, &ask, "application/json", size, made, &json, &text->len);
    }
    if (err != TNW_OK) {
        result_free(*made);
        *made = NULL;
    }
    text->ptr = (const uint8_t *)json;
    return err;
}

enum tnw_err
tnw_erasure_receipt_get(struct tnw_client *client, const char *dossier, const struct tnw_checkpoint_query *under,
                        struct tnw_erasure_receipt **receipt)
{
    void *made;
    struct slice text;
    const struct ask what = {.path = "/v1/dossiers/{}/erasure/receipt", .ids = {dossier}};
    enum tnw_err err = get_receipt(client, &what, under, sizeof **receipt, &made, &text);
    *receipt = made;
    if (err == TNW_OK) {
        **receipt = (struct tnw_erasure_receipt){.json = (const char *)text.ptr, .len = text.len};
    }
    return err;
}

enum tnw_err
tnw_consent_receipt_get(struct tnw_client *client, const char *dossier, const char *consent,
                        const struct tnw_checkpoint_query *under, struct tnw_consent_receipt **receipt)
{
    void *made;
    struct slice text;
    const struct ask what = {.path = "/v1/dossiers/{}/consents/{}/receipt", .ids = {dossier, consent}};
    enum tnw_err err = get_receipt(client, &what, under, sizeof **receipt, &made, &text);
    *receipt = made;
    if (err == TNW_OK) {
        **receipt = (struct tnw_consent_receipt){.json = (const char *)text.ptr, .len = text.len};
    }
    return err;
}

enum tnw_err
tnw_key_changes_get(struct tnw_client *client, struct tnw_key_changes **changes)
{
    void *made = NULL;
    const char *text = NULL;
    size_t len = 0;
    *changes = NULL;
    const struct ask ask = {.method = "GET", .path = "/v1/audit/log/keys"};
    enum tnw_err err = run_for_text(client, &ask, "application/json", sizeof **changes, &made, &text, &len);
    if (err != TNW_OK) {
        result_free(made);
        return err;
    }
    *changes = made;
    **changes = (struct tnw_key_changes){.json = text, .len = len};
    return TNW_OK;
}

/* TNW-Next: absent at the end. It always goes on, so that nobody pages for ever. */
static enum tnw_err
take_next(struct tnw_client *client, uint64_t from, uint64_t *next)
{
    const char *text = client->answer.next;
    char *end = NULL;
    *next = 0;
    if (text[0] == 0) {
        return TNW_OK;
    }
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != 0 || errno != 0 || value <= from) {
        return ask_fail(client, TNW_E_PROTOCOL, "The header TNW-Next does not go on.");
    }
    *next = value;
    return TNW_OK;
}

enum tnw_err
tnw_audit_export_page(struct tnw_client *client, uint64_t from, uint64_t size, struct tnw_export_page **page)
{
    char texts[2][NUMBER_TEXT];
    void *made = NULL;
    const char *text = NULL;
    size_t len = 0;
    uint64_t next = 0;
    *page = NULL;
    const struct ask ask = {.method = "GET",
                            .path = "/v1/audit/export",
                            .query = {{"from", number_text(texts[0], from)}, {"size", number_text(texts[1], size)}}};
    enum tnw_err err = run_for_text(client, &ask, "application/x-ndjson", sizeof **page, &made, &text, &len);
    if (err == TNW_OK) {
        err = take_next(client, from, &next);
    }
    if (err != TNW_OK) {
        result_free(made);
        return err;
    }
    *page = made;
    **page = (struct tnw_export_page){.lines = text, .len = len, .next = next};
    return TNW_OK;
}

ASK_FREE(checkpoint)
ASK_FREE(inclusion)
ASK_FREE(consistency)
ASK_FREE(cosignature)
ASK_FREE(consent_receipt)
ASK_FREE(erasure_receipt)
ASK_FREE(key_changes)
ASK_FREE(export_page)
