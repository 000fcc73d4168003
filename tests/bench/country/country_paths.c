#include "bench/country/country_paths.h"

#include <stdio.h>

#include "store/records/dossier.h"
#include "store/records/fragment.h"
#include "store/records/trio/thread.h"

enum { PATHS_READS, PATHS_MESSAGES, PATHS_TIMELINES, PATHS_COUNT };

static const char *const path_files[PATHS_COUNT] = {"reads", "messages", "timelines"};

static FILE *
open_in(const char *folder, const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
    }
    return file;
}

/* A fragment at random of the first sixteen: a dossier of ten has its newest behind them all the same. */
static void
write_read(struct txn *txn, const struct id *dossier, const char *text, struct evidence_random *random, FILE *file)
{
    static const struct id none = {{0}};
    char fragment[ID_TEXT];
    struct fragment_walk walk;
    struct fragment_head head;
    uint64_t which = evidence_random_below(random, FRAGMENT_AHEAD);
    bool found = false;
    fragment_walk_of(&walk, txn, dossier, &none);
    for (uint64_t i = 0; i <= which && fragment_next(&walk, dossier, &head); i++) {
        id_format(fragment, ID_FRAGMENT, &head.id);
        found = true;
    }
    fragment_walk_close(&walk);
    if (found) {
        (void)fprintf(file, "/v1/dossiers/%s/fragments/%s\n", text, fragment);
    }
}

static void
write_thread(struct txn *txn, const struct id *dossier, FILE *file)
{
    static const struct id none = {{0}};
    struct range walk;
    struct thread thread;
    char text[ID_TEXT];
    thread_walk(&walk, txn, dossier, &none);
    if (thread_next(&walk, dossier, &thread)) {
        id_format(text, ID_THREAD, &thread.id);
        (void)fprintf(file, "/v1/threads/%s/messages\n", text);
        thread_wipe(&thread);
    }
    range_close(&walk);
}

static void
write_dossiers(struct txn *txn, const struct id *actor, FILE *files[PATHS_COUNT])
{
    static const struct id none = {{0}};
    struct evidence_random random = evidence_random(1);
    struct dossier_walk walk;
    struct id dossier;
    char text[ID_TEXT];
    dossier_walk_of_actor(&walk, txn, actor, &none);
    while (dossier_next(&walk, &dossier)) {
        id_format(text, ID_DOSSIER, &dossier);
        write_read(txn, &dossier, text, &random, files[PATHS_READS]);
        write_thread(txn, &dossier, files[PATHS_MESSAGES]);
        (void)fprintf(files[PATHS_TIMELINES], "/v1/dossiers/%s/timeline\n", text);
    }
    dossier_walk_close(&walk);
}

/* The one dossier of that patient. */
static enum tnw_err
write_only_one(struct txn *txn, const struct country_who *patient, const char *folder, const char *name)
{
    static const struct id none = {{0}};
    struct dossier_walk walk;
    struct id dossier;
    char text[ID_TEXT];
    FILE *file = open_in(folder, name);
    if (file == NULL) {
        return TNW_E_IO;
    }
    dossier_walk_of_patient(&walk, txn, &patient->index, &none);
    bool found = dossier_next(&walk, &dossier);
    dossier_walk_close(&walk);
    id_format(text, ID_DOSSIER, &dossier);
    (void)fprintf(file, "%s\n", found ? text : "");
    return fclose(file) == 0 && found ? TNW_OK : TNW_E_IO;
}

enum tnw_err
country_paths_write(const struct country_people *people, struct txn *txn, const char *folder)
{
    FILE *files[PATHS_COUNT] = {NULL};
    bool ok = true;
    for (size_t i = 0; i < PATHS_COUNT; i++) {
        files[i] = open_in(folder, path_files[i]);
        ok = ok && files[i] != NULL;
    }
    if (ok) {
        write_dossiers(txn, &people->pools[POOL_ADVISEREND].who[0].id, files);
    }
    for (size_t i = 0; i < PATHS_COUNT; i++) {
        ok = files[i] != NULL && fclose(files[i]) == 0 && ok;
    }
    enum tnw_err err = ok ? txn_error(txn) : TNW_E_IO;
    if (err == TNW_OK) {
        err = write_only_one(txn, &people->patient, folder, "rich");
    }
    return err == TNW_OK ? write_only_one(txn, &people->patient2, folder, "ten") : err;
}
