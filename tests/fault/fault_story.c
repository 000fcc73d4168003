#include "fault/fault_story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/route.h"
#include "service/attachment/upload.h"
#include "service/core/answer.h"
#include "service/core/dispatch.h"
#include "service/operations.h"
#include "service/web/web.h"
#include "store/records/actor.h"
#include "store/records/process/statistic.h"

static void
must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "fault_story: %s\n", what);
        abort();
    }
}

static void
keep_name(struct fault_story *story, const char *name, const char *text)
{
    struct fault_name *it = &story->names[story->count++];
    must(story->count <= FAULT_NAMES && strlen(text) < sizeof it->text, name);
    it->name = name;
    (void)snprintf(it->text, sizeof it->text, "%s", text);
}

static void
keep_id(struct fault_story *story, const char *name, enum id_kind kind, const struct id *id)
{
    char text[ID_TEXT];
    id_format(text, kind, id);
    keep_name(story, name, text);
}

/* A list of as many texts, as long, as a fit_note takes; three of them do not fit into one value of an engine. */
static char *
make_long_list(void)
{
    struct buf list = {0};
    for (unsigned i = 0; i < 30; i++) {
        buf_put_str(&list, i == 0 ? "[\"" : ",\"");
        for (unsigned n = 0; n < 250; n++) {
            buf_put_str(&list, "a\xe2\x82\xac");
        }
        buf_put_str(&list, "\"");
    }
    buf_put_str(&list, "]");
    const char *text = buf_text(&list);
    must(text != NULL, "memory");
    char *copy = strdup(text);
    must(copy != NULL, "memory");
    buf_free(&list);
    return copy;
}

/* Of a quarter that is over. */
static void
put_statistics(struct test_world *w)
{
    struct statistic_row row = {.aspects = {STATISTIC_ALL, STATISTIC_ALL, REGION_BRUSSEL, STATISTIC_ALL},
                                .count = 302,
                                .done = STATISTIC_HIDDEN,
                                .overdue = 301,
                                .median_days = STATISTIC_NO_MEDIAN};
    const struct statistic_release release = {
        .quarter = 4 * 2025, .step_count = 1, .steps = {"m4_contact"}, .row_count = 1, .rows = &row};
    struct txn *txn = place_write(w->place);
    must(statistic_put(txn, &release), "statistics");
    place_commit(txn);
}

void
fault_story_begin(struct fault_story *story, struct fault_world *world)
{
    struct test_world *w = world->w;
    *story = (struct fault_story){.world = world, .long_list = make_long_list()};
    (void)service_add_actor(w, HUISARTS, CODE_BIT(ROLE_HUISARTS), false);
    struct id adviser = service_add_actor(w, ADVISEREND, CODE_BIT(ROLE_ADVISEREND_ARTS), false);
    (void)service_add_actor(w, PATIENT, CODE_BIT(ROLE_PATIENT), false);
    (void)service_add_actor(w, BEHEERDER, CODE_BIT(ROLE_BEHEERDER), false);
    (void)service_add_actor(w, AUDITOR, CODE_BIT(ROLE_AUDITOR), false);
    keep_id(story, "adviser", ID_ACTOR, &adviser);
    put_statistics(w);
}

void
fault_story_end(struct fault_story *story)
{
    free(story->long_list);
}

/* One empty page. */
static const char page_pdf[] = "%PDF-1.4\n"
                               "1 0 obj\n"
                               "<</Type/Catalog/Pages 2 0 R>>\n"
                               "endobj\n"
                               "2 0 obj\n"
                               "<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
                               "endobj\n"
                               "3 0 obj\n"
                               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\n"
                               "endobj\n"
                               "xref\n"
                               "0 4\n"
                               "0000000000 65535 f \n"
                               "0000000009 00000 n \n"
                               "0000000054 00000 n \n"
                               "0000000105 00000 n \n"
                               "trailer\n"
                               "<</Size 4/Root 1 0 R>>\n"
                               "startxref\n"
                               "166\n"
                               "%%EOF\n";

static const char *
text_of(const struct fault_story *story, struct slice name)
{
    if (slice_eq(name, slice_str("long"))) {
        return story->long_list;
    }
    if (slice_eq(name, slice_str("pdf"))) {
        return page_pdf;
    }
    if (slice_eq(name, slice_str("web_file"))) {
        return web_files_count > 1 ? web_files[1].name : "none.js"; /* "/" comes first */
    }
    for (size_t i = 0; i < story->count; i++) {
        if (slice_eq(name, slice_str(story->names[i].name))) {
            return story->names[i].text;
        }
    }
    must(false, "a name that no step made");
    return NULL;
}

static void
fill_in(struct buf *out, const struct fault_story *story, const char *text)
{
    while (*text != 0) {
        size_t plain = strcspn(text, "<");
        buf_put(out, text, plain);
        text += plain;
        if (*text == '<') {
            size_t len = strcspn(text, ">");
            buf_put_str(out, text_of(story, slice_of(text + 1, len - 1)));
            text += len + 1;
        }
    }
    must(buf_text(out) != NULL, "memory");
}

void
fault_ask_make(struct fault_ask *ask, struct fault_story *story, const struct fault_step *step)
{
    *ask = (struct fault_ask){.call = NULL};
    (void)pthread_mutex_init(&ask->lock, NULL);
    (void)pthread_cond_init(&ask->moved, NULL);
    fill_in(&ask->path, story, step->request);
    fill_in(&ask->body, story, step->body == NULL ? "" : step->body);
    const char *path = strchr(buf_text(&ask->path), ' ') + 1;
    size_t len = strcspn(path, "?");
    (void)snprintf(ask->query, sizeof ask->query, "%s", path[len] == 0 ? "" : path + len + 1);
    struct slice method = slice_of(ask->path.ptr, strcspn(step->request, " "));
    struct route_match match;
    must(route_find(method, slice_of(path, len), &match) == TNW_OK, step->request);
    must(strcmp(match.op->name, step->op) == 0, step->op);
    ask->call = service_call(story->world->w, step->op, step->who, buf_text(&ask->body));
    struct incoming *in = service_in(ask->call);
    char detail[128] = "";
    memcpy(in->path_id, match.path_id, sizeof in->path_id);
    in->path_seq = match.path_seq;
    in->path_rest = match.path_rest;
    if (match.op->streams) {
        in->media = MEDIA_PDF;
        in->file_size = ask->body.len;
        in->body_text = slice_of("", 0);
        ask->call->stage = STAGE_HEAD;
    }
    in->if_match = step->if_match;
    in->idempotency_key = step->key;
    must(route_query(match.op, ask->query, in->query, detail) == TNW_OK, detail);
}

/* Ends the wait of fault_ask_run. */
static void
wake(struct ledger_job *job, enum tnw_err outcome)
{
    struct call *call = (struct call *)(void *)job;
    struct fault_ask *ask = call->sender;
    if (outcome != TNW_OK) {
        answer_failure(call, TNW_E_AUDIT_UNAVAILABLE); /* as the HTTP layer says it */
    }
    (void)pthread_mutex_lock(&ask->lock);
    ask->outcome = outcome;
    ask->done = true;
    (void)pthread_cond_signal(&ask->moved);
    (void)pthread_mutex_unlock(&ask->lock);
}

/* The same for a chunk of a file. */
static void
wake_stored(struct ledger_job *job, enum tnw_err outcome)
{
    struct upload *upload = (struct upload *)(void *)job;
    struct fault_ask *ask = upload->owner;
    upload_stored(upload, outcome);
    (void)pthread_mutex_lock(&ask->lock);
    ask->done = true;
    (void)pthread_cond_signal(&ask->moved);
    (void)pthread_mutex_unlock(&ask->lock);
}

static void
await_job(struct fault_ask *ask, struct fault_world *world, struct ledger_job *job)
{
    ask->done = false;
    must(ledger_submit(world->ledger, job) == TNW_OK, "submit");
    (void)pthread_mutex_lock(&ask->lock);
    while (!ask->done) {
        (void)pthread_cond_wait(&ask->moved, &ask->lock);
    }
    (void)pthread_mutex_unlock(&ask->lock);
}

/* What the HTTP layer does with a file whose head was let in. */
static void
send_file(struct fault_ask *ask, struct fault_world *world)
{
    struct call *call = ask->call;
    if (upload_begin(call) != TNW_OK) {
        answer_failure(call, TNW_E_UNAVAILABLE);
        return;
    }
    (void)upload_take(call->upload, buf_slice(&ask->body));
    if (upload_has_chunk(call->upload)) {
        upload_store(call->upload);
        call->upload->owner = ask;
        call->upload->job.done = wake_stored;
        await_job(ask, world, &call->upload->job);
    }
    upload_end(call->upload);
    call->stage = STAGE_END;
    await_job(ask, world, &call->job);
}

void
fault_ask_run(struct fault_ask *ask, struct fault_world *world)
{
    ask->call->sender = ask;
    ask->call->job.done = wake;
    if (dispatch_begin(ask->call) != CALL_SUBMIT) {
        return;
    }
    await_job(ask, world, &ask->call->job);
    if (answer_is_awaiting(ask->call)) {
        send_file(ask, world);
    }
    upload_abandon(world->ledger, ask->call);
}

void
fault_ask_free(struct fault_ask *ask)
{
    upload_free(&ask->call->upload);
    call_free(&ask->call);
    buf_free(&ask->path);
    buf_free(&ask->body);
    (void)pthread_cond_destroy(&ask->moved);
    (void)pthread_mutex_destroy(&ask->lock);
}

int
fault_ask_status(const struct fault_ask *ask)
{
    return ask->call->reply.status;
}

struct slice
fault_ask_body(const struct fault_ask *ask)
{
    return buf_slice(&ask->call->reply.body);
}

bool
fault_ask_is_recorded(const struct fault_ask *ask)
{
    const struct call *call = ask->call;
    return call->in->op->audit == AUDIT_RECORD || (call->in->op->audit == AUDIT_QUIET && !call->found.quiet);
}

void
fault_story_note(struct fault_story *story, const struct fault_step *step, const struct fault_ask *ask)
{
    if (step->makes != NULL) {
        struct id id = service_reply_id(ask->call, step->kind);
        keep_id(story, step->makes, step->kind, &id);
    }
}

void
fault_story_seal(struct fault_story *story)
{
    char line[512];
    char number[32];
    uint64_t size;
    fault_world_seal(story->world);
    fault_world_cosignature(story->world, line, sizeof line, &size);
    (void)snprintf(number, sizeof number, "%llu", (unsigned long long)size);
    keep_name(story, "line", line);
    keep_name(story, "size", number);
}

const char *
fault_story_hole(void)
{
    for (size_t row = 0; row < operations_count; row++) {
        size_t i = 0;
        while (i < fault_steps_count &&
               (fault_steps[i].op == NULL || strcmp(fault_steps[i].op, operations[row].name) != 0 ||
                fault_steps[i].status >= 400)) {
            i++;
        }
        if (i == fault_steps_count) {
            return operations[row].name;
        }
    }
    return NULL;
}
