#include "journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct trace {
    char tag[JOURNAL_TAG];
    char id[ID_TEXT];
    unsigned version;
    bool withdrawn;
};

struct found {
    struct trace *list;
    size_t count;
    size_t room;
    const char *dossier;
};

static void *
grow(void *list, size_t count, size_t *room, size_t size)
{
    if (count < *room) {
        return list;
    }
    *room = *room == 0 ? 256 : 2 * *room;
    list = reallocarray(list, *room, size);
    if (list == NULL) {
        abort();
    }
    return list;
}

struct write *
writes_add(struct writes *writes)
{
    writes->list = grow(writes->list, writes->count, &writes->room, sizeof *writes->list);
    struct write *write = &writes->list[writes->count++];
    *write = (struct write){.acknowledged = false};
    return write;
}

void
writes_free(struct writes *writes)
{
    free(writes->list);
    *writes = (struct writes){.list = NULL};
}

static void
path_of(const struct write *write, char out[128])
{
    switch (write->kind) {
    case WRITE_FRAGMENT:
        (void)snprintf(out, 128, "/v1/dossiers/%s/fragments", write->dossier);
        break;
    case WRITE_AMENDMENT:
        (void)snprintf(out, 128, "/v1/dossiers/%s/fragments/%s", write->dossier, write->target);
        break;
    case WRITE_MESSAGE:
        (void)snprintf(out, 128, "/v1/threads/%s/messages", write->target);
        break;
    case WRITE_GRANT:
        (void)snprintf(out, 128, "/v1/dossiers/%s/consents", write->dossier);
        break;
    case WRITE_WITHDRAWAL:
        (void)snprintf(out, 128, "/v1/dossiers/%s/consents/%s/withdraw", write->dossier, write->target);
        break;
    }
}

/* A grant's tag is DOSSIER/LAST DAY. */
static const char *
last_day(const struct write *write)
{
    return write->tag + ID_TEXT;
}

static const char *
body_of(const struct write *write, char out[512])
{
    char content[256];
    (void)snprintf(content, sizeof content,
                   "{\"from\": \"2026-02-09\", \"until\": \"2026-03-31\", \"hours_per_week\": 19, \"note\": \"%s\"}",
                   write->tag);
    switch (write->kind) {
    case WRITE_FRAGMENT:
        (void)snprintf(out, 512, "{\"category\": \"fit_note\", \"content\": %s}", content);
        return out;
    case WRITE_AMENDMENT:
        (void)snprintf(out, 512, "{\"content\": %s}", content);
        return out;
    case WRITE_MESSAGE:
        (void)snprintf(out, 512, "{\"kind\": \"advies\", \"text\": \"%s\"}", write->tag);
        return out;
    case WRITE_GRANT:
        (void)snprintf(
            out, 512,
            "{\"effect\": \"grant\", \"grantee\": {\"role\": \"bemiddelaar\"}, \"categories\": [\"fit_note\"], "
            "\"actions\": [\"read\"], \"purposes\": [\"tnw_traject\"], \"until\": \"%s\"}",
            last_day(write));
        return out;
    case WRITE_WITHDRAWAL:
        break;
    }
    return NULL;
}

bool
write_perform(struct write *write, struct peer *peer, struct peer_answer *answer)
{
    char path[128];
    char body[512];
    path_of(write, path);
    bool amends = write->kind == WRITE_AMENDMENT;
    struct peer_request request = {
        .method = amends ? "PUT" : "POST",
        .path = path,
        .key = amends ? NULL : write->key,
        .if_match = amends ? write->version - 1 : 0,
        .body = body_of(write, body),
    };
    if (!peer_call(peer, &request, answer)) {
        return false;
    }
    if (answer->status < 300) {
        write->acknowledged = true;
        (void)snprintf(write->id, sizeof write->id, "%.30s", peer_text(answer, "id"));
    }
    return true;
}

struct found *
found_new(void)
{
    struct found *found = calloc(1, sizeof *found);
    if (found == NULL) {
        abort();
    }
    return found;
}

void
found_free(struct found *found)
{
    free(found->list);
    free(found);
}

static struct trace *
add_trace(struct found *found, enum id_kind kind, const struct id *id, unsigned version)
{
    found->list = grow(found->list, found->count, &found->room, sizeof *found->list);
    struct trace *trace = &found->list[found->count++];
    *trace = (struct trace){.version = version};
    id_format(trace->id, kind, id);
    return trace;
}

static void
see_fragment(void *ctx, const struct fragment_head *head, const struct fragment *version)
{
    struct trace *trace = add_trace(ctx, ID_FRAGMENT, &head->id, version->version);
    json_t *content = json_loadb((const char *)version->content.ptr, version->content.len, 0, NULL);
    const char *note = json_string_value(json_object_get(content, "note"));
    (void)snprintf(trace->tag, sizeof trace->tag, "%s", note == NULL ? "" : note);
    json_decref(content);
}

static void
see_message(void *ctx, const struct message *message)
{
    struct trace *trace = add_trace(ctx, ID_MESSAGE, &message->id, 0);
    (void)snprintf(trace->tag, sizeof trace->tag, "%.*s", (int)message->text.len, (const char *)message->text.ptr);
}

static void
see_consent(void *ctx, const struct consent *consent)
{
    struct found *found = ctx;
    char day[DATE_TEXT];
    date_format(day, consent->until);
    struct trace *trace = add_trace(found, ID_CONSENT, &consent->id, 0);
    (void)snprintf(trace->tag, sizeof trace->tag, "%s/%s", found->dossier, day);
    trace->withdrawn = consent->withdrawn != 0;
}

bool
found_read(struct found *found, struct txn *txn, const char *dossier, char where[DATA_WHERE])
{
    struct data_visitor visitor = {
        .fragment = see_fragment, .message = see_message, .consent = see_consent, .ctx = found};
    struct id id;
    found->dossier = dossier;
    return id_parse(&id, ID_DOSSIER, dossier) == TNW_OK && data_check_dossier(txn, &id, &visitor, where);
}

static int
compare_traces(const void *a, const void *b)
{
    return strcmp(((const struct trace *)a)->tag, ((const struct trace *)b)->tag);
}

void
found_sort(struct found *found)
{
    if (found->count > 0) {
        qsort(found->list, found->count, sizeof *found->list, compare_traces);
    }
}

/* How many carry the tag; any one of them in out. */
static size_t
count_of(const struct found *found, const char *tag, const struct trace **out)
{
    struct trace key = {.version = 0};
    (void)snprintf(key.tag, sizeof key.tag, "%s", tag);
    *out = found->count == 0 ? NULL : bsearch(&key, found->list, found->count, sizeof key, compare_traces);
    if (*out == NULL) {
        return 0;
    }
    size_t at = (size_t)(*out - found->list);
    size_t first = at;
    size_t last = at;
    while (first > 0 && strcmp(found->list[first - 1].tag, tag) == 0) {
        first--;
    }
    while (last + 1 < found->count && strcmp(found->list[last + 1].tag, tag) == 0) {
        last++;
    }
    return last - first + 1;
}

static const char *
disagreement(const struct found *found, const struct write *write)
{
    const struct trace *trace;
    size_t count = count_of(found, write->tag, &trace);
    if (count > 1) {
        return "was applied more than once";
    }
    if (!write->acknowledged) {
        return NULL;
    }
    if (count == 0) {
        return "was acknowledged and is lost";
    }
    if (write->kind == WRITE_WITHDRAWAL) {
        return trace->withdrawn ? NULL : "was acknowledged and did not take effect";
    }
    bool same = strcmp(trace->id, write->id) == 0 && trace->version == write->version;
    return same ? NULL : "is there under another id or version";
}

bool
found_agrees(const struct found *found, const struct write *write, char where[DATA_WHERE])
{
    const char *what = disagreement(found, write);
    if (what != NULL) {
        (void)snprintf(where, DATA_WHERE, "the write %s %s", write->tag, what);
    }
    return what == NULL;
}
