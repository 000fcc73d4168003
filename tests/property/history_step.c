#include "history_step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

/* Longer than any list: the generator stops before. */
#define PAGE "limit=200"

static const char *const actions[STEP_COUNT] = {
    [STEP_OPEN] = "dossier.open",   [STEP_JOIN] = "participant.add",      [STEP_LEAVE] = "participant.remove",
    [STEP_CLOSE] = "dossier.close", [STEP_REOPEN] = "dossier.reopen",     [STEP_ADD] = "fragment.add",
    [STEP_READ] = "fragment.read",  [STEP_AMEND] = "fragment.amend",      [STEP_LIST] = "fragment.list",
    [STEP_GIVE] = "consent.give",   [STEP_WITHDRAW] = "consent.withdraw", [STEP_START] = "thread.start",
    [STEP_SEND] = "message.send",   [STEP_MESSAGES] = "message.list",     [STEP_END] = "thread.close",
};

const char *
step_action(enum step_op op)
{
    return actions[op];
}

enum role
step_role_of(enum who who)
{
    switch (who) {
    case WHO_HUISARTS2:
        return ROLE_HUISARTS;
    case WHO_PATIENT2:
        return ROLE_PATIENT;
    default:
        return (enum role)codes_find(&codes_role, server_name(who));
    }
}

static const char *
path_of(const struct step *step, const struct server *server, char out[256])
{
    static const char *const ends[STEP_COUNT] = {
        [STEP_JOIN] = "participants", [STEP_CLOSE] = "close",          [STEP_REOPEN] = "reopen",
        [STEP_ADD] = "fragments",     [STEP_LIST] = "fragments?" PAGE, [STEP_GIVE] = "consents",
        [STEP_START] = "threads",     [STEP_SEND] = "messages",        [STEP_MESSAGES] = "messages?" PAGE,
        [STEP_END] = "close",
    };
    char version[32] = "";
    switch (step->op) {
    case STEP_OPEN:
        return "/v1/dossiers";
    case STEP_LEAVE:
        (void)snprintf(out, 256, "/v1/dossiers/%s/participants/%s", step->dossier, server->ids[step->other]);
        return out;
    case STEP_READ:
        if (step->version != 0) {
            (void)snprintf(version, sizeof version, "?version=%u", step->version);
        }
        (void)snprintf(out, 256, "/v1/dossiers/%s/fragments/%s%s", step->dossier, step->target, version);
        return out;
    case STEP_AMEND:
        (void)snprintf(out, 256, "/v1/dossiers/%s/fragments/%s", step->dossier, step->target);
        return out;
    case STEP_WITHDRAW:
        (void)snprintf(out, 256, "/v1/dossiers/%s/consents/%s/withdraw", step->dossier, step->target);
        return out;
    case STEP_SEND:
    case STEP_MESSAGES:
    case STEP_END:
        (void)snprintf(out, 256, "/v1/threads/%s/%s", step->target, ends[step->op]);
        return out;
    default:
        (void)snprintf(out, 256, "/v1/dossiers/%s/%s", step->dossier, ends[step->op]);
        return out;
    }
}

static unsigned
serial_of(const struct step *step)
{
    return (unsigned)strtoul(step->tag + 3, NULL, 10);
}

bool
step_extends(const struct step *step)
{
    return serial_of(step) % 2 == 0;
}

static void
put_content(struct buf *out, const struct step *step)
{
    char day[DATE_TEXT];
    switch (step->category) {
    case CATEGORY_GAO: /* none of them may overlap */
        date_format(day, 10957 + (day_num)serial_of(step));
        buf_printf(out,
                   "{\"begin\": \"%s\", \"end\": \"%s\", \"reason\": \"illness\", \"kind\": \"%s\", \"note\": \"%s\"}",
                   day, day, step_extends(step) ? "extension" : "incapacity", step->tag);
        break;
    case CATEGORY_FIT_NOTE:
        buf_printf(out,
                   "{\"from\": \"2026-02-09\", \"until\": \"2026-03-31\", \"hours_per_week\": 19, \"note\": \"%s\"}",
                   step->tag);
        break;
    default:
        buf_printf(out, "{\"variant\": \"insurance\", \"category\": 4, \"motivation\": \"%s\"}", step->tag);
        break;
    }
}

static void
put_codes(struct buf *out, const char *name, code_set set, const struct code_list *codes)
{
    const char *comma = "";
    buf_printf(out, ", \"%s\": [", name);
    for (unsigned i = 0; i < codes->count; i++) {
        if ((set & CODE_BIT(i)) != 0) {
            buf_printf(out, "%s\"%s\"", comma, codes_text(codes, i));
            comma = ", ";
        }
    }
    buf_put_str(out, "]");
}

static void
put_consent(struct buf *out, const struct step *step, const struct server *server)
{
    char from[DATE_TEXT];
    char until[DATE_TEXT];
    date_format(from, step->from);
    date_format(until, step->until);
    buf_printf(out, "{\"effect\": \"%s\", \"grantee\": ", step->exclude ? "exclude" : "grant");
    if (step->to_role) {
        buf_printf(out, "{\"role\": \"%s\"}", codes_text(&codes_role, step_role_of(step->other)));
    } else {
        buf_printf(out, "{\"actor\": \"%s\"}", server->ids[step->other]);
    }
    if (!step->everything) {
        put_codes(out, "categories", step->categories, &codes_category);
        put_codes(out, "actions", step->actions, &codes_action);
        put_codes(out, "purposes", step->purposes, &codes_purpose);
    }
    buf_printf(out, ", \"from\": \"%s\", \"until\": \"%s\"", from, until);
    buf_put_str(out, step->evidence ? ", \"evidence\": {\"kind\": \"paper\"}}" : "}");
}

static const char *
body_of(const struct step *step, const struct server *server, struct buf *out)
{
    switch (step->op) {
    case STEP_OPEN:
        buf_printf(out, "{\"patient\": {\"niss\": \"%s\", \"name\": \"Iemand\"}, \"start\": \"2026-02-01\", ",
                   server_niss(step->other));
        buf_put_str(out, "\"employment\": \"employed\"}");
        break;
    case STEP_JOIN:
        buf_printf(out, "{\"actor\": \"%s\", \"role\": \"%s\"}", server->ids[step->other],
                   codes_text(&codes_role, step_role_of(step->other)));
        break;
    case STEP_ADD:
        buf_printf(out, "{\"category\": \"%s\", \"content\": ", codes_text(&codes_category, step->category));
        put_content(out, step);
        buf_put_str(out, "}");
        break;
    case STEP_AMEND:
        buf_put_str(out, "{\"content\": ");
        put_content(out, step);
        buf_put_str(out, "}");
        break;
    case STEP_GIVE:
        put_consent(out, step, server);
        break;
    case STEP_START:
        buf_printf(out, "{\"procedure\": \"%s\", \"subject\": \"%s\", \"participants\": [\"%s\"]}",
                   codes_text(&codes_purpose, step->purpose), step->tag, server->ids[step->other]);
        break;
    case STEP_SEND:
        buf_printf(out, "{\"kind\": \"advies\", \"text\": \"%s\"}", step->tag);
        break;
    case STEP_END:
        buf_printf(out, "{\"conclusion\": \"%s\"}", step->tag);
        break;
    case STEP_CLOSE:
    case STEP_REOPEN:
    case STEP_WITHDRAW:
        buf_put_str(out, "{}");
        break;
    default:
        return NULL;
    }
    return buf_text(out);
}

char *
step_words_add(char *words, const char *word)
{
    size_t len = words == NULL ? 0 : strlen(words);
    char *longer = realloc(words, len + strlen(word) + 2);
    if (longer == NULL) {
        abort();
    }
    (void)snprintf(longer + len, strlen(word) + 2, "%s ", word);
    return longer;
}

static int
compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
step_words_sort(char *words)
{
    const char *list[256];
    size_t count = 0;
    if (words == NULL) {
        return;
    }
    char *copy = strdup(words);
    char *rest = copy;
    for (char *word = strsep(&rest, " "); word != NULL && count < 256; word = strsep(&rest, " ")) {
        if (word[0] != 0) {
            list[count++] = word;
        }
    }
    qsort(list, count, sizeof *list, compare_words);
    size_t len = strlen(words) + 1;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at += (size_t)snprintf(words + at, len - at, "%s ", list[i]);
    }
    free(copy);
}

static const char *
text_of(const json_t *object, const char *member)
{
    const char *text = json_string_value(json_object_get(object, member));
    return text == NULL ? "" : text;
}

static const char *
tag_of(const json_t *content)
{
    return json_object_get(content, "note") != NULL ? text_of(content, "note") : text_of(content, "motivation");
}

/* What the answer shows: the tag of a fragment, ID/VERSION of those listed, the texts of messages in their order. */
static void
take_seen(struct step *step, const struct peer_answer *answer)
{
    size_t i;
    const json_t *item;
    if (step->op == STEP_READ) {
        step->seen = step_words_add(step->seen, tag_of(json_object_get(answer->body, "content")));
    }
    json_array_foreach(json_object_get(answer->body, "items"), i, item)
    {
        char word[ID_TEXT + 16];
        if (step->op == STEP_LIST) {
            (void)snprintf(word, sizeof word, "%s/%d", text_of(item, "id"),
                           (int)json_integer_value(json_object_get(item, "version")));
            step->seen = step_words_add(step->seen, word);
        } else {
            step->seen = step_words_add(step->seen, text_of(item, "text"));
        }
    }
    if (step->op == STEP_LIST) {
        step_words_sort(step->seen);
    }
}

static const char *
method_of(enum step_op op)
{
    switch (op) {
    case STEP_READ:
    case STEP_LIST:
    case STEP_MESSAGES:
        return "GET";
    case STEP_AMEND:
        return "PUT";
    case STEP_LEAVE:
        return "DELETE";
    default:
        return "POST";
    }
}

bool
step_perform(struct step *step, struct peer *peer)
{
    char path[256];
    struct buf body = {0};
    struct peer_answer answer;
    const struct server *server = peer_server(peer);
    struct peer_request request = {
        .method = method_of(step->op),
        .path = path_of(step, server, path),
        .role = codes_text(&codes_role, step->role),
        .purpose = codes_text(&codes_purpose, step->purpose),
        .if_match = step->op == STEP_AMEND ? step->version : 0,
        .body = body_of(step, server, &body),
    };
    (void)clock_gettime(CLOCK_MONOTONIC, &step->began);
    bool whole = peer_call(peer, &request, &answer);
    (void)clock_gettime(CLOCK_MONOTONIC, &step->ended);
    step->status = answer.status;
    step->etag = answer.etag;
    (void)snprintf(step->code, sizeof step->code, "%s", answer.code);
    (void)snprintf(step->request, sizeof step->request, "%s", answer.request);
    if (whole && answer.status < 300) {
        (void)snprintf(step->id, sizeof step->id, "%.30s", peer_text(&answer, "id"));
        take_seen(step, &answer);
    }
    peer_answer_clear(&answer);
    buf_free(&body);
    return whole;
}

void
step_wipe(struct step *step)
{
    free(step->seen);
    step->seen = NULL;
}

void
step_describe(const struct step *step, char *out, size_t size)
{
    (void)snprintf(out, size,
                   "%s by %s as %s for %s, dossier %s target %s other %s%s%s category %s version %u sets %x %x %x: "
                   "%d %s %s",
                   actions[step->op], server_name(step->who), codes_text(&codes_role, step->role),
                   codes_text(&codes_purpose, step->purpose), step->dossier, step->target, server_name(step->other),
                   step->to_role ? " (role)" : "",
                   step->everything ? " exclude all"
                   : step->exclude  ? " exclude"
                                    : "",
                   codes_text(&codes_category, step->category), step->version, step->categories, step->actions,
                   step->purposes, step->status, step->code, step->request);
}
