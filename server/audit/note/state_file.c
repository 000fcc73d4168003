#include "audit/note/state_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audit/note/checkpoint.h"
#include "audit/note/note_text.h"
#include "base/file.h"

#define VERSION_LINE "tnwd log state 1"
/* Version, name, and a checkpoint's text. */
#define STATE_FILE_MAX 1024

static void
encode_state(struct buf *out, struct slice origin, struct slice text)
{
    buf_put_str(out, VERSION_LINE "\nname ");
    buf_put_slice(out, origin);
    buf_put_u8(out, '\n');
    buf_put_slice(out, text);
}

enum tnw_err
state_file_create(const char *path, struct slice origin)
{
    struct buf content = {0};
    encode_state(&content, origin, slice_of("", 0));
    enum tnw_err err = content.err == TNW_OK ? file_create(path, buf_slice(&content)) : content.err;
    buf_free(&content);
    return err;
}

/* Takes text over as that of the last checkpoint, when it is one of this log. */
static enum tnw_err
set_state_text(struct state_file *state, struct slice text)
{
    struct checkpoint checkpoint;
    if (checkpoint_parse(&checkpoint, text) != TNW_OK || !slice_eq(checkpoint.origin, buf_slice(&state->origin))) {
        return TNW_E_CORRUPT;
    }
    struct buf copy = {0};
    buf_put_slice(&copy, text);
    if (copy.err != TNW_OK) {
        return copy.err;
    }
    buf_free(&state->text);
    state->text = copy;
    state->size = checkpoint.size;
    return TNW_OK;
}

static enum tnw_err
parse_state(struct state_file *state, struct slice content, struct slice origin, const char **wrong)
{
    struct slice version = note_text_until(&content, '\n');
    struct slice name = note_text_until(&content, '\n');
    *wrong = "is not a state file of this form: `" VERSION_LINE "`, name, checkpoint";
    if (!slice_eq(version, slice_str(VERSION_LINE)) || name.len < 5 || memcmp(name.ptr, "name ", 5) != 0) {
        return TNW_E_CONFIGURATION;
    }
    if (!slice_eq(slice_of(name.ptr + 5, name.len - 5), origin)) {
        *wrong = "is of another log than the key; put the right one back, or begin a new log with `tnwd log-key --new`";
        return TNW_E_CONFIGURATION;
    }
    buf_put_slice(&state->origin, origin);
    if (state->origin.err != TNW_OK || content.len == 0) {
        return state->origin.err;
    }
    enum tnw_err err = set_state_text(state, content);
    return err == TNW_E_CORRUPT ? TNW_E_CONFIGURATION : err;
}

enum tnw_err
state_file_load(struct state_file *out, const char *path, struct slice origin, char where[256])
{
    struct buf content = {0};
    const char *wrong;
    *out = (struct state_file){.size = 0};
    if ((size_t)snprintf(out->path, sizeof out->path, "%s", path) >= sizeof out->path) {
        (void)snprintf(where, 256, "%.150s: the path is too long", path);
        return TNW_E_CONFIGURATION;
    }
    enum tnw_err err = file_read(&content, path, STATE_FILE_MAX, where);
    if (err == TNW_E_IO && access(path, F_OK) != 0 && errno == ENOENT) {
        (void)snprintf(where, 256,
                       "%.80s: is not there, and without it the key must not sign; `tnwd log-key --continue NOTE` goes "
                       "on behind what witnesses cosigned, `tnwd log-key --new` under a fresh key",
                       path);
    }
    if (err == TNW_OK) {
        err = parse_state(out, buf_slice(&content), origin, &wrong);
        if (err != TNW_OK) {
            (void)snprintf(where, 256, "%.110s: %s", path, wrong);
        }
    }
    buf_free(&content);
    return err;
}

enum tnw_err
state_file_set_aside(const struct state_file *state)
{
    return file_set_aside(state->path, STATE_FILE_MAX);
}

void
state_file_wipe(struct state_file *state)
{
    buf_free(&state->origin);
    buf_free(&state->text);
    state->size = 0;
}

enum tnw_err
state_file_advance(struct state_file *state, struct slice text)
{
    struct checkpoint next;
    if (checkpoint_parse(&next, text) != TNW_OK || !slice_eq(next.origin, buf_slice(&state->origin))) {
        return TNW_E_CORRUPT;
    }
    if (state->text.len > 0 && next.size <= state->size) {
        return slice_eq(text, buf_slice(&state->text)) ? TNW_OK : TNW_E_CONFLICT;
    }
    struct buf content = {0};
    encode_state(&content, buf_slice(&state->origin), text);
    enum tnw_err err = content.err == TNW_OK ? file_replace(state->path, buf_slice(&content)) : content.err;
    buf_free(&content);
    /* Only now: a state that could not be written down must not count as written. */
    return err == TNW_OK ? set_state_text(state, text) : err;
}
