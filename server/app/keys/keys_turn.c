#include "app/keys/keys_turn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/command.h"

enum tnw_err
keys_turn_take(const char *config_file, char where[CONFIG_WHERE])
{
    int fd = open(config_file, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return command_fail(TNW_E_CONFIGURATION, where, config_file, strerror(errno));
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        return TNW_OK;
    }
    fprintf(stderr, "Another `tnwd keys` command is at work: this one waits for its end.\n");
    if (flock(fd, LOCK_EX) != 0) {
        (void)close(fd);
        return command_fail(TNW_E_IO, where, config_file, strerror(errno));
    }
    return TNW_OK;
}
