#include "crypto/token/token.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "crypto/secret.h"

/* What goes to the child, and comes back. */
struct job {
    enum token_act act;
    enum tnw_err err;
    size_t count;
    char where[256];
    struct token_key keys[TOKEN_KEYS_MAX];
};

static_assert(sizeof(struct job) <= SECRET_MAX, "it lies in locked memory");

/* Until then, by the monotonic clock. false: the other end is gone, or late. */
static bool
receive_job(int fd, struct job *job, int64_t until)
{
    size_t got = 0;
    while (got < sizeof *job) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int64_t left = until - clock_monotonic_ms();
        int n = left <= 0 ? 0 : poll(&ready, 1, (int)left);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        ssize_t now = n <= 0 ? 0 : read(fd, (uint8_t *)job + got, sizeof *job - got);
        if (now <= 0) {
            return false;
        }
        got += (size_t)now;
    }
    return true;
}

/* Of a size that a socket takes at once. */
static bool
send_job(int fd, const struct job *job)
{
    return send(fd, job, sizeof *job, MSG_NOSIGNAL) == (ssize_t)sizeof *job;
}

static void
be_child(const struct token *token, int fd)
{
    struct job job;
    if (receive_job(fd, &job, clock_monotonic_ms() + LIMIT_TOKEN_MS)) {
        job.err = token_session_run(token, job.act, job.keys, job.count, job.where);
        (void)send_job(fd, &job);
    }
    bytes_wipe(&job, sizeof job);
    _exit(0);
}

static enum tnw_err
tell_silence(const struct token *token, int status, char where[256])
{
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL) {
        (void)snprintf(where, 256, "%.150s: the module crashed (signal %d)", token->module, WTERMSIG(status));
    } else {
        (void)snprintf(where, 256, "%.120s: the token did not answer within %d s: is it plugged in, its service up?",
                       token->module, LIMIT_TOKEN_MS / 1000);
    }
    return TNW_E_UNAVAILABLE;
}

static enum tnw_err
ask_child(const struct token *token, struct job *job, int fd, pid_t child, char where[256])
{
    int status = 0;
    bool answered = send_job(fd, job) && receive_job(fd, job, clock_monotonic_ms() + LIMIT_TOKEN_MS);
    if (!answered) {
        (void)usleep(1000); /* so that one that crashed is not taken for one that was killed */
        (void)kill(child, SIGKILL);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!answered) {
        return tell_silence(token, status, where);
    }
    memcpy(where, job->where, sizeof job->where);
    return job->err;
}

static enum tnw_err
run_apart(const struct token *token, struct job *job, char where[256])
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return TNW_E_NO_MEMORY;
    }
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        be_child(token, ends[1]);
    }
    (void)close(ends[1]);
    enum tnw_err err = child < 0 ? TNW_E_NO_MEMORY : ask_child(token, job, ends[0], child, where);
    (void)close(ends[0]);
    return err;
}

static enum tnw_err
with_token(const struct token *token, enum token_act act, struct token_key *keys, size_t count, char where[256])
{
    if (count == 0) {
        return TNW_OK;
    }
    if (token->module[0] == '\0' || token->label[0] == '\0' || token->pin[0] == '\0') {
        (void)snprintf(where, 256, "needs a token, and none is named: set keys.module, keys.token and keys.pin");
        return TNW_E_CONFIGURATION;
    }
    struct job *job = count > TOKEN_KEYS_MAX ? NULL : secret_new(sizeof *job);
    if (job == NULL) {
        return TNW_E_NO_MEMORY;
    }
    job->act = act;
    job->count = count;
    memcpy(job->keys, keys, count * sizeof *keys);
    enum tnw_err err = run_apart(token, job, where);
    if (err == TNW_OK) {
        memcpy(keys, job->keys, count * sizeof *keys);
    }
    secret_free(job, sizeof *job);
    return err;
}

enum tnw_err
token_open(const struct token *token, struct token_key *keys, size_t count, char where[256])
{
    return with_token(token, TOKEN_OPEN, keys, count, where);
}

enum tnw_err
token_seal(const struct token *token, struct token_key *keys, size_t count, char where[256])
{
    return with_token(token, TOKEN_SEAL, keys, count, where);
}

enum tnw_err
token_destroy(const struct token *token, struct token_key *keys, size_t count, char where[256])
{
    return with_token(token, TOKEN_DESTROY, keys, count, where);
}
