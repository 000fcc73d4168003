#include <stdio.h>

#include "app/command.h"
#include "app/keys/keys_turn.h"
#include "crypto/keyring_file.h"
#include "crypto/token/token_ring.h"

static enum tnw_err
move_to_token(const struct config *config, char where[CONFIG_WHERE])
{
    const struct token token = config_token(config);
    size_t moved = 0;
    if (!keyring_file_can_change(config->keys_keyring)) {
        return command_fail(TNW_E_CONFIGURATION, where, config->keys_keyring,
                            "cannot be written to: where it is a credential, run this on the file behind it");
    }
    enum tnw_err err = token_ring_move(&token, config->keys_keyring, &moved, where);
    if (err != TNW_OK) {
        return err;
    }
    if (moved == 0) {
        printf("%s: its keys are in the token already.\n", config->keys_keyring);
        return TNW_OK;
    }
    printf("%s: %zu keys moved into the token %s.\n", config->keys_keyring, moved, config->keys_token);
    fprintf(stderr, "Copies of the old keyring file still open everything: destroy them, or make them worthless with\n"
                    "`tnwd keys rotate`. Without the token the data cannot be read: see `tnwd keys export`.\n");
    return TNW_OK;
}

enum tnw_err
command_keys_to_token(int argc, char *const *argv, char where[CONFIG_WHERE])
{
    struct arguments_flag flags[] = {command_flag_config, command_flag_set, {.name = NULL}};
    struct config config;
    enum tnw_err err = arguments_parse(argc, argv, flags, NULL, 0, where);
    if (err != TNW_OK) {
        return err;
    }
    const struct config_sets sets = command_sets(&flags[1]);
    err = keys_turn_take(flags[0].values[0], where);
    if (err == TNW_OK) {
        err = config_load(&config, flags[0].values[0], &sets, where);
    }
    return err == TNW_OK ? move_to_token(&config, where) : err;
}
