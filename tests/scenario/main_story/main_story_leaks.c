#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "house_test.h"
#include "main_story/main_story.h"
#include "ops.h"

/* LIMIT_KEY_IDLE_MS and a look of the watchdog. */
#define IDLE_S 7

void
main_story_operate(struct house *house, const char *part)
{
    const char *dossier = house_name(house, "dossier");
    const char *const argv[] = {"tests/scenario/main_story/operate.sh",
                                getenv("TNW_BIN_DIR"),
                                house->sandbox.dir,
                                part,
                                dossier == NULL ? "none" : dossier,
                                NULL};
    assert_int_equal(sandbox_run(argv), 0);
}

static size_t
find_below(const struct house *house, const char *name)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", house->sandbox.dir, name);
    return leak_find_below(house->leak, path);
}

/* Of all texts, names, numbers and addresses that the story had, and of who is registered: in no file of the server's,
 * not in its log, its metrics, its backups (one of before the erasure, one of behind it, one that followed), what came
 * back from one and was compacted, the escrow, what commands say, nor what `tnw` leaves beside an archive. */
void
main_story_lies_nowhere_in_the_clear(void **state)
{
    struct house *house = *state;
    const char *name;
    json_t *actor;
    json_object_foreach(json_object_get(house->sandbox.file, "actors"), name, actor)
    {
        const char *niss = json_string_value(json_object_get(actor, "niss"));
        leak_add(house->leak, niss == NULL ? json_string_value(json_object_get(actor, "cbe")) : niss);
    }
    printf("  %zu words\n", leak_words(house->leak));
    assert_true(leak_words(house->leak) > 40);
    main_story_operate(house, "after");
    char *metrics = ops_get(house, "/metrics");
    size_t found = leak_find(house->leak, slice_str(metrics), "metrics");
    free(metrics);
    found += find_below(house, "server") + find_below(house, "tnwd.log") + find_below(house, "made");
    assert_int_equal(found, 0);
}

/* A core dump has what a process can write to: seconds after the last connection was closed nothing of the story is in
 * it. What the program has of its own (titles, sentences to be signed) is there, and is no secret. */
void
main_story_stays_in_no_memory(void **state)
{
    struct house *house = *state;
    const struct timespec idle = {.tv_sec = IDLE_S};
    char program[512];
#ifdef TNW_SANITIZED /* its allocator keeps what was freed */
    skip();
#endif
    (void)snprintf(program, sizeof program, "%s/server/tnwd", getenv("TNW_BIN_DIR"));
    leak_forget(house->leak, program);
    if (leak_find_memory(house->leak, house->sandbox.server) == 0) {
        fail_msg("not even those who are connected are found: the search is blind");
    }
    house_hang_up(house);
    nanosleep(&idle, NULL);
    assert_int_equal(leak_find_memory(house->leak, house->sandbox.server), 0);
}
