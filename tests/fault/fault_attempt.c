#include "fault/fault_attempt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BIT(space) (UINT64_C(1) << SPACE_##space)
/* Where records, and what is reckoned from them, lie. */
#define LOG_SPACES (BIT(META) | BIT(AUDIT) | BIT(AUDIT_HEAD) | BIT(AUDIT_LINK) | BIT(AUDIT_INDEX) | BIT(VISITOR))
/* A file is paid before it comes, and what came of one that nothing became of waits for the scheduler. */
#define FILE_SPACES (BIT(USAGE) | BIT(ATTACHMENT_DRAFT) | BIT(ATTACHMENT_CHUNK))

/* Makes runs of at least that many of those characters the same. */
static void
mask_runs(struct buf *text, const char *characters, size_t least)
{
    for (size_t at = 0; at < text->len; at++) {
        size_t len = 0;
        while (at + len < text->len && text->ptr[at + len] != 0 && strchr(characters, text->ptr[at + len]) != NULL) {
            len++;
        }
        if (len >= least) {
            memset(text->ptr + at, 'x', len);
        }
        at += len;
    }
}

/* Ids are 26 letters or digits, salts 32 hex digits, hashes 64: made by chance, or reckoned from what is. */
static void
mask_chance(struct buf *text)
{
    mask_runs(text, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26);
    mask_runs(text, "0123456789abcdef", 32);
}

/* What the step's maker sees of it, in the state that it left. */
static void
look(const struct fault_attempt *it, const struct fault_ask *made, struct buf *out)
{
    const struct fault_step *step = it->step;
    const struct fault_step looking = {.op = step->look_op, .who = step->who, .request = step->look, .status = 200};
    struct fault_ask ask;
    if (step->makes != NULL) {
        fault_story_note(it->story, step, made);
    }
    fault_ask_make(&ask, it->story, &looking);
    fault_ask_run(&ask, it->story->world);
    buf_put_slice(out, fault_ask_body(&ask));
    mask_chance(out);
    fault_ask_free(&ask);
    if (step->makes != NULL) {
        it->story->count--;
    }
}

static void
free_outcome(struct fault_outcome *outcome)
{
    buf_free(&outcome->body);
    buf_free(&outcome->record);
    buf_free(&outcome->look);
}

/* A success is looked at after all is closed and opened again, as the differences are. */
static struct fault_outcome
run_on(struct fault_attempt *it, struct memory_disk *disk, bool goes_wrong, bool *went_wrong)
{
    struct fault_world *world = it->story->world;
    struct fault_outcome out = {.status = 0};
    struct fault_ask ask;
    char where[256];
    fault_world_open(world, disk);
    fault_ask_make(&ask, it->story, it->step);
    if (goes_wrong) {
        it->arm(it);
    }
    fault_ask_run(&ask, world);
    fault_world_stop(world);
    *went_wrong = goes_wrong && it->disarm(it);
    out.fatal = world->is_fatal;
    fault_world_close(world);
    out.status = fault_ask_status(&ask);
    out.recorded = fault_ask_is_recorded(&ask);
    buf_put_slice(&out.body, fault_ask_body(&ask));
    out.differences = memory_disk_differences(it->before, disk, where);
    out.counts = fault_world_count(disk);
    fault_world_last_record(disk, &out.record);
    if (it->step->look != NULL && out.status < 400) {
        struct memory_disk *fork = memory_disk_fork(disk);
        fault_world_open(world, fork);
        look(it, &ask, &out.look);
        fault_world_close(world);
        memory_disk_free(&fork);
    }
    mask_chance(&out.body);
    mask_chance(&out.record);
    fault_ask_free(&ask);
    return out;
}

static void
tell(const struct fault_attempt *it, const struct fault_outcome *got, const char *what)
{
    fail_msg("%s %s: %lu, fault %d (%s) at call %lu of %x: %s; answer %d, differences %llx, wanted %d, "
             "%llx\n%.*s\n%.*s\n%.*s",
             it->step->op, it->step->request, it->nth, (int)it->fault.kind, tnw_error_info(it->fault.err)->code,
             (unsigned long)it->fault.nth, it->fault.calls, what, got->status, (unsigned long long)got->differences,
             it->reference.status, (unsigned long long)it->reference.differences, (int)got->body.len,
             (const char *)got->body.ptr, (int)got->record.len, (const char *)got->record.ptr, (int)got->look.len,
             (const char *)got->look.ptr);
}

static bool
same_counts(const struct fault_counts *a, const struct fault_counts *b, uint64_t spaces)
{
    bool same = true;
    for (unsigned space = 0; space < SPACE_COUNT; space++) {
        same = same && ((spaces >> space & 1) == 0 || a->of[space] == b->of[space]);
    }
    return same;
}

static uint64_t
left_to_scheduler(const struct fault_attempt *it, const struct fault_outcome *got)
{
    bool file = strcmp(it->step->op, "attachment.add") == 0;
    return file && (got->differences & BIT(ATTACHMENT)) == 0 ? FILE_SPACES : 0;
}

/* With what waits for the scheduler the generation went up. */
static uint64_t
left_over(const struct fault_attempt *it, const struct fault_outcome *got)
{
    uint64_t waits = left_to_scheduler(it, got);
    return got->differences & ~(waits == 0 ? 0 : waits | BIT(META));
}

static bool
is_whole(const struct fault_attempt *it, const struct fault_outcome *got)
{
    uint64_t held = ~left_to_scheduler(it, got);
    return (got->differences & held) == (it->reference.differences & held) &&
           same_counts(&got->counts, &it->reference.counts, held);
}

static bool
same_text(const struct buf *a, const struct buf *b)
{
    return slice_eq(buf_slice(a), buf_slice(b));
}

static void
check_done(const struct fault_attempt *it, const struct fault_outcome *got)
{
    if (!is_whole(it, got)) {
        tell(it, got, "it is acknowledged, and not done as a whole");
    }
    if (got->status < 400 && !same_text(&got->body, &it->reference.body)) {
        tell(it, got, "the answer is another one");
    }
    if (!same_text(&got->record, &it->reference.record)) {
        tell(it, got, "its record says something else");
    }
    if (!same_text(&got->look, &it->reference.look)) {
        tell(it, got, "what was stored is something else");
    }
}

static bool
says_status(const struct buf *record, int status)
{
    char member[32];
    (void)snprintf(member, sizeof member, "\"status\":%d", status);
    return memmem(record->ptr, record->len, member, strlen(member)) != NULL;
}

/* Nothing happened, or nothing but a record of the failure. */
static void
check_failed(const struct fault_attempt *it, const struct fault_outcome *got)
{
    size_t records = got->counts.of[SPACE_AUDIT] - it->counts.of[SPACE_AUDIT];
    if (got->status < 500) {
        tell(it, got, "a failure is told as something else");
    }
    if (records == 0 ? left_over(it, got) != 0 : records != 1 || (left_over(it, got) & ~LOG_SPACES) != 0) {
        tell(it, got, "it failed, and left something behind");
    }
    if (records == 1 && !says_status(&got->record, got->status)) {
        tell(it, got, "it failed, and its record says something else");
    }
}

/* All of it is there, or nothing; and all of it if it was acknowledged before the process ended. */
static void
check_crashed(const struct fault_attempt *it, const struct fault_outcome *got)
{
    uint64_t differences = left_over(it, got);
    if (differences != 0 && !is_whole(it, got)) {
        tell(it, got, "a crash left half of it");
    }
    if (!is_whole(it, got) && got->status < 400) {
        tell(it, got, "it was acknowledged before it was durable");
    }
}

/* The process ends where nothing may be trusted any more, and only there: a full disk, or a moment without memory, is a
 * refusal. */
static bool
may_end_process(const struct fault_attempt *it)
{
    return it->is_crash || it->fault.err == TNW_E_IO || it->fault.err == TNW_E_CORRUPT;
}

static void
check(const struct fault_attempt *it, const struct fault_outcome *got)
{
    if (got->fatal && !may_end_process(it)) {
        tell(it, got, "the process ended");
    }
    if (it->is_crash) {
        check_crashed(it, got);
    } else if (got->status == it->reference.status) {
        check_done(it, got);
    } else {
        check_failed(it, got);
    }
}

/* On what was left the same step works; after one that was done it is another step. */
static void
check_retry(struct fault_attempt *it, struct memory_disk *disk, const struct fault_outcome *failed)
{
    bool went_wrong;
    if ((failed->differences & ~LOG_SPACES) != 0) {
        return;
    }
    struct fault_outcome got = run_on(it, disk, false, &went_wrong);
    if (got.status != it->reference.status || !same_counts(&got.counts, &it->reference.counts, ~LOG_SPACES) ||
        (got.differences | LOG_SPACES) != (it->reference.differences | LOG_SPACES)) {
        tell(it, &got, "it does not work afterwards");
    }
    free_outcome(&got);
}

bool
fault_attempt_try(struct fault_attempt *attempt)
{
    struct memory_disk *disk = memory_disk_fork(attempt->before);
    bool went_wrong;
    struct fault_outcome got = run_on(attempt, disk, true, &went_wrong);
    check(attempt, &got);
    if (went_wrong) {
        check_retry(attempt, disk, &got);
    }
    free_outcome(&got);
    memory_disk_free(&disk);
    return went_wrong;
}

/* In a fork, so that the story can still go either way. */
static void
set_reference(struct fault_attempt *it)
{
    const struct fault_step *step = it->step;
    struct memory_disk *fork = memory_disk_fork(it->before);
    bool went_wrong;
    it->counts = fault_world_count(it->before);
    it->reference = run_on(it, fork, false, &went_wrong);
    memory_disk_free(&fork);
    if (it->reference.status != step->status) {
        fail_msg("%s %s: %d %s", step->op, step->request, it->reference.status, buf_text(&it->reference.body));
    }
    size_t records = it->reference.counts.of[SPACE_AUDIT] - it->counts.of[SPACE_AUDIT];
    assert_int_equal(records, it->reference.recorded || step->status >= 400 ? 1 : 0);
}

static void
go_on(struct fault_story *story, const struct fault_step *step)
{
    struct fault_ask ask;
    fault_ask_make(&ask, story, step);
    fault_ask_run(&ask, story->world);
    assert_int_equal(fault_ask_status(&ask), step->status);
    fault_story_note(story, step, &ask);
    fault_ask_free(&ask);
}

void
fault_attempt_play(struct fault_story *story, void (*try_step)(struct fault_attempt *attempt))
{
    struct fault_world *world = story->world;
    struct memory_disk *own = world->disk;
    for (size_t i = 0; i < fault_steps_count; i++) {
        struct fault_attempt attempt = {.story = story, .step = &fault_steps[i], .before = own};
        if (fault_steps[i].op == NULL) {
            fault_story_seal(story);
            continue;
        }
        fault_world_close(world);
        set_reference(&attempt);
        try_step(&attempt);
        free_outcome(&attempt.reference);
        fault_world_open(world, own);
        go_on(story, &fault_steps[i]);
    }
}
