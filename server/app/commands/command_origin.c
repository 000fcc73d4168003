/*
 * `tnwd origin`: what records say instead of an address.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "app/runtime.h"
#include "audit/origin.h"

/* The one way in which the server writes an address. false: it is none. */
static bool
write_address(char out[INET6_ADDRSTRLEN], const char *text)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
    uint8_t bytes[16];
    if (inet_pton(AF_INET, text, bytes) == 1) {
        return inet_ntop(AF_INET, bytes, out, INET6_ADDRSTRLEN) != NULL;
    }
    if (inet_pton(AF_INET6, text, bytes) != 1) {
        return false;
    }
    bool v4 = memcmp(bytes, mapped, sizeof mapped) == 0;
    return inet_ntop(v4 ? AF_INET : AF_INET6, bytes + (v4 ? sizeof mapped : 0), out, INET6_ADDRSTRLEN) != NULL;
}

enum tnw_err
command_origin(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    struct runtime runtime = {.store = NULL};
    char address[INET6_ADDRSTRLEN];
    char pseudonym[ORIGIN_TEXT];
    const char *text = NULL;
    enum tnw_err err = arguments_parse(argc, argv, flags, &text, 1, where);
    if (err == TNW_OK && !write_address(address, text)) {
        return command_fail(TNW_E_USAGE, where, text, "is no numeric address");
    }
    const struct config_sets sets = command_sets(&flags[1]);
    if (err == TNW_OK) {
        err = runtime_open(&runtime, flags[0].values[0], &sets, where);
    }
    if (err == TNW_OK) {
        origin_pseudonym(pseudonym, runtime.world.keyring, address);
        printf("%s\n", pseudonym);
    }
    runtime_close(&runtime);
    return err;
}
