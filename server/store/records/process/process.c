#include "store/records/process/process.h"

#include <assert.h>
#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/wish.h"

#define PROCESS_VERSION 3
#define PROCESS_NO_AUTHORS 2 /* of events; else the same */

/* At their longest. */
#define EVENT_STORED (2 * ID_SIZE + 3 + 2 * PROCESS_CODE + 6 * 4)
#define ROW_STORED (ID_SIZE + 4)
#define TOLD_STORED (PROCESS_CODE + 9)
static_assert(LIMIT_PROCESS_EVENTS * EVENT_STORED + PROCESS_AGENDA * ROW_STORED + LIMIT_PROCESS_TOLD * TOLD_STORED +
                      64 <
                  ENGINE_VALUE_MAX,
              "a process is one value of an engine");

static void
encode_event(struct buf *out, const struct process_event *event)
{
    buf_put_slice(out, id_slice(&event->object));
    buf_put_slice(out, id_slice(&event->author));
    buf_put_u8(out, (uint8_t)event->category);
    buf_put_u8(out, (uint8_t)event->by);
    buf_put_u8(out, (uint8_t)event->purpose);
    value_put_code(out, event->kind, PROCESS_CODE);
    value_put_code(out, event->step, PROCESS_CODE);
    buf_put_u32(out, (uint32_t)event->value);
    buf_put_u32(out, (uint32_t)event->day);
    buf_put_u32(out, (uint32_t)event->recorded);
    buf_put_u32(out, (uint32_t)event->from);
    buf_put_u32(out, (uint32_t)event->until);
    buf_put_u32(out, (uint32_t)event->next);
}

static void
parse_process_event(struct cursor *cur, uint8_t form, struct process_event *out)
{
    cursor_bytes(cur, out->object.bytes, ID_SIZE);
    out->author = (struct id){0};
    if (form != PROCESS_NO_AUTHORS) {
        cursor_bytes(cur, out->author.bytes, ID_SIZE);
    }
    out->category = (enum category)cursor_u8(cur);
    out->by = (enum role)cursor_u8(cur);
    out->purpose = (enum purpose)cursor_u8(cur);
    value_get_code(cur, out->kind, PROCESS_CODE);
    value_get_code(cur, out->step, PROCESS_CODE);
    out->value = (int)cursor_u32(cur);
    out->day = (day_num)cursor_u32(cur);
    out->recorded = (day_num)cursor_u32(cur);
    out->from = (day_num)cursor_u32(cur);
    out->until = (day_num)cursor_u32(cur);
    out->next = (day_num)cursor_u32(cur);
    bool known = (out->category < CATEGORY_COUNT || out->category == CATEGORY_NONE) && out->by < ROLE_COUNT &&
                 (out->purpose < PURPOSE_COUNT || out->purpose == PURPOSE_NONE);
    if (!known) {
        cur->err = TNW_E_CORRUPT;
    }
}

static void
encode_marks(struct buf *out, const struct process_marks *marks)
{
    buf_put_u32(out, (uint32_t)marks->wake);
    buf_put_u32(out, (uint32_t)marks->no_regie);
    buf_put_u16(out, (uint16_t)marks->row_count);
    for (size_t i = 0; i < marks->row_count; i++) {
        buf_put_slice(out, id_slice(&marks->rows[i].actor));
        buf_put_u32(out, (uint32_t)marks->rows[i].day);
    }
    buf_put_u8(out, (uint8_t)marks->told_count);
    for (size_t i = 0; i < marks->told_count; i++) {
        value_put_code(out, marks->told[i].rule, PROCESS_CODE);
        buf_put_u32(out, (uint32_t)marks->told[i].due);
        buf_put_u8(out, marks->told[i].overdue);
        buf_put_u32(out, (uint32_t)marks->told[i].on);
    }
    buf_put_u8(out, marks->is_quiet);
    buf_put_u8(out, marks->is_sweeping);
    buf_put_slice(out, id_slice(&marks->swept));
}

/* How many follow; more than there can be are damage. */
static size_t
check_count(struct cursor *cur, size_t count, size_t most)
{
    if (count > most) {
        cur->err = TNW_E_CORRUPT;
    }
    return cur->err == TNW_OK ? count : 0;
}

static void
parse_marks(struct cursor *cur, struct process_marks *out)
{
    out->wake = (day_num)cursor_u32(cur);
    out->no_regie = (day_num)cursor_u32(cur);
    out->row_count = check_count(cur, cursor_u16(cur), PROCESS_AGENDA);
    for (size_t i = 0; i < out->row_count; i++) {
        cursor_bytes(cur, out->rows[i].actor.bytes, ID_SIZE);
        out->rows[i].day = (day_num)cursor_u32(cur);
    }
    out->told_count = check_count(cur, cursor_u8(cur), LIMIT_PROCESS_TOLD);
    for (size_t i = 0; i < out->told_count; i++) {
        value_get_code(cur, out->told[i].rule, PROCESS_CODE);
        out->told[i].due = (day_num)cursor_u32(cur);
        out->told[i].overdue = cursor_u8(cur) != 0;
        out->told[i].on = (day_num)cursor_u32(cur);
    }
    out->is_quiet = cursor_u8(cur) != 0;
    out->is_sweeping = cursor_u8(cur) != 0;
    cursor_bytes(cur, out->swept.bytes, ID_SIZE);
}

/* marks NULL: they are not asked for, and lie at the end. */
static enum tnw_err
parse_process(struct slice bytes, struct process *process, struct process_marks *marks)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t form = cursor_u8(&cur);
    if (form != PROCESS_VERSION && form != PROCESS_NO_AUTHORS) {
        return TNW_E_CORRUPT;
    }
    process->event_count = check_count(&cur, cursor_u16(&cur), LIMIT_PROCESS_EVENTS);
    for (size_t i = 0; i < process->event_count; i++) {
        parse_process_event(&cur, form, &process->events[i]);
    }
    if (marks == NULL) {
        return cur.err;
    }
    parse_marks(&cur, marks);
    return cursor_end(&cur);
}

static void
forget_all(struct process *process, struct process_marks *marks)
{
    process->event_count = 0;
    if (marks != NULL) {
        marks->wake = 0;
        marks->no_regie = 0;
        marks->row_count = 0;
        marks->told_count = 0;
        marks->is_quiet = false;
        marks->is_sweeping = false;
    }
}

bool
process_get(struct txn *txn, const struct id *dossier, struct process *process, struct process_marks *marks)
{
    struct buf plain = {0};
    forget_all(process, marks);
    bool ok = cipher_get(txn, SPACE_PROCESS, id_slice(dossier), dossier, &plain) &&
              txn_check(txn, parse_process(buf_slice(&plain), process, marks));
    buf_free(&plain);
    if (!ok) {
        forget_all(process, marks);
    }
    return ok;
}

void
process_put(struct txn *txn, const struct id *dossier, const struct process *process, const struct process_marks *marks)
{
    struct buf plain = {0};
    buf_put_u8(&plain, PROCESS_VERSION);
    buf_put_u16(&plain, (uint16_t)process->event_count);
    for (size_t i = 0; i < process->event_count; i++) {
        encode_event(&plain, &process->events[i]);
    }
    encode_marks(&plain, marks);
    cipher_put(txn, SPACE_PROCESS, id_slice(dossier), dossier, &plain);
}

void
process_hint(struct txn *txn, const struct id *dossier)
{
    wish_value(txn, SPACE_PROCESS, id_slice(dossier));
}

static void
take_at(struct process *process, size_t at)
{
    process->event_count--;
    memmove(&process->events[at], &process->events[at + 1], (process->event_count - at) * sizeof process->events[0]);
}

static struct process_event *
find_event(struct process *process, const struct id *object)
{
    for (size_t i = 0; i < process->event_count; i++) {
        if (id_eq(&process->events[i].object, object)) {
            return &process->events[i];
        }
    }
    return NULL;
}

static bool
is_of_a_kind(const struct process_event *one, const struct process_event *other)
{
    return one->category == other->category && one->by == other->by && strcmp(one->step, other->step) == 0 &&
           strcmp(one->kind, other->kind) == 0;
}

/* Who writes one kind of thing without end takes the room from that kind alone, and from none that others write. */
static size_t
oldest_of_most(const struct process *process)
{
    size_t oldest = 0;
    size_t most = 0;
    for (size_t i = 0; i + most < process->event_count; i++) {
        size_t count = 0; /* of its kind from here on: of the first of a kind, all */
        for (size_t k = i; k < process->event_count; k++) {
            count += is_of_a_kind(&process->events[i], &process->events[k]);
        }
        oldest = count > most ? i : oldest;
        most = count > most ? count : most;
    }
    return oldest;
}

void
process_add(struct process *process, const struct process_event *event)
{
    struct process_event *same = find_event(process, &event->object);
    if (same != NULL) {
        *same = *event;
        return;
    }
    if (process->event_count == LIMIT_PROCESS_EVENTS) {
        take_at(process, oldest_of_most(process));
    }
    process->events[process->event_count++] = *event;
}

bool
process_take(struct process *process, const struct id *object)
{
    const struct process_event *event = find_event(process, object);
    if (event != NULL) {
        take_at(process, (size_t)(event - process->events));
    }
    return event != NULL;
}
