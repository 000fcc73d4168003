#include "service/process/calendar.h"

#include <string.h>

#include "base/clock.h"
#include "crypto/keyring.h"
#include "service/process/step_show.h"

/* "Lines of text SHOULD NOT be longer than 75 octets, excluding the line break" (RFC 5545, 3.1). */
#define LINE_OCTETS 75

/* Ends a content line: folds it, never within a character. */
static void
put_line(struct buf *out, struct buf *line)
{
    size_t at = 0;
    size_t room = LINE_OCTETS;
    buf_fail(out, line->err);
    while (line->err == TNW_OK && line->len - at > room) {
        size_t len = room;
        while (len > 1 && (line->ptr[at + len] & 0xC0) == 0x80) {
            len--;
        }
        buf_put(out, line->ptr + at, len);
        buf_put_str(out, "\r\n ");
        at += len;
        room = LINE_OCTETS - 1; /* the blank counts */
    }
    if (line->err == TNW_OK) {
        buf_put(out, line->ptr + at, line->len - at);
        buf_put_str(out, "\r\n");
    }
    buf_clear(line);
}

/* A value of type TEXT (3.3.11). */
static void
put_text(struct buf *line, const char *text)
{
    for (; *text != 0; text++) {
        if (*text == '\n') {
            buf_put_str(line, "\\n");
        } else if (strchr("\\;,", *text) != NULL) {
            buf_put_u8(line, '\\');
            buf_put_u8(line, (uint8_t)*text);
        } else if ((unsigned char)*text >= 0x20) {
            buf_put_u8(line, (uint8_t)*text);
        }
    }
}

static void
put_property(struct buf *out, struct buf *line, const char *name, const char *text)
{
    buf_printf(line, "%s:", name);
    put_text(line, text);
    put_line(out, line);
}

static void
put_calendar_date(struct buf *out, struct buf *line, const char *name, day_num day)
{
    char text[DATE_TEXT];
    date_format(text, day);
    buf_printf(line, "%s;VALUE=DATE:%.4s%.2s%.2s", name, text, text + 5, text + 8);
    put_line(out, line);
}

/* Of the answer's second, in UTC. */
static void
put_stamp(struct buf *out, struct buf *line, time_ms now)
{
    char text[TIME_TEXT];
    time_format(text, now);
    buf_printf(line, "DTSTAMP:%.4s%.2s%.2sT%.2s%.2s%.2sZ", text, text + 5, text + 8, text + 11, text + 14, text + 17);
    put_line(out, line);
}

/* The same for one step of one dossier, and tells neither. */
static void
put_uid(struct buf *out, struct buf *line, const struct call *call, const struct id *dossier, const char *rule)
{
    struct buf name = {0};
    buf_put_slice(&name, id_slice(dossier));
    buf_put_str(&name, rule);
    buf_fail(line, name.err);
    struct hash hash = keyring_index(call->world->keyring, "calendar", buf_slice(&name));
    buf_free(&name);
    buf_put_str(line, "UID:");
    buf_put_hex(line, slice_of(hash.bytes, 16));
    buf_put_str(line, "@tnw");
    put_line(out, line);
}

static void
put_description(struct buf *out, struct buf *line, const struct call *call, const struct timeline_step *step,
                enum language language)
{
    const char *benefit = step_show_text(call, step->benefit, language);
    buf_put_str(line, "DESCRIPTION:");
    put_text(line, step_show_text(call, step->text, language));
    if (benefit[0] != 0) {
        buf_put_str(line, "\\n\\n");
        put_text(line, benefit);
    }
    put_line(out, line);
}

static void
put_event(struct buf *out, struct buf *line, const struct call *call, const struct access *access,
          const struct timeline_step *step, enum language language)
{
    put_property(out, line, "BEGIN", "VEVENT");
    put_uid(out, line, call, &access->dossier.id, step->rule);
    put_stamp(out, line, call->found.now);
    put_calendar_date(out, line, "DTSTART", step->due);
    put_calendar_date(out, line, "DTEND", step->due + 1); /* the day behind the last one */
    put_property(out, line, "SUMMARY", step_show_text(call, step->title, language));
    put_description(out, line, call, step, language);
    put_property(out, line, "TRANSP", "TRANSPARENT");
    put_property(out, line, "CLASS", "PRIVATE");
    put_property(out, line, "END", "VEVENT");
}

void
calendar_write(struct buf *out, const struct call *call, const struct access *access, const struct steps *steps,
               enum language language)
{
    struct buf line = {0};
    put_property(out, &line, "BEGIN", "VCALENDAR");
    put_property(out, &line, "VERSION", "2.0");
    put_property(out, &line, "PRODID", "-//tnwd//timeline//EN");
    put_property(out, &line, "CALSCALE", "GREGORIAN");
    put_property(out, &line, "METHOD", "PUBLISH");
    for (size_t i = 0; i < steps->count; i++) {
        const struct timeline_step *step = &steps->list[i];
        if (steps_is_open(step) && step->due != 0 && steps_sees(call, step)) {
            put_event(out, &line, call, access, step, language);
        }
    }
    put_property(out, &line, "END", "VCALENDAR");
    buf_free(&line);
}
