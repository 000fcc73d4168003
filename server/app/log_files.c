#include "app/log_files.h"

#include <stdio.h>

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

enum tnw_err
log_files_create(const char *key, const char *state, const char *name, char where[CONFIG_WHERE])
{
    enum tnw_err err = log_key_create(key, name);
    if (err != TNW_OK) {
        return command_fail(err, where, key, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
    }
    err = state_file_create(state, slice_str(name));
    return err == TNW_OK
               ? err
               : command_fail(err, where, state, err == TNW_E_CONFLICT ? "is there already" : "cannot be made");
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
