#include "app/confine/confine_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"

/* landlock(7). The kernel's header of Debian 12 knows only the first of these interfaces. */
enum { ASK_VERSION = 1 << 0, RULE_FILES = 1, RULE_PORT = 2, FILES_AND_PORTS = 4, AND_SCOPES = 6 };

#define WRITE_FILE (UINT64_C(1) << 1)
#define READ_FILE (UINT64_C(1) << 2)
#define READ_FOLDER (UINT64_C(1) << 3)
#define REMOVE_FOLDER (UINT64_C(1) << 4)
#define REMOVE_FILE (UINT64_C(1) << 5)
#define MAKE_FILE (UINT64_C(1) << 8)
#define TRUNCATE (UINT64_C(1) << 14)
#define BIND_TCP (UINT64_C(1) << 0)
#define CONNECT_TCP (UINT64_C(1) << 1)
#define SIGNALS (UINT64_C(1) << 1)

struct ruleset {
    uint64_t files;
    uint64_t ports;
    uint64_t scopes;
};

struct files_rule {
    uint64_t allowed;
    int32_t folder;
} __attribute__((packed));

struct port_rule {
    uint64_t allowed;
    uint64_t port;
};

/* By version of the interface: how many rights to files it knows. What a kernel does not know it does not confine. */
static uint64_t
all_rights(int version)
{
    static const unsigned char known[] = {0, 13, 14, 15, 15, 16};
    const int last = sizeof known - 1;
    return (UINT64_C(1) << known[version < last ? version : last]) - 1;
}

struct fence {
    int version;
    int fd;
    uint64_t rights;
    bool failed;
};

static void
allow_at(struct fence *fence, const char *path, uint64_t rights)
{
    struct files_rule rule = {.allowed = rights & fence->rights, .folder = open(path, O_PATH | O_CLOEXEC)};
    if (rule.folder < 0) {
        fence->failed = fence->failed || errno != ENOENT; /* what is not there will be missed elsewhere */
        return;
    }
    fence->failed = fence->failed || syscall(SYS_landlock_add_rule, fence->fd, RULE_FILES, &rule, 0) != 0;
    (void)close(rule.folder);
}

static void
allow_folder_of(struct fence *fence, const char *path, uint64_t rights)
{
    char folder[FILE_PATH];
    if (file_folder(path, folder)) {
        allow_at(fence, folder, rights);
    } else {
        fence->failed = true;
    }
}

/* A file is renewed by putting another one in its place, so that the folder must be allowed, and where a link leads
 * to that one's. "": none. */
static void
allow_reading(struct fence *fence, const char *path)
{
    char *real = path[0] == '\0' ? NULL : realpath(path, NULL);
    if (path[0] != '\0') {
        allow_folder_of(fence, path, READ_FILE);
    }
    if (real != NULL) {
        allow_folder_of(fence, real, READ_FILE);
    }
    free(real);
}

static void
allow_port(struct fence *fence, size_t port)
{
    const struct port_rule rule = {.allowed = BIND_TCP, .port = port};
    if (fence->version >= FILES_AND_PORTS) {
        fence->failed = fence->failed || syscall(SYS_landlock_add_rule, fence->fd, RULE_PORT, &rule, 0) != 0;
    }
}

static void
allow_all_of(struct fence *fence, const struct config *config, const char *file)
{
    const char *const read[] = {file,
                                config->tls_certificate,
                                config->tls_key,
                                config->tls_client_ca,
                                config->tls_client_ca_niss,
                                config->tls_client_ca_cbe,
                                config->tls_client_ca_nihii_hospital,
                                config->tls_client_ca_ehp,
                                config->tls_crl,
                                config->audit_witnesses,
                                config->keys_keyring,
                                "/sys/devices/system/cpu/online"}; /* how many threads */
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        allow_reading(fence, read[i]);
    }
    allow_at(fence, config->store_path,
             READ_FILE | READ_FOLDER | WRITE_FILE | TRUNCATE | MAKE_FILE | REMOVE_FILE | REMOVE_FOLDER);
    allow_folder_of(fence, config->audit_state, READ_FOLDER | WRITE_FILE | TRUNCATE | MAKE_FILE | REMOVE_FILE);
    allow_port(fence, config->server_port);
    allow_port(fence, config->ops_port);
    if (config->server_landing_listen[0] != '\0') {
        allow_port(fence, config->server_landing_port);
    }
#ifdef TNW_SANITIZED /* a report reads the program, its libraries and /proc */
    allow_at(fence, "/", READ_FILE | READ_FOLDER);
#endif
}

int
confine_files(const struct config *config, const char *file)
{
    struct ruleset rules = {.ports = BIND_TCP | CONNECT_TCP, .scopes = SIGNALS};
    const long version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
    if (version < 1) {
        return 0;
    }
    rules.files = all_rights((int)version);
    const size_t size = version >= AND_SCOPES        ? sizeof rules
                        : version >= FILES_AND_PORTS ? offsetof(struct ruleset, scopes)
                                                     : offsetof(struct ruleset, ports);
    struct fence fence = {.version = (int)version,
                          .fd = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0),
                          .rights = rules.files};
    if (fence.fd < 0) {
        return 0;
    }
    allow_all_of(&fence, config, file);
    bool done = !fence.failed && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall(SYS_landlock_restrict_self, fence.fd, 0) == 0;
    (void)close(fence.fd);
    return done ? fence.version : 0;
}
