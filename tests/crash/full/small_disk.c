/*
 * Real file systems without room, the whole installation on them: the server is asked on while not even the reserve is
 * there, and killed and started again. It says that there is no room, and lives; and with room again all goes on.
 *
 * Each is mounted from a file, in a mount namespace of this program's own. Where that is not possible here, or there
 * are no tools for one, it is left out and said so; exit status 77 when none is left. TNW_KEEP keeps the state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "crash/full/filling.h"
#include "sample_file.h"

#define SKIPPED 77
#define ASKED_WHEN_FULL 20
#define EXCLUSIONS_MAX 400
#define AGAIN_SECONDS 60
#define MIB ((off_t)1 << 20)

/* Sizes are the least that its tool makes, and room for a journal of 8 MiB. */
struct kind {
    const char *name;
    const char *mkfs; /* NULL: it lies in memory */
    off_t size;
    bool copies; /* what is written again takes new blocks, unless chattr +C says otherwise */
};

static const struct kind kinds[] = {
    {"tmpfs", NULL, 40 * MIB, false},
    {"ext4", "mkfs.ext4", 64 * MIB, false},
    {"xfs", "mkfs.xfs", 320 * MIB, false},
    {"btrfs", "mkfs.btrfs", 128 * MIB, true},
};

static const char *const sets[] = {"store.reserve=2MiB", NULL};

static bool
run(const char *const *argv)
{
    return server_run(argv) == 0;
}

/* The file lies beside folder, where it is mounted. */
static bool
mount_image(const struct kind *kind, const char *folder)
{
    char image[SERVER_PATH + 32];
    (void)snprintf(image, sizeof image, "%s.image", folder);
    int fd = open(image, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && ftruncate(fd, kind->size) == 0;
    ok = (fd < 0 || close(fd) == 0) && ok;
    const char *const mkfs[] = {kind->mkfs, "-q", image, NULL};
    const char *const mounts[] = {"mount", "-o", "loop", "-t", kind->name, image, folder, NULL};
    return ok && run(mkfs) && run(mounts);
}

static bool
mount_kind(const struct kind *kind, const char *folder)
{
    char options[64];
    if (kind->mkfs != NULL) {
        return mount_image(kind, folder);
    }
    (void)snprintf(options, sizeof options, "mode=0700,size=%lld", (long long)kind->size);
    return mount("none", folder, kind->name, 0, options) == 0;
}

/* Whether it can be mounted here; unmounted again. */
static bool
is_possible(const struct kind *kind)
{
    char folder[] = "/tmp/tnw-small-disk-XXXXXX";
    char image[64];
    bool ok = mkdtemp(folder) != NULL && mount_kind(kind, folder);
    if (ok) {
        ok = umount(folder) == 0;
    }
    (void)snprintf(image, sizeof image, "%s.image", folder);
    (void)unlink(image);
    (void)rmdir(folder);
    return ok;
}

static void
path_in(const struct server *server, const char *name, char path[SERVER_PATH + 32])
{
    (void)snprintf(path, SERVER_PATH + 32, "%s/server%s", server->dir, name);
}

/* The sandbox's installation, moved onto a fresh file system of that kind, by the same paths. */
static void
move_onto(const struct kind *kind, const struct server *server)
{
    char here[SERVER_PATH + 32];
    char kept[SERVER_PATH + 32];
    char all[SERVER_PATH + 64];
    path_in(server, "", here);
    path_in(server, ".kept", kept);
    (void)snprintf(all, sizeof all, "%s/.", kept);
    assert_int_equal(rename(here, kept), 0);
    assert_int_equal(mkdir(here, 0700), 0);
    assert_true(mount_kind(kind, here));
    const char *const overwrite[] = {"chattr", "+C", here, NULL};
    const char *const copy[] = {"cp", "-a", all, here, NULL};
    assert_true((!kind->copies || run(overwrite)) && run(copy));
    assert_int_equal(chmod(here, 0700), 0);
}

/* Takes all blocks that are left. */
static void
fill_disk(const struct server *server)
{
    static const char block[64 * 1024] = "x";
    char path[SERVER_PATH + 32];
    path_in(server, "/ballast", path);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    for (size_t len = sizeof block; len > 0; len /= 2) {
        while (write(fd, block, len) > 0) {
        }
        assert_true(errno == ENOSPC);
        (void)fsync(fd);
    }
    (void)close(fd);
}

static void
empty_disk(const struct server *server)
{
    char path[SERVER_PATH + 32];
    path_in(server, "/ballast", path);
    assert_int_equal(unlink(path), 0);
    sync();
}

/* Exclusions may spend all that there is; then they are refused, again and again. */
static void
ask_without_room(struct filling *scene)
{
    char path[128];
    struct peer_answer answer = {.status = 201};
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/consents", scene->dossier);
    struct peer_request exclusion = {
        .method = "POST", .path = path, .body = "{\"effect\": \"exclude\", \"grantee\": {\"role\": \"arbeidsarts\"}}"};
    for (unsigned i = 0; i < EXCLUSIONS_MAX && answer.status == 201; i++) {
        assert_true(stage_ask(&scene->stage, WHO_PATIENT, &exclusion, &answer));
        peer_answer_clear(&answer);
    }
    for (unsigned i = 0; i < ASKED_WHEN_FULL; i++) {
        filling_read(scene, WHO_HUISARTS, 0, 503);
        assert_true(stage_ask(&scene->stage, WHO_PATIENT, &exclusion, &answer));
        assert_int_equal(answer.status, 507);
        assert_string_equal(answer.code, "storage_full");
        peer_answer_clear(&answer);
    }
}

static void
wait_for_room(struct filling *scene)
{
    char path[128];
    time_t end = time(NULL) + AGAIN_SECONDS;
    struct peer_answer answer = {.status = 503};
    (void)snprintf(path, sizeof path, "/v1/dossiers/%s/fragments/%s", scene->dossier, scene->fragments[0]);
    struct peer_request request = {.method = "GET", .path = path};
    while (answer.status == 503 && time(NULL) < end) {
        assert_true(stage_ask(&scene->stage, WHO_HUISARTS, &request, &answer));
        peer_answer_clear(&answer);
    }
    assert_int_equal(answer.status, 200);
}

/* A disk that is full when the server starts: of the reserve nothing is there. */
static void
server_lives_without_any_room(struct filling *scene)
{
    server_start(&scene->server, &(struct server_start){.sets = sets});
    filling_open(scene);
    struct peer_answer answer;
    assert_true(filling_add(scene, &answer));
    peer_answer_clear(&answer);
    assert_int_equal(server_stop(&scene->server), 0);
    filling_forget_room(&scene->server);
    fill_disk(&scene->server);
    server_start(&scene->server, &(struct server_start){.sets = sets});
    ask_without_room(scene);
    server_kill(&scene->server);
    server_start(&scene->server, &(struct server_start){.sets = sets});
    ask_without_room(scene);
    empty_disk(&scene->server);
    wait_for_room(scene);
    filling_must_work(scene);
}

/* A disk that gets full while the server runs: then the reserve serves what takes access away, and the log's newest
 * records still come under a checkpoint, for which the state file must be written. */
static void
reserve_serves_on_a_full_disk(struct filling *scene)
{
    fill_disk(&scene->server);
    struct buf file = {0};
    sample_file_pdf(&file, LIMIT_ATTACHMENT);
    assert_false(filling_send_file(scene, buf_slice(&file)));
    buf_free(&file);
    filling_read(scene, WHO_HUISARTS, 0, 200); /* that took nothing from others */
    filling_fill(scene);
    filling_withdraw(scene);
    filling_read(scene, WHO_HUISARTS, 0, 503);
    assert_int_equal(server_stop(&scene->server), 0); /* seals a last time */
    char log[SERVER_PATH + 32];
    (void)snprintf(log, sizeof log, "%s/tnwd.%u.log", scene->server.dir, scene->server.restarts);
    const char *const failed[] = {"grep", "-q", "event=seal_failed err=io", log, NULL};
    assert_false(run(failed));
    server_verify(&scene->server);
    (void)stage_check_log(&scene->stage);
    empty_disk(&scene->server);
}

static void
test_kind(const struct kind *kind)
{
    struct filling *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    stage_begin(&scene->stage, &scene->server, "small-disk");
    filling_forget_room(&scene->server);
    move_onto(kind, &scene->server);
    server_lives_without_any_room(scene);
    reserve_serves_on_a_full_disk(scene);
    char here[SERVER_PATH + 32];
    path_in(&scene->server, "", here);
    assert_int_equal(umount(here), 0);
    stage_end(&scene->stage, &scene->server);
    free(scene);
}

static void
full_disk_ends_no_server(void **state)
{
    test_kind(*state);
}

/* What is mounted is gone with this program, however it ends. */
static bool
leave_namespace(void)
{
    return unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

int
main(void)
{
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    if (!leave_namespace()) {
        printf("skipped: no mounts without being root\n");
        return SKIPPED;
    }
    struct CMUnitTest tests[sizeof kinds / sizeof kinds[0]];
    size_t count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (is_possible(&kinds[i])) {
            union {
                const struct kind *in;
                void *out;
            } cast = {.in = &kinds[i]};
            tests[count++] = (struct CMUnitTest){
                .name = kinds[i].name, .test_func = full_disk_ends_no_server, .initial_state = cast.out};
        } else {
            printf("left out: %s cannot be mounted here (%s, mount -o loop)\n", kinds[i].name,
                   kinds[i].mkfs == NULL ? "mount" : kinds[i].mkfs);
        }
    }
    return count == 0 ? SKIPPED : _cmocka_run_group_tests("small_disk", tests, count, NULL, NULL);
}
