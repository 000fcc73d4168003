#include "confine_attempts.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/file.h"

char *
confine_path(const struct scene *scene, char path[CONFINE_PATH], const char *name)
{
    (void)snprintf(path, CONFINE_PATH, "%s/%s", scene->place, name);
    return path;
}

static bool
can_open(const struct scene *scene, const char *name, int flags)
{
    char path[CONFINE_PATH];
    int fd = open(name[0] == '/' ? name : confine_path(scene, path, name), flags | O_CLOEXEC, 0600);
    return fd >= 0 && close(fd) == 0;
}

static bool
reads_what_a_reload_reads(const struct scene *scene)
{
    return can_open(scene, "etc/tnwd.conf", O_RDONLY) && can_open(scene, "tls/server.pem", O_RDONLY) &&
           can_open(scene, "tls/crl.pem", O_RDONLY);
}

static bool
writes_data(const struct scene *scene)
{
    char path[CONFINE_PATH];
    return can_open(scene, "data/journal", O_RDWR | O_CREAT) && can_open(scene, "data/journal", O_RDWR | O_TRUNC) &&
           file_replace(confine_path(scene, path, "state/audit-state"), slice_str("new")) == TNW_OK;
}

static bool
answers_a_peer(const struct scene *scene)
{
    char byte = 'x';
    return send(scene->pair[0], &byte, 1, 0) == 1 && recv(scene->pair[1], &byte, 1, 0) == 1 &&
           shutdown(scene->pair[0], SHUT_RDWR) == 0;
}

static bool
tells_the_supervisor(const struct scene *scene)
{
    (void)scene;
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/nobody/listens"};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return fd >= 0 && sendto(fd, "READY=1", 7, MSG_NOSIGNAL, (const struct sockaddr *)&address, sizeof address) < 0 &&
           errno == ENOENT;
}

static bool
reads_passwd(const struct scene *scene)
{
    return can_open(scene, "/etc/passwd", O_RDONLY);
}

static bool
writes_passwd(const struct scene *scene)
{
    return can_open(scene, "/etc/passwd", O_WRONLY | O_APPEND);
}

static bool
reads_elsewhere(const struct scene *scene)
{
    return can_open(scene, "home/notes", O_RDONLY);
}

static bool
writes_elsewhere(const struct scene *scene)
{
    return can_open(scene, "home/new", O_WRONLY | O_CREAT);
}

static bool
writes_a_certificate(const struct scene *scene)
{
    return can_open(scene, "tls/server.pem", O_WRONLY);
}

static bool
removes_a_certificate(const struct scene *scene)
{
    char path[CONFINE_PATH];
    return unlink(confine_path(scene, path, "tls/server.pem")) == 0;
}

static bool
writes_the_configuration(const struct scene *scene)
{
    return can_open(scene, "etc/tnwd.conf", O_WRONLY);
}

static bool
opens_a_data_file_to_others(const struct scene *scene)
{
    char path[CONFINE_PATH];
    return chmod(confine_path(scene, path, "data/journal"), 0666) == 0;
}

static bool
makes_a_link(const struct scene *scene)
{
    char path[CONFINE_PATH];
    return symlink("/etc/passwd", confine_path(scene, path, "data/link")) == 0;
}

static bool
runs_a_program(const struct scene *scene)
{
    (void)scene;
    char *const argv[] = {(char *)(uintptr_t) "true", NULL};
    return execv("/bin/true", argv) == 0;
}

static bool
makes_a_process(const struct scene *scene)
{
    (void)scene;
    return fork() >= 0;
}

static void *
do_nothing(void *ctx)
{
    return ctx;
}

static bool
makes_a_thread(const struct scene *scene)
{
    (void)scene;
    pthread_t thread;
    return pthread_create(&thread, NULL, do_nothing, NULL) == 0;
}

static bool
opens_a_socket(const struct scene *scene)
{
    (void)scene;
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool
sends_a_datagram(const struct scene *scene)
{
    (void)scene;
    return socket(AF_INET6, SOCK_DGRAM, 0) >= 0;
}

static bool
connects(const struct scene *scene)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return connect(scene->unbound, (const struct sockaddr *)&address, sizeof address) == 0 || errno == ECONNREFUSED;
}

static bool
listens(const struct scene *scene)
{
    return listen(scene->unbound, 1) == 0;
}

static bool
traces(const struct scene *scene)
{
    return ptrace(PTRACE_ATTACH, scene->parent, NULL, NULL) == 0;
}

static bool
makes_code(const struct scene *scene)
{
    (void)scene;
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool
makes_data_code(const struct scene *scene)
{
    (void)scene;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool
ends_others(const struct scene *scene)
{
    return kill(scene->parent, SIGCONT) == 0;
}

static bool
lifts_a_limit(const struct scene *scene)
{
    (void)scene;
    const struct rlimit core = {0, 0};
    return setrlimit(RLIMIT_CORE, &core) == 0;
}

const struct attempt confine_attempts[] = {
    {"reads again what a reload reads", reads_what_a_reload_reads, true, FILES},
    {"writes data", writes_data, true, FILES},
    {"answers a peer", answers_a_peer, true, CALLS},
    {"tells the supervisor", tells_the_supervisor, true, CALLS},
    {"reads /etc/passwd", reads_passwd, false, READING},
    {"writes /etc/passwd", writes_passwd, false, FILES},
    {"reads another folder", reads_elsewhere, false, READING},
    {"writes to another folder", writes_elsewhere, false, FILES},
    {"writes a certificate", writes_a_certificate, false, FILES},
    {"removes a certificate", removes_a_certificate, false, FILES},
    {"writes the configuration", writes_the_configuration, false, FILES},
    {"makes a link in the data folder", makes_a_link, false, FILES},
    {"runs a program", runs_a_program, false, FILES},
    {"opens a data file to others", opens_a_data_file_to_others, false, CALLS},
    {"opens a socket", opens_a_socket, false, CALLS},
    {"sends a datagram", sends_a_datagram, false, CALLS},
    {"connects", connects, false, CALLS},
    {"listens", listens, false, CALLS},
    {"makes a process", makes_a_process, false, OWN_CALLS},
    {"makes a thread", makes_a_thread, false, OWN_CALLS},
    {"traces another process", traces, false, OWN_CALLS},
    {"makes code", makes_code, false, OWN_CALLS},
    {"makes code of data", makes_data_code, false, OWN_CALLS},
    {"sends a signal to others", ends_others, false, OWN_CALLS},
    {"lifts a limit", lifts_a_limit, false, OWN_CALLS},
    {.what = NULL},
};
