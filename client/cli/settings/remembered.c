#include "remembered.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "whole_file.h"

char *
remembered_path(struct cli *cli, const char *name)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    char *path = NULL;
    int done = -1;
    if (state != NULL && *state == '/') {
        done = asprintf(&path, "%s/tnw/%s", state, name);
    } else if (home != NULL && *home != 0) {
        done = asprintf(&path, "%s/.local/state/tnw/%s", home, name);
    }
    if (done < 0) {
        (void)cli_wrong(cli, TNW_E_CONFIGURATION, "HOME", TEXT_HOME_NEEDED);
        return NULL;
    }
    return path;
}

enum tnw_err
remembered_read(struct cli *cli, const char *path, size_t max, enum text lost, json_t **all)
{
    char *text = NULL;
    size_t len = 0;
    *all = NULL;
    enum tnw_err err = whole_file_read(path, max, &text, &len);
    if (err == TNW_E_IO && (errno == ENOENT || errno == ENOTDIR)) {
        *all = json_object();
        return *all == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    }
    if (err != TNW_OK) {
        return cli_fail(cli, err, path, strerror(errno));
    }
    *all = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
    free(text);
    if (!json_is_object(*all)) {
        json_decref(*all);
        *all = NULL;
        return cli_wrong(cli, TNW_E_CONFIGURATION, path, lost);
    }
    return TNW_OK;
}

/* The folders above the file, each only if it is missing. */
void
remembered_make_folders(const char *path)
{
    char *copy = path == NULL ? NULL : strdup(path);
    for (char *at = copy; at != NULL && (at = strchr(at + 1, '/')) != NULL;) {
        *at = 0;
        (void)mkdir(copy, 0700); /* whether it is there shows when the file is written */
        *at = '/';
    }
    free(copy);
}

enum tnw_err
remembered_write(struct cli *cli, const char *path, const json_t *all)
{
    char *text = json_dumps(all, JSON_INDENT(1) | JSON_SORT_KEYS);
    if (text == NULL) {
        return TNW_E_NO_MEMORY;
    }
    remembered_make_folders(path);
    enum tnw_err err = whole_file_write(path, WHOLE_FILE_REPLACE, text, strlen(text));
    free(text);
    return err == TNW_OK ? TNW_OK : cli_fail(cli, err, path, strerror(errno));
}
