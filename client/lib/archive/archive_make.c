#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "archive/tar.h"
#include "ask.h"
#include "shapes/strict_json.h"
#include "tnw/attachment.h"

#define PAGES_MAX 10000
#define TARGET 512
#define INDEX_NAME "index.json"

struct making {
    struct tnw_client *client;
    const char *dossier;
    const char *language;
    struct tar_writer tar;
    int64_t at;    /* of the attachment under way */
    json_t *parts; /* of the index */
    json_t *known; /* attachments that are in it already */
    json_t *kinds; /* categories whose schema is to go with it */
    int64_t count;
};

typedef enum tnw_err take_item(struct making *m, const json_t *item);

static const char *
text_of_member(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));
    return text == NULL ? "" : text;
}

static enum tnw_err
fail_to_write(struct making *m)
{
    return ask_fail(m->client, TNW_E_IO, "The archive cannot be written.");
}

static enum tnw_err
note_part(struct making *m, const char *name, const char *schema, int64_t size, const struct hash *hash)
{
    char sha256[2 * HASH_SIZE + 1];
    hex_encode(sha256, hash->bytes, HASH_SIZE);
    json_t *part =
        json_pack("{s:s, s:I, s:s, s:s?}", "name", name, "size", (json_int_t)size, "sha256", sha256, "schema", schema);
    m->count++;
    return json_array_append_new(m->parts, part) == 0 ? TNW_OK : ask_fail(m->client, TNW_E_NO_MEMORY, "");
}

/* schema: a component of openapi.json; NULL: it is no part that the index names. */
static enum tnw_err
put_part(struct making *m, const char *name, const char *schema, const char *text)
{
    struct hash hash;
    size_t len = strlen(text);
    if (!tar_begin(&m->tar, name, (int64_t)len) || !tar_add(&m->tar, text, len) || !tar_end(&m->tar, &hash)) {
        return fail_to_write(m);
    }
    return schema == NULL ? TNW_OK : note_part(m, name, schema, (int64_t)len, &hash);
}

/* Out: value, of the answer; NULL: it is not wanted. */
static enum tnw_err
put_answer(struct making *m, const char *name, const char *schema, const char *target, json_t **value)
{
    struct tnw_reply *reply = NULL;
    enum tnw_err err = tnw_client_request(m->client, &(struct tnw_request){.method = "GET", .target = target}, &reply);
    if (err == TNW_OK) {
        err = put_part(m, name, schema, reply->json);
    }
    if (err == TNW_OK && value != NULL) {
        err = strict_json_parse(value, reply->json, strlen(reply->json));
        err = err == TNW_OK || err == TNW_E_NO_MEMORY
                  ? err
                  : ask_fail(m->client, TNW_E_PROTOCOL, "The answer is no JSON object.");
    }
    tnw_reply_free(&reply);
    return err;
}

static enum tnw_err
take_items(struct making *m, const json_t *page, take_item *take)
{
    enum tnw_err err = TNW_OK;
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(page, "items"), i, item)
    {
        if (err == TNW_OK && take != NULL) {
            err = take(m, item);
        }
    }
    return err;
}

/* The size of the log that the first page of an access log was made of: the second line of its note. Those that follow
 * are of the same. */
static void
pin_size(const json_t *page, char size[24])
{
    const char *note = text_of_member(json_object_get(page, "sealed"), "checkpoint");
    const char *line = strchr(note, '\n');
    size_t digits = line == NULL ? 0 : strspn(line + 1, "0123456789");
    if (digits > 0 && digits < 20) {
        (void)snprintf(size, 24, "%.*s", (int)digits, line + 1);
    }
}

/* A list page by page, each with its items behind it: NAME-0001.json and so on. query begins with '?'. */
static enum tnw_err
put_pages(struct making *m, const char *name, const char *schema, const char *path_and_query, take_item *take)
{
    char target[TARGET];
    char part[TNW_ARCHIVE_NAME];
    char after[256] = "";
    char size[24] = "";
    enum tnw_err err = TNW_OK;
    for (unsigned i = 1; err == TNW_OK; i++) {
        json_t *page = NULL;
        (void)snprintf(part, sizeof part, "%s-%04u.json", name, i);
        (void)snprintf(target, sizeof target, "%s%s%s%s%s", path_and_query, after[0] == 0 ? "" : "&after=", after,
                       size[0] == 0 ? "" : "&size=", size);
        err = i > PAGES_MAX ? ask_fail(m->client, TNW_E_PROTOCOL, "The list does not end.")
                            : put_answer(m, part, schema, target, &page);
        if (err == TNW_OK) {
            err = take_items(m, page, take);
        }
        if (i == 1) {
            pin_size(page, size);
        }
        (void)snprintf(after, sizeof after, "%s", text_of_member(page, "next"));
        json_decref(page);
        if (after[0] == 0) {
            break;
        }
    }
    return err;
}

static bool
write_file(void *context, int64_t at, const void *bytes, size_t len)
{
    struct making *m = context;
    bool goes_on = at == m->at; /* a tar cannot go back to where a first try began */
    m->at += (int64_t)len;
    return goes_on && tar_add(&m->tar, bytes, len);
}

static const char *
ending_of(const char *type)
{
    return strcmp(type, "application/pdf") == 0 ? "pdf"
           : strcmp(type, "image/jpeg") == 0    ? "jpg"
           : strcmp(type, "image/png") == 0     ? "png"
                                                : "bin";
}

/* One file once, however many versions have it. */
static enum tnw_err
put_attachment(struct making *m, const json_t *said)
{
    char name[TNW_ARCHIVE_NAME];
    struct hash hash;
    struct tnw_attachment *got = NULL;
    const char *id = text_of_member(said, "id");
    int64_t size = json_integer_value(json_object_get(said, "size"));
    if (json_object_get(m->known, id) != NULL) {
        return TNW_OK;
    }
    (void)snprintf(name, sizeof name, "attachments/%s.%s", id, ending_of(text_of_member(said, "type")));
    if (!tar_begin(&m->tar, name, size)) {
        return fail_to_write(m);
    }
    m->at = 0;
    const struct tnw_download to = {.sha256 = text_of_member(said, "sha256"), .write = write_file, .context = m};
    enum tnw_err err = tnw_attachment_get(m->client, m->dossier, id, &to, &got);
    tnw_attachment_free(&got);
    if (err == TNW_OK && (!tar_end(&m->tar, &hash) || json_object_set_new(m->known, id, json_true()) != 0)) {
        err = fail_to_write(m);
    }
    return err == TNW_OK ? note_part(m, name, NULL, size, &hash) : err;
}

static enum tnw_err
put_attachments_of(struct making *m, const json_t *holder)
{
    enum tnw_err err = TNW_OK;
    size_t i;
    json_t *said;
    json_array_foreach(json_object_get(holder, "attachments"), i, said)
    {
        err = err == TNW_OK ? put_attachment(m, said) : err;
    }
    return err;
}

static enum tnw_err
take_fragment(struct making *m, const json_t *item)
{
    char name[TNW_ARCHIVE_NAME];
    char target[TARGET];
    const char *id = text_of_member(item, "id");
    json_int_t latest = json_integer_value(json_object_get(item, "latest"));
    enum tnw_err err = json_object_set_new(m->kinds, text_of_member(item, "category"), json_true()) == 0
                           ? TNW_OK
                           : ask_fail(m->client, TNW_E_NO_MEMORY, "");
    for (json_int_t version = 1; err == TNW_OK && version <= latest; version++) {
        json_t *fragment = NULL;
        (void)snprintf(name, sizeof name, "fragments/%s/v%" JSON_INTEGER_FORMAT ".json", id, version);
        (void)snprintf(target, sizeof target, "/v1/dossiers/%s/fragments/%s?version=%" JSON_INTEGER_FORMAT, m->dossier,
                       id, version);
        err = put_answer(m, name, "Fragment", target, &fragment);
        err = err == TNW_OK ? put_attachments_of(m, fragment) : err;
        json_decref(fragment);
    }
    return err;
}

static enum tnw_err
take_thread(struct making *m, const json_t *item)
{
    char name[TNW_ARCHIVE_NAME];
    char target[TARGET];
    const char *id = text_of_member(item, "id");
    (void)snprintf(name, sizeof name, "threads/%s/messages", id);
    (void)snprintf(target, sizeof target, "/v1/threads/%s/messages?limit=200", id);
    return put_pages(m, name, "MessageList", target, put_attachments_of);
}

/* A consent that no checkpoint covers yet, or that was recorded before receipts were, has none. */
static enum tnw_err
take_consent(struct making *m, const json_t *item)
{
    char name[TNW_ARCHIVE_NAME];
    char target[TARGET];
    const char *id = text_of_member(item, "id");
    (void)snprintf(name, sizeof name, "consents/%s.receipt.json", id);
    (void)snprintf(target, sizeof target, "/v1/dossiers/%s/consents/%s/receipt", m->dossier, id);
    enum tnw_err err = put_answer(m, name, "Receipt", target, NULL);
    return err == TNW_E_NOT_FOUND || err == TNW_E_CONFLICT ? TNW_OK : err;
}

/* What of the inbox is about this dossier: it names nothing of another. */
static enum tnw_err
put_inbox(struct making *m)
{
    char target[TARGET] = "/v1/inbox?limit=200";
    json_t *events = json_array();
    enum tnw_err err = events == NULL ? ask_fail(m->client, TNW_E_NO_MEMORY, "") : TNW_OK;
    for (unsigned pages = 0; err == TNW_OK && pages < PAGES_MAX; pages++) {
        struct tnw_reply *reply = NULL;
        json_t *page = NULL;
        size_t i;
        json_t *event;
        err = tnw_client_request(m->client, &(struct tnw_request){.method = "GET", .target = target}, &reply);
        err = err == TNW_OK ? strict_json_parse(&page, reply->json, strlen(reply->json)) : err;
        json_array_foreach(json_object_get(page, "items"), i, event)
        {
            if (strcmp(text_of_member(event, "dossier"), m->dossier) == 0) {
                (void)json_array_append(events, event);
            }
        }
        char before[TARGET];
        (void)snprintf(before, sizeof before, "%s", target);
        (void)snprintf(target, sizeof target, "/v1/inbox?limit=200&after=%.64s", text_of_member(page, "next"));
        bool more = strcmp(before, target) != 0; /* where to go on is never null: at the end it stays */
        json_decref(page);
        tnw_reply_free(&reply);
        if (!more) {
            break;
        }
    }
    json_t *all = json_pack("{s:O}", "items", events);
    char *text = err == TNW_OK && all != NULL ? json_dumps(all, JSON_COMPACT) : NULL;
    err = err == TNW_OK && text == NULL ? ask_fail(m->client, TNW_E_NO_MEMORY, "") : err;
    err = err == TNW_OK ? put_part(m, "inbox.json", "EventList", text) : err;
    free(text);
    json_decref(all);
    json_decref(events);
    return err;
}

static enum tnw_err
put_forms(struct making *m)
{
    char name[TNW_ARCHIVE_NAME];
    char target[TARGET];
    const char *category;
    json_t *value;
    enum tnw_err err = TNW_OK;
    json_object_foreach(m->kinds, category, value)
    {
        (void)snprintf(name, sizeof name, "schemas/%s.json", category);
        (void)snprintf(target, sizeof target, "/v1/categories/%s", category);
        err = err == TNW_OK ? put_answer(m, name, "CategoryForm", target, NULL) : err;
    }
    return err;
}

/* One part, or a list of them, of the dossier; the access log comes last, so that the reads of all others are in it. */
static const struct {
    const char *name;
    const char *schema;
    const char *path; /* behind the dossier's; language= is filled */
    bool pages;
    take_item *take;
} parts[] = {
    {"dossier.json", "Dossier", "", false, NULL},
    {"facts.json", "Facts", "/facts", false, NULL},
    {"facts_history", "FactsVersions", "/facts/history?limit=200", true, NULL},
    {"team.json", "Team", "/team?language=", false, NULL},
    {"timeline.json", "Timeline", "/timeline?all=1&language=", false, NULL},
    {"consents", "ConsentList", "/consents?limit=200&language=", true, take_consent},
    {"consent_requests", "ConsentRequestList", "/consent-requests?limit=200&language=", true, NULL},
    {"fragments", "FragmentHeadList", "/fragments?limit=200", true, take_fragment},
    {"threads", "ThreadList", "/threads?limit=200", true, take_thread},
};

static enum tnw_err
put_list(struct making *m, size_t i)
{
    char target[TARGET];
    const char *path = parts[i].path;
    size_t len = strlen(path);
    bool speaks = len > 0 && path[len - 1] == '=';
    (void)snprintf(target, sizeof target, "/v1/dossiers/%s%s%s", m->dossier, path, speaks ? m->language : "");
    return parts[i].pages ? put_pages(m, parts[i].name, parts[i].schema, target, parts[i].take)
                          : put_answer(m, parts[i].name, parts[i].schema, target, NULL);
}

static enum tnw_err
put_log(struct making *m)
{
    char target[TARGET];
    (void)snprintf(target, sizeof target, "/v1/dossiers/%s/access-log?proof=true&limit=200&language=%s", m->dossier,
                   m->language);
    enum tnw_err err = put_pages(m, "access_log", "AccessList", target, NULL);
    if (err == TNW_OK) {
        err = put_answer(m, "log_keys.json", "KeyChanges", "/v1/audit/log/keys", NULL);
    }
    return err;
}

static enum tnw_err
put_index(struct making *m)
{
    char made[32];
    time_t now = time(NULL);
    struct tm utc;
    (void)strftime(made, sizeof made, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &utc));
    json_t *index = json_pack("{s:s, s:s, s:s, s:s, s:s, s:O}", "type", "tnw/archive/v1", "dossier", m->dossier, "made",
                              made, "made_by", "libtnw " TNW_VERSION, "language", m->language, "parts", m->parts);
    char *text = index == NULL ? NULL : json_dumps(index, JSON_INDENT(1));
    enum tnw_err err = text == NULL ? ask_fail(m->client, TNW_E_NO_MEMORY, "") : put_part(m, INDEX_NAME, NULL, text);
    free(text);
    json_decref(index);
    return err == TNW_OK && !tar_close(&m->tar) ? fail_to_write(m) : err;
}

static enum tnw_err
put_all(struct making *m)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; err == TNW_OK && i < sizeof parts / sizeof parts[0]; i++) {
        err = put_list(m, i);
    }
    err = err == TNW_OK ? put_inbox(m) : err;
    err = err == TNW_OK ? put_forms(m) : err;
    err = err == TNW_OK ? put_log(m) : err;
    return err == TNW_OK ? put_index(m) : err;
}

enum tnw_err
tnw_archive_make(struct tnw_client *client, const char *dossier, const char *language,
                 const struct tnw_archive_sink *to, struct tnw_archive_made *made)
{
    *made = (struct tnw_archive_made){.parts = 0};
    ask_begin(client);
    if (dossier == NULL || language == NULL || !tar_name_is_good(dossier) || strchr(dossier, '/') != NULL ||
        !tar_name_is_good(language) || strlen(language) != 2) {
        return ask_fail(client, TNW_E_USAGE, "dossier and language are needed");
    }
    struct making m = {.client = client, .dossier = dossier, .language = language, .tar = {.to = to}};
    m.parts = json_array();
    m.known = json_object();
    m.kinds = json_object();
    enum tnw_err err =
        m.parts == NULL || m.known == NULL || m.kinds == NULL ? ask_fail(client, TNW_E_NO_MEMORY, "") : put_all(&m);
    json_decref(m.parts);
    json_decref(m.known);
    json_decref(m.kinds);
    if (err == TNW_OK) {
        *made = (struct tnw_archive_made){.parts = m.count, .size = m.tar.size};
    }
    return err;
}
