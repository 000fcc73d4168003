#include "form/draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "settings/remembered.h"

/* Returns a form of a path for mkstemps, freed with free(), or NULL. */
static char *
draft_pattern(struct cli *cli, const char *category)
{
    const char *memory = getenv("XDG_RUNTIME_DIR");
    char *name = NULL;
    char *path = NULL;
    if (memory != NULL && *memory == '/') {
        return asprintf(&path, "%s/tnw-%s-XXXXXX.txt", memory, category) < 0 ? NULL : path;
    }
    if (asprintf(&name, "drafts/%s-XXXXXX.txt", category) >= 0) {
        path = remembered_path(cli, name);
        remembered_make_folders(path);
        free(name);
    }
    return path;
}

enum tnw_err
draft_make(struct cli *cli, const char *category, const char *text, char **path)
{
    *path = draft_pattern(cli, category);
    if (*path == NULL) {
        return TNW_E_CONFIGURATION;
    }
    int fd = mkstemps(*path, (int)strlen(".txt"));
    size_t len = strlen(text);
    bool written = fd >= 0 && write(fd, text, len) == (ssize_t)len;
    int why = errno;
    if (fd >= 0) {
        close(fd);
    }
    if (written) {
        return TNW_OK;
    }
    enum tnw_err err = cli_fail(cli, TNW_E_IO, *path, strerror(why));
    free(*path);
    *path = NULL;
    return err;
}

/* The editor may be words: "code --wait". A shell takes them apart; the path is no part of what it reads. */
enum tnw_err
draft_edit(struct cli *cli, const char *path)
{
    const char *editor = getenv("VISUAL");
    editor = editor != NULL && *editor != 0 ? editor : getenv("EDITOR");
    editor = editor != NULL && *editor != 0 ? editor : "vi";
    char *line = NULL;
    int status = -1;
    if (asprintf(&line, "%s \"$1\"", editor) < 0) {
        return TNW_E_NO_MEMORY;
    }
    fflush(cli->out);
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", line, "tnw", path, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    free(line);
    bool well = child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return well ? TNW_OK : cli_wrong(cli, TNW_E_CONFIGURATION, editor, TEXT_EDITOR_FAILED);
}
