/*
 * A server of one's own: tests/sandbox.sh in a temporary folder, with the programs of TNW_BIN_DIR.
 */
#ifndef SCENARIO_SANDBOX_H
#define SCENARIO_SANDBOX_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct sandbox {
    char dir[64];
    pid_t script;
    pid_t server;
    int port;
    json_t *file; /* sandbox.json */
};

/* Starts it, in a new folder when dir is empty; goes on in dir otherwise. Fails the test when it does not come up. */
void sandbox_start(struct sandbox *sandbox);

/* SIGTERM; fails the test unless the server ends with 0, which it does not after a finding of a sanitizer. */
void sandbox_stop(struct sandbox *sandbox);
void sandbox_remove(struct sandbox *sandbox);

/* Returns a member of an actor ("id", "niss", "cbe", "cert", "key"), or NULL. */
const char *sandbox_actor(const struct sandbox *sandbox, const char *name, const char *member);
const char *sandbox_text(const struct sandbox *sandbox, const char *member);

/* File descriptors that the server holds. */
size_t sandbox_descriptors(const struct sandbox *sandbox);
/* Fails the test unless the server gets back to that number of descriptors. */
void sandbox_expect_descriptors(const struct sandbox *sandbox, size_t count);

/* CPU time that the server has used. */
long sandbox_cpu_ms(const struct sandbox *sandbox);
/* Watches for a time, and fails the test if the server used as much CPU or more. */
void sandbox_expect_rest(const struct sandbox *sandbox, long watch_ms, long cpu_ms);

/* SIGHUP, and waits for the line of the log that ends the reload. Returns whether the new files are in use. */
bool sandbox_reload(const struct sandbox *sandbox);
void sandbox_revoke(const struct sandbox *sandbox, const char *name);

/* Runs a program; returns its exit status. */
int sandbox_run(const char *const argv[]);

/* A file's content, to be freed; fails the test when it cannot be read. */
char *sandbox_read_file(const char *path);

#endif
