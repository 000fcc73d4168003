#include "app/log_files.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/command.h"
#include "audit/note/log_key.h"
#include "audit/note/state_file.h"

#define ORIGIN_FORM "an address of yours without https://, in lower case, as in example.be/tnwd; at most 128 bytes"

enum tnw_err
log_files_check_origin(const char *origin, char where[CONFIG_WHERE])
{
    if (origin == NULL) {
        return command_fail(TNW_E_USAGE, where, "--origin", "is needed, the name of the log for ever: " ORIGIN_FORM);
    }
    return log_key_is_origin(origin)
               ? TNW_OK
               : command_fail(TNW_E_USAGE, where, origin, "cannot be the name of a log: that is " ORIGIN_FORM);
}

static enum tnw_err
make_log_key(const char *path, const char *name, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_create(path, name);
    return err == TNW_OK
               ? err
               : command_fail(err, where, path, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
}

/* That nothing was signed with the key of that log. */
static enum tnw_err
make_log_state(const char *path, const char *name, bool may_exist, char where[CONFIG_WHERE])
{
    enum tnw_err err = state_file_create(path, slice_str(name));
    if (err == TNW_OK || (err == TNW_E_CONFLICT && may_exist)) {
        return TNW_OK;
    }
    return command_fail(err, where, path, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
}

static enum tnw_err
check_log_key(const char *path, const char *name, char where[CONFIG_WHERE])
{
    struct log_key key;
    enum tnw_err err = log_key_load(&key, path, where);
    if (err == TNW_OK && strcmp(name, key.public.name) != 0) {
        err = command_fail(TNW_E_USAGE, where, path, "is there already, of a log of another name");
    }
    log_key_wipe(&key);
    return err;
}

enum tnw_err
log_files_create(const char *key, const char *state, const char *name, char where[CONFIG_WHERE])
{
    enum tnw_err err = make_log_key(key, name, where);
    return err == TNW_OK ? make_log_state(state, name, false, where) : err;
}

enum tnw_err
log_files_complete(const char *key, const char *state, const char *name, char where[CONFIG_WHERE])
{
    bool there = access(key, F_OK) == 0;
    enum tnw_err err = there ? check_log_key(key, name, where) : make_log_key(key, name, where);
    return err == TNW_OK ? make_log_state(state, name, true, where) : err;
}

enum tnw_err
log_files_print_key(const char *path, char where[CONFIG_WHERE])
{
    struct log_key key;
    struct buf text = {0};
    enum tnw_err err = log_key_load(&key, path, where);
    if (err == TNW_OK) {
        note_key_encode(&text, &key.public);
        err = text.err;
    }
    if (err == TNW_OK) {
        printf("%.*s\n", (int)text.len, (const char *)text.ptr);
    }
    buf_free(&text);
    log_key_wipe(&key);
    return err;
}
