#include "seen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "settings.h"
#include "whole_file.h"

#define SEEN_MAX ((size_t)16 << 20)

/* Returns the file's name, freed with free(), or NULL: there is no home. */
static char *
find_seen_path(void)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    char *path = NULL;
    int done = -1;
    if (state != NULL && *state == '/') {
        done = asprintf(&path, "%s/tnw/seen.json", state);
    } else if (home != NULL && *home != 0) {
        done = asprintf(&path, "%s/.local/state/tnw/seen.json", home);
    }
    return done < 0 ? NULL : path;
}

static enum tnw_err
load_seen(struct cli *cli, struct seen *seen)
{
    char *text = NULL;
    size_t len = 0;
    enum tnw_err err = whole_file_read(seen->path, SEEN_MAX, &text, &len);
    if (err == TNW_E_IO && (errno == ENOENT || errno == ENOTDIR)) {
        seen->all = json_object();
        return seen->all == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    if (err != TNW_OK) {
        return cli_fail(cli, err, seen->path, strerror(errno));
    }
    seen->all = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    if (!json_is_object(seen->all)) {
        return cli_fail(cli, TNW_E_CONFIGURATION, seen->path, "is damaged; what was proven before is no longer known");
    }
    return TNW_OK;
}

/* Returns a member that is an object, made when it is missing; borrowed. */
static json_t *
child_object(json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    if (!json_is_object(value)) {
        json_object_set_new(object, name, json_object());
        value = json_object_get(object, name);
    }
    return value;
}

enum tnw_err
seen_open(struct cli *cli, struct seen *out)
{
    struct settings settings;
    *out = (struct seen){.path = find_seen_path()};
    if (out->path == NULL) {
        return cli_fail(cli, TNW_E_CONFIGURATION, "HOME", "is needed, to remember what was proven");
    }
    enum tnw_err err = settings_gather(&settings, cli);
    if (err == TNW_OK) {
        err = load_seen(cli, out);
    }
    if (err == TNW_OK) {
        out->server = child_object(out->all, settings.values[SETTING_URL]);
        err = out->server == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    settings_wipe(&settings);
    return err;
}

void
seen_close(struct seen *seen)
{
    json_decref(seen->all);
    free(seen->path);
    *seen = (struct seen){NULL, NULL, NULL};
}

const char *
seen_note(const struct seen *seen)
{
    return json_string_value(json_object_get(seen->server, "note"));
}

const char *
seen_key(const struct seen *seen)
{
    return json_string_value(json_object_get(seen->server, "key"));
}

bool
seen_head(const struct seen *seen, const char *dossier, struct tnw_access_head *out)
{
    const json_t *entry = json_object_get(json_object_get(seen->server, "dossiers"), dossier);
    const char *head = json_string_value(json_object_get(entry, "head"));
    json_int_t counter = json_integer_value(json_object_get(entry, "counter"));
    *out = (struct tnw_access_head){.counter = 0};
    if (head == NULL || strlen(head) >= sizeof out->head || counter <= 0) {
        return false;
    }
    out->counter = (uint64_t)counter;
    memcpy(out->head, head, strlen(head) + 1);
    return true;
}

/* The folders above the file, each only if it is missing. */
static void
make_folders(const char *path)
{
    char *copy = strdup(path);
    for (char *at = copy; at != NULL && (at = strchr(at + 1, '/')) != NULL;) {
        *at = 0;
        (void)mkdir(copy, 0700); /* whether it is there shows when the file is written */
        *at = '/';
    }
    free(copy);
}

enum tnw_err
seen_save(struct cli *cli, struct seen *seen, const char *note, const char *key, const char *dossier,
          const struct tnw_access_head *head)
{
    bool set = json_object_set_new(seen->server, "note", json_string(note)) == 0 &&
               json_object_set_new(seen->server, "key", json_string(key)) == 0;
    if (head->counter > 0) {
        json_t *entry = json_pack("{s:I, s:s}", "counter", (json_int_t)head->counter, "head", head->head);
        set = json_object_set_new(child_object(seen->server, "dossiers"), dossier, entry) == 0 && set;
    }
    char *text = set ? json_dumps(seen->all, JSON_INDENT(1) | JSON_SORT_KEYS) : NULL;
    if (text == NULL) {
        return TNW_E_NO_MEMORY;
    }
    make_folders(seen->path);
    enum tnw_err err = whole_file_write(seen->path, WHOLE_FILE_REPLACE, text, strlen(text));
    free(text);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, seen->path, strerror(errno));
}
