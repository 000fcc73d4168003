/*
 * tnw-country: fills the store of a sandbox with the dossiers of a country. See help for how to call it.
 */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/country/country_cohort.h"
#include "bench/country/country_paths.h"
#include "bench/country/country_state.h"
#include "ledger/ledger_run.h"

enum { EXIT_USAGE = 2, TOLD_EACH = 20 };

static const char help[] =
    "usage: tnw-country [OPTION]... SANDBOX\n"
    "Fills the store of a sandbox (./dev sandbox) whose server does not run: about ten fragments, forty records and "
    "all\n"
    "that goes with them for each dossier. Where it was ended, another call with the same numbers goes on.\n"
    "\n"
    "  --dossiers N   in all, from 100 on (500000)\n"
    "  --seed S       of what there is in them (1)\n"
    "  --stop N       end after so many batches of 250 dossiers, as if it were cut there\n"
    "  --map-size S   as store.map_size (48GiB)\n"
    "  --paths DIR    write there what a load generator can ask: reads, messages, timelines, rich, ten\n"
    "\n"
    "Exit status: 0 done, 1 something failed, 2 usage.\n";

struct country_choice {
    uint64_t dossiers;
    uint64_t seed;
    uint64_t stop; /* cohorts; 0: none */
    const char *map_size;
    const char *paths; /* NULL: none */
    const char *sandbox;
};

static bool
take_number(uint64_t *out, uint64_t least, uint64_t most)
{
    char *end = NULL;
    errno = 0;
    *out = optarg[0] < '0' || optarg[0] > '9' ? 0 : strtoull(optarg, &end, 10);
    return end != NULL && errno == 0 && *end == 0 && *out >= least && *out <= most;
}

static bool
parse_choice(struct country_choice *choice, int argc, char **argv)
{
    static const struct option rows[] = {
        {"dossiers", required_argument, NULL, 'd'}, {"seed", required_argument, NULL, 's'},
        {"stop", required_argument, NULL, 't'},     {"map-size", required_argument, NULL, 'm'},
        {"paths", required_argument, NULL, 'p'},    {NULL, 0, NULL, 0},
    };
    bool ok = true;
    for (int option; ok && (option = getopt_long(argc, argv, "", rows, NULL)) != -1;) {
        if (option == 'm') {
            choice->map_size = optarg;
        } else if (option == 'p') {
            choice->paths = optarg;
        } else {
            ok = option == 'd'   ? take_number(&choice->dossiers, 100, 10000000)
                 : option == 's' ? take_number(&choice->seed, 0, UINT32_MAX)
                                 : option == 't' && take_number(&choice->stop, 1, 1000000);
        }
    }
    choice->sandbox = argv[optind];
    return ok && optind + 1 == argc;
}

/* The numbers with which the store was begun lie beside it. Errors: CONFLICT: they are other ones; IO. */
static enum tnw_err
keep_numbers(const struct country_choice *choice)
{
    char path[1024];
    char wanted[64];
    char kept[64] = "";
    (void)snprintf(path, sizeof path, "%s/country", choice->sandbox);
    (void)snprintf(wanted, sizeof wanted, "dossiers %" PRIu64 " seed %" PRIu64, choice->dossiers, choice->seed);
    FILE *file = fopen(path, "r");
    bool is_new = file == NULL;
    if (is_new) {
        file = fopen(path, "w");
    }
    bool ok = file != NULL && (is_new ? fputs(wanted, file) >= 0 : fgets(kept, sizeof kept, file) != NULL);
    ok = file != NULL && fclose(file) == 0 && ok;
    if (ok && !is_new && strcmp(kept, wanted) != 0) {
        (void)fprintf(stderr, "tnw-country: the store was begun with: %s\n", kept);
        return TNW_E_CONFLICT;
    }
    return ok ? TNW_OK : TNW_E_IO;
}

/* For ledger_run. */
struct people_errand {
    struct country_people *people;
    const struct world *world;
    const struct country_choice *choice;
};

static enum tnw_err
open_people(void *ctx, struct txn *txn)
{
    const struct people_errand *it = ctx;
    return country_people_open(it->people, it->world, txn, it->choice->sandbox, it->choice->dossiers);
}

static void
tell_progress(const struct country_choice *choice, uint64_t done, uint64_t first, const struct timespec *since)
{
    struct timespec now;
    struct timespec used;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    (void)fprintf(stderr, "tnw-country: %" PRIu64 " of %" PRIu64 " dossiers; %" PRIu64 " in %ld s, %ld s of CPU\n",
                  done, choice->dossiers, done - first, (long)(now.tv_sec - since->tv_sec), (long)used.tv_sec);
}

static enum tnw_err
fill_country(struct country_state *state, const struct country_people *people, const struct country_choice *choice)
{
    struct timespec since;
    uint64_t first;
    (void)clock_gettime(CLOCK_MONOTONIC, &since);
    enum tnw_err err = country_state_dossiers(state, &first);
    uint64_t done = err == TNW_OK ? first : 0;
    if (done != choice->dossiers && done % COUNTRY_COHORT != 0) {
        (void)fputs("tnw-country: others have opened dossiers in this store\n", stderr);
        return TNW_E_CONFLICT;
    }
    for (uint64_t cohorts = 0;
         err == TNW_OK && done < choice->dossiers && (choice->stop == 0 || cohorts < choice->stop); cohorts++) {
        uint64_t until = choice->dossiers - done < COUNTRY_COHORT ? choice->dossiers : done + COUNTRY_COHORT;
        struct country_cohort cohort = {
            .world = &state->runtime.world, .people = people, .seed = choice->seed, .from = done, .until = until};
        err = ledger_run(state->ledger, 0, country_cohort_run, &cohort);
        done = err == TNW_OK ? until : done;
        if (err == TNW_OK && (until % (TOLD_EACH * COUNTRY_COHORT) == 0 || until == choice->dossiers)) {
            tell_progress(choice, done, first, &since);
        }
    }
    return err;
}

static enum tnw_err
write_paths(struct country_state *state, const struct country_people *people, const char *folder)
{
    struct txn *txn;
    enum tnw_err err = txn_begin_read(state->runtime.store, &txn);
    if (err == TNW_OK) {
        err = country_paths_write(people, txn, folder);
        txn_abort(&txn);
    }
    return err;
}

static enum tnw_err
run_country(struct country_state *state, struct country_people *people, const struct country_choice *choice)
{
    struct people_errand errand = {.people = people, .world = &state->runtime.world, .choice = choice};
    enum tnw_err err = keep_numbers(choice);
    if (err == TNW_OK) {
        err = ledger_run(state->ledger, 0, open_people, &errand);
    }
    if (err == TNW_OK) {
        err = fill_country(state, people, choice);
    }
    if (err == TNW_OK) {
        err = country_state_seal(state);
    }
    if (err == TNW_OK && choice->paths != NULL) {
        err = write_paths(state, people, choice->paths);
    }
    if (err != TNW_OK) {
        (void)fprintf(stderr, "tnw-country: %s\n", tnw_error_info(err)->title);
    }
    return err;
}

int
main(int argc, char **argv)
{
    struct country_choice choice = {.dossiers = 500000, .seed = 1, .map_size = "48GiB"};
    struct country_state state;
    struct country_people people = {.dossiers = 0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        (void)fputs(help, stdout);
        return EXIT_SUCCESS;
    }
    if (!parse_choice(&choice, argc, argv)) {
        (void)fputs(help, stderr);
        return EXIT_USAGE;
    }
    enum tnw_err err = country_state_open(&state, choice.sandbox, choice.map_size);
    if (err == TNW_OK) {
        err = run_country(&state, &people, &choice);
    }
    country_state_close(&state);
    country_people_free(&people);
    return err == TNW_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
