/*
 * tnw-evidence: what proofs and sealing cost, on the server's own layers and a store on disk. See help for how to call
 * it.
 */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bench/evidence/evidence_proof.h"
#include "bench/evidence/evidence_write.h"

enum { EXIT_USAGE = 2 };

static const char help[] =
    "usage: tnw-evidence [OPTION]... FOLDER\n"
    "Measures inclusion proofs in a small and a large log, and small writes with and without sealing. FOLDER must be "
    "on a\n"
    "real disk: what is made there (1 KiB for each record) is removed again. Prints one JSON object.\n"
    "\n"
    "  --records N   in the large log (10000000)\n"
    "  --proofs N    in each round, of random records (300)\n"
    "  --dossiers N  that exist (20000)\n"
    "  --seconds S   of writing in each round (4)\n"
    "  --rounds N    of each kind, in turn (7)\n"
    "\n"
    "Exit status: 0 all proofs and writes held, 1 something failed, 2 usage.\n";

#define SMALL 10000
#define OUTSTANDING 64

struct choice {
    uint64_t records;
    uint64_t proofs;
    uint64_t dossiers;
    uint64_t seconds;
    uint64_t rounds;
    const char *folder;
};

static int
usage(void)
{
    (void)fputs(help, stderr);
    return EXIT_USAGE;
}

static bool
take(struct choice *choice, int option)
{
    const struct {
        uint64_t *value;
        uint64_t min;
        uint64_t max;
    } rows[] = {{&choice->records, SMALL, 1000000000},
                {&choice->proofs, 1, 100000000},
                {&choice->dossiers, 1, 1000000},
                {&choice->seconds, 1, 600},
                {&choice->rounds, 1, EVIDENCE_ROUNDS_MAX}};
    if (option < 0 || option >= (int)(sizeof rows / sizeof rows[0]) || optarg[0] < '0' || optarg[0] > '9') {
        return false;
    }
    char *end = NULL;
    errno = 0;
    uint64_t value = strtoull(optarg, &end, 10);
    *rows[option].value = value;
    return errno == 0 && *end == 0 && value >= rows[option].min && value <= rows[option].max;
}

static bool
parse(struct choice *choice, int argc, char **argv)
{
    static const struct option rows[] = {
        {"records", required_argument, NULL, 0},  {"proofs", required_argument, NULL, 1},
        {"dossiers", required_argument, NULL, 2}, {"seconds", required_argument, NULL, 3},
        {"rounds", required_argument, NULL, 4},   {NULL, 0, NULL, 0},
    };
    for (int option = 0; (option = getopt_long(argc, argv, "", rows, NULL)) != -1;) {
        if (option == '?' || !take(choice, option)) {
            return false;
        }
    }
    choice->folder = argv[optind];
    return optind + 1 == argc;
}

static void
measure(const struct choice *choice, struct evidence_proof_result *proof, struct evidence_write_result *write)
{
    const struct evidence_write_plan writes = {.folder = choice->folder,
                                               .dossiers = choice->dossiers,
                                               .outstanding = OUTSTANDING,
                                               .seconds = (double)choice->seconds,
                                               .rounds = (unsigned)choice->rounds};
    const struct evidence_proof_plan proofs = {.folder = choice->folder,
                                               .small = SMALL,
                                               .large = choice->records,
                                               .dossiers = choice->dossiers,
                                               .proofs = (unsigned)choice->proofs,
                                               .rounds = (unsigned)choice->rounds};
    evidence_write_run(write, &writes);
    evidence_proof_run(proof, &proofs);
    (void)fputs("{\"inclusion\":", stdout);
    evidence_proof_print(proof, stdout);
    (void)fputs(",\"sealing\":", stdout);
    evidence_write_print(write, stdout);
    (void)fputs("}\n", stdout);
}

int
main(int argc, char **argv)
{
    struct choice choice = {.records = 10000000, .proofs = 300, .dossiers = 20000, .seconds = 4, .rounds = 7};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        (void)fputs(help, stdout);
        return EXIT_SUCCESS;
    }
    if (!parse(&choice, argc, argv)) {
        return usage();
    }
    struct evidence_proof_result *proof = calloc(1, sizeof *proof);
    struct evidence_write_result *write = calloc(1, sizeof *write);
    bool ok = proof != NULL && write != NULL;
    if (ok) {
        measure(&choice, proof, write);
    }
    free(proof);
    free(write);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
