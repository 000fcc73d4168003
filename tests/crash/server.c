#include "server.h"
#include "lmdb_store.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARGUMENTS_MAX 48
/* Under a sanitizer, on a busy machine. */
#define READY_SECONDS 180
#define STOP_SECONDS 60

/* As in tests/sandbox.sh. */
static const struct {
    const char *name;
    const char *niss;
} people[WHO_COUNT] = {
    [WHO_HUISARTS] = {"huisarts", NULL},
    [WHO_HUISARTS2] = {"huisarts2", NULL},
    [WHO_ADVISEREND_ARTS] = {"adviserend_arts", NULL},
    [WHO_ARBEIDSARTS] = {"arbeidsarts", NULL},
    [WHO_TNW_COORDINATOR] = {"tnw_coordinator", NULL},
    [WHO_PATIENT] = {"patient", "85021595110"},
    [WHO_PATIENT2] = {"patient2", "90073094297"},
    [WHO_BEMIDDELAAR] = {"bemiddelaar", NULL},
    [WHO_WERKGEVER] = {"werkgever", NULL},
    [WHO_AUDITOR] = {"auditor", NULL},
};

const char *
server_name(enum who who)
{
    return people[who].name;
}

const char *
server_niss(enum who who)
{
    return people[who].niss;
}

static void
must(bool ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "the test cannot go on: %s\n", what);
        exit(EXIT_FAILURE);
    }
}

static void
nap(void)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
}

static void
path_of(const struct server *server, const char *rest, char out[2 * SERVER_PATH])
{
    (void)snprintf(out, 2 * SERVER_PATH, "%s/%s", server->dir, rest);
}

static pid_t
spawn(const char *const *argv, const char *log, unsigned long file_limit)
{
    fflush(NULL);
    pid_t pid = fork();
    must(pid >= 0, "fork");
    if (pid > 0) {
        return pid;
    }
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (file_limit != 0) {
        struct rlimit limit = {.rlim_cur = file_limit, .rlim_max = RLIM_INFINITY};
        (void)setrlimit(RLIMIT_FSIZE, &limit);
        (void)signal(SIGXFSZ, SIG_IGN);
    }
    int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (out >= 0) {
        (void)dup2(out, STDOUT_FILENO);
        (void)dup2(out, STDERR_FILENO);
    }
    union {
        const char *const *in;
        char *const *out;
    } cast = {.in = argv};
    (void)execvp(argv[0], cast.out);
    _exit(127);
}

static bool
file_exists(const struct server *server, const char *name)
{
    char path[2 * SERVER_PATH];
    path_of(server, name, path);
    return access(path, F_OK) == 0;
}

static void
show_log(const struct server *server, const char *name)
{
    char path[2 * SERVER_PATH];
    path_of(server, name, path);
    FILE *file = fopen(path, "r");
    char line[512];
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        (void)fputs(line, stderr);
    }
    if (file != NULL) {
        (void)fclose(file);
    }
}

static void
read_id(struct server *server, enum who who)
{
    char name[64];
    char path[2 * SERVER_PATH];
    (void)snprintf(name, sizeof name, "actors/%s.id", people[who].name);
    path_of(server, name, path);
    FILE *file = fopen(path, "r");
    must(file != NULL && fgets(server->ids[who], ID_TEXT, file) != NULL && strlen(server->ids[who]) == ID_TEXT - 1,
         path);
    (void)fclose(file);
}

static int
wait_for(pid_t pid, unsigned seconds)
{
    int status;
    time_t end = time(NULL) + (time_t)seconds;
    pid_t got;
    while ((got = waitpid(pid, &status, WNOHANG)) == 0 && time(NULL) < end) {
        nap();
    }
    if (got == 0) {
        (void)kill(pid, SIGKILL);
        (void)waitpid(pid, &status, 0);
        return -2;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
server_prepare(struct server *server, const char *name)
{
    *server = (struct server){.pid = 0};
    const char *base = getenv("TMPDIR");
    (void)snprintf(server->dir, sizeof server->dir, "%s/tnw-%s-XXXXXX", base == NULL ? "/tmp" : base, name);
    must(mkdtemp(server->dir) != NULL, server->dir);
    char log[2 * SERVER_PATH];
    path_of(server, "prepare.log", log);
    const char *argv[] = {"tests/sandbox.sh", server->dir, NULL};
    pid_t pid = spawn(argv, log, 0);
    time_t end = time(NULL) + READY_SECONDS;
    while (!file_exists(server, "sandbox.json") && kill(pid, 0) == 0 && time(NULL) < end) {
        nap();
    }
    if (!file_exists(server, "sandbox.json")) {
        show_log(server, "prepare.log");
        must(false, "tests/sandbox.sh; it needs TNW_BIN_DIR, and the source folder as working directory");
    }
    (void)kill(pid, SIGTERM);
    must(wait_for(pid, STOP_SECONDS) == 0, "the sandbox did not stop");
    for (enum who who = 0; who < WHO_COUNT; who++) {
        read_id(server, who);
    }
}

/* From the line that it logs when it answers; 0: not yet. */
static unsigned
port_of(const char *log)
{
    char line[512];
    unsigned port = 0;
    FILE *file = fopen(log, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const char *at = strstr(line, "event=ready port=");
        if (at != NULL) {
            port = (unsigned)strtoul(at + strlen("event=ready port="), NULL, 10);
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return port;
}

static void
log_name(const struct server *server, char out[32])
{
    (void)snprintf(out, 32, "tnwd.%u.log", server->restarts);
}

static void
wait_ready(struct server *server)
{
    char name[32];
    char log[2 * SERVER_PATH];
    log_name(server, name);
    path_of(server, name, log);
    time_t end = time(NULL) + READY_SECONDS;
    while ((server->port = port_of(log)) == 0) {
        if (waitpid(server->pid, NULL, WNOHANG) != 0 || time(NULL) > end) {
            show_log(server, name);
            must(false, "tnwd does not start");
        }
        nap();
    }
}

void
server_start(struct server *server, const struct server_start *start)
{
    static const struct server_start plain = {.sets = NULL};
    start = start == NULL ? &plain : start;
    char tnwd[SERVER_PATH + 32];
    char config[2 * SERVER_PATH];
    const char *bin = getenv("TNW_BIN_DIR");
    (void)snprintf(tnwd, sizeof tnwd, "%s/%s", bin == NULL ? "." : bin,
                   start->program == NULL ? "server/tnwd" : start->program);
    path_of(server, "server/tnwd.conf", config);
    const char *argv[ARGUMENTS_MAX] = {NULL};
    size_t n = 0;
    for (size_t i = 0; start->prefix != NULL && start->prefix[i] != NULL; i++) {
        argv[n++] = start->prefix[i];
    }
    const char *fixed[] = {tnwd,       "serve",
                           "--config", config,
                           "--set",    "server.listen=127.0.0.1",
                           "--set",    "server.port=0",
                           "--set",    "ops.port=0",
                           "--set",    "limits.person_rate=0",
                           "--set",    "limits.address_rate=0",
                           "--set",    "limits.quota_factor=1000000",
                           NULL};
    for (size_t i = 0; fixed[i] != NULL; i++) {
        argv[n++] = fixed[i];
    }
    for (size_t i = 0; start->sets != NULL && start->sets[i] != NULL && n + 3 < ARGUMENTS_MAX; i++) {
        argv[n++] = "--set";
        argv[n++] = start->sets[i];
    }
    server->restarts++;
    char name[32];
    char log[2 * SERVER_PATH];
    log_name(server, name);
    path_of(server, name, log);
    server->pid = spawn(argv, log, start->file_limit);
    wait_ready(server);
}

void
server_kill(struct server *server)
{
    (void)kill(server->pid, SIGKILL);
    (void)waitpid(server->pid, NULL, 0);
    server->pid = 0;
}

int
server_wait(struct server *server, unsigned seconds)
{
    int status = wait_for(server->pid, seconds);
    server->pid = 0;
    return status;
}

int
server_stop(struct server *server)
{
    (void)kill(server->pid, SIGTERM);
    int status = server_wait(server, STOP_SECONDS);
    if (status != 0) {
        char name[32];
        log_name(server, name);
        show_log(server, name);
    }
    return status;
}

int
server_run(const char *const *argv)
{
    return wait_for(spawn(argv, "/dev/null", 0), STOP_SECONDS);
}

void
server_remove(struct server *server, bool keep)
{
    if (server->pid != 0) {
        server_kill(server);
    }
    if (keep || getenv("TNW_KEEP") != NULL) {
        fprintf(stderr, "kept: %s\n", server->dir);
        return;
    }
    const char *argv[] = {"rm", "-rf", server->dir, NULL};
    (void)server_run(argv);
}

void
server_open_data(const struct server *server, struct keyring **keyring, struct store **store)
{
    char where[256];
    char keys[2 * SERVER_PATH];
    char data[2 * SERVER_PATH];
    path_of(server, "server/keyring", keys);
    path_of(server, "server/data", data);
    must(keyring_load(keyring, keys, where) == TNW_OK, "the keyring cannot be read");
    struct lmdb_options options = {.path = data, .map_size = (size_t)1 << 30};
    if (lmdb_store_open(store, &options, *keyring, where) != TNW_OK) {
        fprintf(stderr, "%s\n", where);
        must(false, "the store does not open");
    }
}

void
server_verify(const struct server *server)
{
    char tnwd[SERVER_PATH + 16];
    char config[2 * SERVER_PATH];
    char log[2 * SERVER_PATH];
    const char *bin = getenv("TNW_BIN_DIR");
    (void)snprintf(tnwd, sizeof tnwd, "%s/server/tnwd", bin == NULL ? "." : bin);
    path_of(server, "server/tnwd.conf", config);
    path_of(server, "verify.log", log);
    const char *argv[] = {tnwd, "verify", "--config", config, NULL};
    if (wait_for(spawn(argv, log, 0), STOP_SECONDS) != 0) {
        show_log(server, "verify.log");
        must(false, "tnwd verify finds something");
    }
}
