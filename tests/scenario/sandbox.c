#include "sandbox.h"

#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "house_test.h"

enum { START_MS = 120000, RELOAD_MS = 10000, CLOSE_MS = 10000, STEP_MS = 20 };

static void
pause_ms(long ms)
{
    struct timespec span = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    nanosleep(&span, NULL);
}

static pid_t
spawn(const char *const argv[])
{
    pid_t pid = fork();
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGTERM); /* should the test be killed */
        char *copy[16] = {NULL};
        for (size_t i = 0; argv[i] != NULL && i < 15; i++) {
            copy[i] = strdup(argv[i]);
        }
        execv(copy[0], copy);
        _exit(127);
    }
    assert_true(pid > 0);
    return pid;
}

/* The exit status; 128 and more: ended by a signal. */
static int
status_of(pid_t pid)
{
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
sandbox_run(const char *const argv[])
{
    return status_of(spawn(argv));
}

static void
path_of(const struct sandbox *sandbox, const char *name, char out[128])
{
    (void)snprintf(out, 128, "%s/%s", sandbox->dir, name);
}

char *
sandbox_read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = NULL;
    size_t room = 0;
    ssize_t len = getdelim(&text, &room, 0, file);
    (void)fclose(file);
    if (len < 0) {
        free(text);
        return strdup("");
    }
    return text;
}

static void
show_log(const struct sandbox *sandbox)
{
    char path[128];
    path_of(sandbox, "tnwd.log", path);
    char *text = sandbox_read_file(path);
    print_error("%s:\n%s\n", path, text);
    free(text);
}

void
sandbox_start(struct sandbox *sandbox)
{
    char path[128];
    if (sandbox->dir[0] == 0) {
        (void)snprintf(sandbox->dir, sizeof sandbox->dir, "/tmp/tnw-scenario.XXXXXX");
        assert_non_null(mkdtemp(sandbox->dir));
    }
    path_of(sandbox, "sandbox.json", path);
    const char *const argv[] = {"tests/sandbox.sh", sandbox->dir, NULL};
    (void)setenv("TNW_SANDBOX_LIMITS", "off", 0); /* a scenario that is about them says "on" */
    sandbox->script = spawn(argv);
    for (int waited = 0; access(path, R_OK) != 0; waited += STEP_MS) {
        if (waitpid(sandbox->script, NULL, WNOHANG) != 0 || waited > START_MS) {
            fail_msg("the sandbox %s did not come up", sandbox->dir);
        }
        pause_ms(STEP_MS);
    }
    sandbox->file = json_load_file(path, 0, NULL);
    assert_non_null(sandbox->file);
    sandbox->server = (pid_t)json_integer_value(json_object_get(sandbox->file, "pid"));
    sandbox->port = (int)strtol(strrchr(sandbox_text(sandbox, "url"), ':') + 1, NULL, 10);
}

void
sandbox_stop(struct sandbox *sandbox)
{
    json_decref(sandbox->file);
    sandbox->file = NULL;
    kill(sandbox->script, SIGTERM);
    int status = status_of(sandbox->script);
    sandbox->script = 0;
    if (status != 0) {
        show_log(sandbox);
        fail_msg("the server ended with status %d", status);
    }
}

void
sandbox_remove(struct sandbox *sandbox)
{
    if (sandbox->script > 0) {
        kill(sandbox->script, SIGTERM);
        (void)status_of(sandbox->script);
    }
    json_decref(sandbox->file);
    if (sandbox->dir[0] != 0 && getenv("TNW_SCENARIO_KEEP") == NULL) {
        const char *const argv[] = {"/bin/rm", "-rf", sandbox->dir, NULL};
        (void)sandbox_run(argv);
    }
    *sandbox = (struct sandbox){.script = 0};
}

const char *
sandbox_text(const struct sandbox *sandbox, const char *member)
{
    return json_string_value(json_object_get(sandbox->file, member));
}

const char *
sandbox_actor(const struct sandbox *sandbox, const char *name, const char *member)
{
    const json_t *actor = json_object_get(json_object_get(sandbox->file, "actors"), name);
    return json_string_value(json_object_get(actor, member));
}

size_t
sandbox_descriptors(const struct sandbox *sandbox)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/fd", (int)sandbox->server);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    size_t count = 0;
    while (readdir(folder) != NULL) {
        count++;
    }
    closedir(folder);
    return count;
}

/* A closed connection lingers for a second. */
void
sandbox_expect_descriptors(const struct sandbox *sandbox, size_t count)
{
    size_t now = 0;
    for (int waited = 0; waited < CLOSE_MS; waited += STEP_MS) {
        now = sandbox_descriptors(sandbox);
        if (now <= count) {
            return;
        }
        pause_ms(STEP_MS);
    }
    fail_msg("the server holds %zu file descriptors, but held %zu before", now, count);
}

long
sandbox_cpu_ms(const struct sandbox *sandbox)
{
    char path[64];
    unsigned long user = 0;
    unsigned long system = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)sandbox->server);
    char *text = sandbox_read_file(path);
    const char *after_name = strrchr(text, ')');
    assert_non_null(after_name);
    int got = sscanf(after_name, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    free(text);
    assert_int_equal(got, 2);
    return (long)(user + system) * 1000 / sysconf(_SC_CLK_TCK);
}

void
sandbox_expect_rest(const struct sandbox *sandbox, long watch_ms, long cpu_ms)
{
    long before = sandbox_cpu_ms(sandbox);
    pause_ms(watch_ms);
    long used = sandbox_cpu_ms(sandbox) - before;
    print_message("  %ld ms of CPU in %ld ms\n", used, watch_ms);
    assert_true(used < cpu_ms);
}

/* How often the log tells of a finished reload by a signal, and whether the last one took the new files. */
static size_t
count_reloads(const struct sandbox *sandbox, bool *taken)
{
    size_t count = 0;
    char *text = sandbox_read_file(sandbox_text(sandbox, "log"));
    for (const char *at = text; (at = strstr(at, "event=reload part=tls")) != NULL; at++) {
        const char *end = strchr(at, '\n');
        const char *kept = strstr(at, "kept=old");
        *taken = kept == NULL || (end != NULL && kept > end);
        count++;
    }
    free(text);
    return count;
}

bool
sandbox_reload(const struct sandbox *sandbox)
{
    bool taken = false;
    size_t before = count_reloads(sandbox, &taken);
    assert_int_equal(kill(sandbox->server, SIGHUP), 0);
    for (int waited = 0; count_reloads(sandbox, &taken) == before; waited += STEP_MS) {
        assert_true(waited < RELOAD_MS);
        pause_ms(STEP_MS);
    }
    return taken;
}

void
sandbox_revoke(const struct sandbox *sandbox, const char *name)
{
    const char *const argv[] = {"certs/tnw-pki", "revoke", sandbox_text(sandbox, "pki"),
                                sandbox_actor(sandbox, name, "cert"), NULL};
    assert_int_equal(sandbox_run(argv), 0);
}
