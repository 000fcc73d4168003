/*
 * `tnwd keys …`: which wrapping keys there are and who needs them; another one in their place; one that nothing needs
 * destroyed. All of it works beside a running server.
 */
#include <inttypes.h>
#include <stdio.h>

#include "app/command.h"
#include "app/keys/escrow.h"
#include "app/keys/key_use.h"
#include "app/keys/keys_turn.h"
#include "app/keys/rotation_run.h"
#include "json/write.h"

enum { FLAG_CONFIG, FLAG_SET, FLAG_JSON };

/* changes: one after the other. */
static enum tnw_err
open_keys(struct runtime *runtime, int argc, char *const *argv, struct arguments_flag *flags, const char **id,
          bool changes, char where[CONFIG_WHERE])
{
    *runtime = (struct runtime){.store = NULL};
    enum tnw_err err = arguments_parse(argc, argv, flags, id, id == NULL ? 0 : 1, where);
    const struct config_sets sets = command_sets(&flags[FLAG_SET]);
    if (err == TNW_OK && changes) {
        err = keys_turn_take(flags[FLAG_CONFIG].values[0], where);
    }
    return err == TNW_OK ? runtime_open(runtime, flags[FLAG_CONFIG].values[0], &sets, where) : err;
}

static void
show_keys_json(const struct runtime *runtime, const struct key_uses *uses)
{
    struct buf text = {0};
    struct buf escrow = {0};
    char id[KEYRING_ID_TEXT];
    escrow_tell(&runtime->config, runtime->keyring, &escrow);
    struct json_writer jw = json_writer(&text);
    jw_open(&jw, NULL);
    jw_str(&jw, "keyring", keyring_path(runtime->keyring));
    jw_bool(&jw, "can_change", keyring_can_change(runtime->keyring));
    jw_str(&jw, "escrow", buf_text(&escrow));
    jw_open_list(&jw, "keys");
    for (size_t i = 0; i < uses->count; i++) {
        const struct key_use *use = &uses->list[i];
        keyring_id_format(id, &use->id);
        jw_open(&jw, NULL);
        jw_str(&jw, "id", id);
        jw_str(&jw, "state", key_use_state_name(use->state));
        jw_int(&jw, "places", (int64_t)use->places);
        jw_int(&jw, "backups", (int64_t)use->backups);
        jw_close(&jw);
    }
    jw_close_list(&jw);
    if (uses->rotates) {
        keyring_id_format(id, &uses->rotation.to);
        jw_open(&jw, "rotation");
        jw_str(&jw, "to", id);
        jw_time(&jw, "begun", uses->rotation.begun);
        jw_int(&jw, "total", (int64_t)uses->rotation.total);
        jw_int(&jw, "done", (int64_t)uses->rotation.done);
        jw_bool(&jw, "wrapped", uses->rotation.step == ROTATION_ENDS);
        jw_close(&jw);
    }
    jw_close(&jw);
    printf("%s\n", buf_text(&text));
    buf_free(&text);
    buf_free(&escrow);
}

static void
show_escrow(const struct runtime *runtime)
{
    struct buf text = {0};
    escrow_tell(&runtime->config, runtime->keyring, &text);
    printf("%s\n", text.err == TNW_OK ? buf_text(&text) : "");
    buf_free(&text);
}

static void
show_keys(const struct runtime *runtime, const struct key_uses *uses)
{
    char id[KEYRING_ID_TEXT];
    printf("keyring %s%s\n", keyring_path(runtime->keyring),
           keyring_can_change(runtime->keyring) ? "" : " (cannot be changed from here)");
    printf("%-17s %-9s %12s %8s\n", "key", "state", "places", "backups");
    for (size_t i = 0; i < uses->count; i++) {
        const struct key_use *use = &uses->list[i];
        keyring_id_format(id, &use->id);
        printf("%-17s %-9s %12" PRIu64 " %8" PRIu64 "\n", id, key_use_state_name(use->state), use->places,
               use->backups);
    }
    show_escrow(runtime);
    if (uses->rotates) {
        char begun[TIME_TEXT];
        time_format(begun, uses->rotation.begun);
        keyring_id_format(id, &uses->rotation.to);
        printf("rotation to %s, begun %s: %" PRIu64 " of %" PRIu64 " data keys wrapped anew%s\n", id, begun,
               uses->rotation.done, uses->rotation.total,
               uses->rotation.step == ROTATION_ENDS ? "; the old key is still to be destroyed" : "");
        printf("`tnwd keys rotate` goes on with it.\n");
    }
}

/* What is wrapped by a key that is nowhere cannot be opened any more. */
static enum tnw_err
say_missing(const struct key_uses *uses, char where[CONFIG_WHERE])
{
    for (size_t i = 0; i < uses->count; i++) {
        if (uses->list[i].state == KEY_MISSING) {
            char id[KEYRING_ID_TEXT];
            keyring_id_format(id, &uses->list[i].id);
            (void)snprintf(where, CONFIG_WHERE,
                           "the keyring lacks wrapping key %s, without which %" PRIu64
                           " data keys cannot be opened: put its line back",
                           id, uses->list[i].places);
            return TNW_E_CRYPTO;
        }
    }
    return TNW_OK;
}

enum tnw_err
command_keys_status(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct key_uses uses;
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, command_flag_json, {.name = NULL}};
    enum tnw_err err = open_keys(&runtime, argc, argv, flags, NULL, false, where);
    if (err == TNW_OK) {
        err = key_use_take(&runtime, &uses, where);
    }
    if (err == TNW_OK) {
        if (flags[FLAG_JSON].count > 0) {
            show_keys_json(&runtime, &uses);
        } else {
            show_keys(&runtime, &uses);
        }
        err = say_missing(&uses, where);
    }
    runtime_close(&runtime);
    return err;
}

static void
tell_line(const char *line)
{
    printf("%s\n", line);
    (void)fflush(stdout);
}

enum tnw_err
command_keys_rotate(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = open_keys(&runtime, argc, argv, flags, NULL, true, where);
    if (err == TNW_OK) {
        err = rotation_run(&runtime, tell_line, where);
    }
    if (err == TNW_OK) {
        printf("Every data key is wrapped by another key, and the old one is destroyed.\n");
    }
    runtime_close(&runtime);
    return err;
}

static enum tnw_err
may_destroy(const struct key_uses *uses, const struct keyring_id *id, const char *text, char where[CONFIG_WHERE])
{
    const struct key_use *use = key_use_find(uses, id);
    if (use == NULL) {
        return command_fail(TNW_E_NOT_FOUND, where, text, "is no key of the keyring");
    }
    if (use->state == KEY_ACTIVE) {
        return command_fail(TNW_E_CONFLICT, where, text,
                            "wraps every data key that is made: `tnwd keys rotate` puts another one in its place");
    }
    if (use->places > 0 || use->backups > 0) {
        (void)snprintf(where, CONFIG_WHERE,
                       "%.40s: %" PRIu64 " data keys of the store and %" PRIu64
                       " backups need it: `tnwd keys rotate` wraps them anew",
                       text, use->places, use->backups);
        return TNW_E_CONFLICT;
    }
    if (use->state == KEY_RETIRING) {
        return command_fail(TNW_E_CONFLICT, where, text, "`tnwd keys rotate` destroys it when the rotation ends");
    }
    return TNW_OK;
}

enum tnw_err
command_keys_destroy(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct runtime runtime;
    struct key_uses uses;
    struct keyring_id id;
    const char *text = NULL;
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    enum tnw_err err = open_keys(&runtime, argc, argv, flags, &text, true, where);
    if (err == TNW_OK && keyring_id_parse(&id, text) != TNW_OK) {
        err = command_fail(TNW_E_USAGE, where, text, "must be the id of a key, 16 lower-case hex digits");
    }
    if (err == TNW_OK) {
        err = key_use_take(&runtime, &uses, where);
    }
    if (err == TNW_OK) {
        err = may_destroy(&uses, &id, text, where);
    }
    if (err == TNW_OK && !keyring_can_change(runtime.keyring)) {
        err =
            command_fail(TNW_E_CONFLICT, where, keyring_path(runtime.keyring),
                         "cannot be changed from here: take the key's line out of the credential's file, and restart");
    }
    if (err == TNW_OK) {
        err = rotation_destroy(&runtime, &id, 1, false, where);
    }
    if (err == TNW_OK) {
        printf("%s is destroyed.\n", text);
    }
    runtime_close(&runtime);
    return err;
}
