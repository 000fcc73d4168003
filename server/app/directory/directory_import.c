#include "app/directory/directory_import.h"

#include <stdlib.h>
#include <string.h>

#include "app/directory/directory_page.h"
#include "app/directory/row_check.h"
#include "base/limits.h"
#include "json/json.h"
#include "rules/field.h"
#include "service/directory/directory_rows.h"
#include "service/directory/fiche_check.h"
#include "store/records/employer_service.h"
#include "store/txn.h"

struct run {
    const struct directory_import *import;
    char *where;
    struct table_source *sources;
    size_t opened;
    struct table_report report;
    struct row_names fiches;
    struct row_names employers;
    struct row_names organisations; /* whom fiches are about */
    json_t *batch;                  /* rows that differ */
    size_t read;                    /* rows */
    size_t differ;                  /* of them */
    size_t gone;                    /* what no file has */
};

typedef enum tnw_err see_row(struct run *run, const struct table_source *source, json_t *body);

/* Every row of the tables of that kind. see: takes body. */
static enum tnw_err
each_row(struct run *run, bool of_employers, see_row *see)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < run->import->file_count && err == TNW_OK; i++) {
        struct table_source *source = &run->sources[i];
        json_t *object = NULL;
        if (source->of_employers != of_employers) {
            continue;
        }
        table_rewind(source);
        while ((err = table_next(source, &run->report, &object)) == TNW_OK && object != NULL) {
            json_t *body = row_body(object, of_employers);
            err = body == NULL ? TNW_E_NO_MEMORY : see(run, source, body);
            json_decref(body);
            if (err != TNW_OK) {
                break;
            }
        }
    }
    return err;
}

/* Whom the fiche will be about is somebody, and has no other one in the store or in the tables. */
static enum tnw_err
look_at_fiche(struct run *run, const struct table_source *source, struct txn *txn, const json_t *row)
{
    const struct world *world = run->import->world;
    struct directory_row given;
    struct fiche before;
    struct id whose;
    char text[ID_TEXT];
    enum tnw_err err = TNW_OK;
    directory_rows_read(&given, row);
    struct slice ref = buf_slice(&given.body.given.texts[FICHE_REF]);
    directory_rows_find(txn, ref, &before);
    struct fiche next = directory_rows_merge(&given, &before);
    if (directory_rows_misnamed(txn, ref)) {
        table_fault(source, &run->report, "ref", DIRECTORY_ROWS_MISNAMED, NULL);
    } else if (!fiche_check_actor(txn, &next)) {
        table_fault(source, &run->report, "actor", "must be the id of a registration", NULL);
    } else if (!fiche_check_only_one(world, txn, &next)) {
        table_fault(source, &run->report, "actor", DIRECTORY_ROWS_TAKEN, NULL);
    } else if (fiche_check_whose(world, txn, &next, &whose)) {
        id_format(text, ID_ACTOR, &whose);
        err = row_names_add_text(&run->organisations, source, text);
    }
    fiche_wipe(&before);
    fiche_body_wipe(&given.body);
    return err;
}

/* Whether the employer's service is a fiche of a table, or of the store. */
static bool
has_service(const struct run *run, struct txn *txn, const json_t *row)
{
    struct fiche fiche;
    const char *ref = field_text(row, "service");
    if (row_names_have(&run->fiches, ref, NULL)) {
        return true;
    }
    directory_rows_find(txn, slice_str(ref), &fiche);
    bool serves = !id_is_zero(&fiche.id) && !fiche.removed && fiche.kind == FICHE_KIND_PREVENTIEDIENST;
    fiche_wipe(&fiche);
    return serves;
}

/* What the row speaks of must be there: told now, before anything is changed. */
static enum tnw_err
look_at_others(struct run *run, const struct table_source *source, const json_t *body)
{
    struct txn *txn;
    const json_t *row = json_array_get(json_object_get(body, source->of_employers ? "employers" : "fiches"), 0);
    enum tnw_err err = txn_begin_read(run->import->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    if (!source->of_employers) {
        err = look_at_fiche(run, source, txn, row);
    } else if (!has_service(run, txn, row)) {
        table_fault(source, &run->report, "service", "must be the ref of the fiche of a preventiedienst", NULL);
    }
    err = err == TNW_OK ? txn_error(txn) : err;
    txn_abort(&txn);
    return err;
}

static enum tnw_err
look_at_table_row(struct run *run, const struct table_source *source, json_t *body)
{
    size_t faults = run->report.faults;
    day_num today = date_in_belgium(clock_now(&run->import->world->clock));
    enum tnw_err err = row_check(run->import->world, source, body, today, &run->report);
    if (err == TNW_OK && run->report.faults == faults) {
        err = look_at_others(run, source, body);
    }
    if (err == TNW_OK && run->report.faults == faults) {
        err = row_names_add(source->of_employers ? &run->employers : &run->fiches, source, body);
    }
    return err;
}

/* Sends what was collected, as that list of the operation's body. */
static enum tnw_err
send_batch(struct run *run, const char *list)
{
    json_t *answer = NULL;
    if (json_array_size(run->batch) == 0) {
        return TNW_OK;
    }
    json_t *body = json_pack("{s:O}", list, run->batch);
    enum tnw_err err = body == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    if (err == TNW_OK && !run->import->check) {
        err = directory_page_ask(run->import->world, "directory.import", body, &answer, run->where);
    }
    json_decref(body);
    json_decref(answer);
    json_decref(run->batch);
    run->batch = json_array();
    return err == TNW_OK && run->batch == NULL ? TNW_E_NO_MEMORY : err;
}

/* row: taken. */
static enum tnw_err
add_to_batch(struct run *run, const char *list, json_t *row, size_t at_once)
{
    if (json_array_append_new(run->batch, row) != 0) {
        return TNW_E_NO_MEMORY;
    }
    return json_array_size(run->batch) < at_once ? TNW_OK : send_batch(run, list);
}

static bool
fiche_differs(struct txn *txn, const json_t *row)
{
    struct directory_row given;
    struct fiche before;
    directory_rows_read(&given, row);
    directory_rows_find(txn, buf_slice(&given.body.given.texts[FICHE_REF]), &before);
    struct fiche next = directory_rows_merge(&given, &before);
    bool differs = id_is_zero(&before.id) || !directory_rows_same(&before, &next);
    fiche_wipe(&before);
    fiche_body_wipe(&given.body);
    return differs;
}

static bool
employer_differs(struct txn *txn, const json_t *row)
{
    struct fiche service;
    directory_rows_find(txn, slice_str(field_text(row, "service")), &service);
    bool differs = id_is_zero(&service.id) || !employer_service_has(txn, field_text(row, "cbe"), &service.id);
    fiche_wipe(&service);
    return differs;
}

static enum tnw_err
bring_row(struct run *run, const struct table_source *source, json_t *body)
{
    struct txn *txn;
    const char *list = source->of_employers ? "employers" : "fiches";
    json_t *row = json_array_get(json_object_get(body, list), 0);
    enum tnw_err err = txn_begin_read(run->import->world->store, &txn);
    if (err != TNW_OK) {
        return err;
    }
    bool differs = source->of_employers ? employer_differs(txn, row) : fiche_differs(txn, row);
    err = txn_error(txn);
    txn_abort(&txn);
    run->read++;
    if (err == TNW_OK && differs) {
        run->differ++;
        err =
            add_to_batch(run, list, json_incref(row), source->of_employers ? LIMIT_ROWS_AT_ONCE : LIMIT_FICHES_AT_ONCE);
    }
    return err;
}

static bool
has_tables(const struct run *run, bool of_employers)
{
    for (size_t i = 0; i < run->import->file_count; i++) {
        if (run->sources[i].of_employers == of_employers) {
            return true;
        }
    }
    return false;
}

static enum tnw_err
prune_fiche(void *ctx, const json_t *row)
{
    struct run *run = ctx;
    const char *ref = field_text(row, "ref");
    const char *name = field_text(row, "name");
    if (ref == NULL || strncmp(ref, "fic_", 4) == 0 || row_names_have(&run->fiches, ref, NULL)) {
        return TNW_OK; /* without a ref it is not the operator's */
    }
    run->gone++;
    fprintf(run->import->err, "%s: %s (%s)\n", run->import->prune ? "removed" : "in no file", ref, name);
    return run->import->prune ? add_to_batch(run, "removed", json_string(ref), LIMIT_ROWS_AT_ONCE) : TNW_OK;
}

static enum tnw_err
prune_employer(void *ctx, const json_t *row)
{
    struct run *run = ctx;
    if (row_names_have(&run->employers, field_text(row, "cbe"), field_text(row, "service"))) {
        return TNW_OK;
    }
    run->gone++;
    fprintf(run->import->err, "%s: %s (%s)\n", run->import->prune ? "released" : "in no file", field_text(row, "cbe"),
            field_text(row, "service"));
    return run->import->prune ? add_to_batch(run, "released", json_incref(json_unconst(row)), LIMIT_ROWS_AT_ONCE)
                              : TNW_OK;
}

/* What is there and in no table of its kind; without a table of the kind nothing is missing. */
static enum tnw_err
prune_kind(struct run *run, bool of_employers)
{
    const struct directory_pages pages = {.world = run->import->world,
                                          .op = of_employers ? "directory.employers" : "directory.export",
                                          .each = of_employers ? prune_employer : prune_fiche,
                                          .ctx = run};
    if (!has_tables(run, of_employers)) {
        return TNW_OK;
    }
    enum tnw_err err = directory_pages_walk(&pages, run->where);
    return err == TNW_OK ? send_batch(run, of_employers ? "released" : "removed") : err;
}

static enum tnw_err
look_at_tables(struct run *run)
{
    enum tnw_err err = each_row(run, false, look_at_table_row);
    if (err == TNW_OK) {
        row_names_check(&run->fiches, "is there twice: as in", &run->report);
        row_names_check(&run->organisations, "is about the same organisation as", &run->report);
        err = each_row(run, true, look_at_table_row);
    }
    if (err == TNW_OK) {
        row_names_check(&run->employers, "is there twice: as in", &run->report);
    }
    if (err == TNW_OK && run->report.faults > 0) {
        (void)snprintf(run->where, CONFIG_WHERE, "%zu faults: nothing was changed", run->report.faults);
        err = TNW_E_INVALID_BODY;
    }
    return err;
}

static enum tnw_err
bring_all(struct run *run)
{
    enum tnw_err err = each_row(run, false, bring_row);
    err = err == TNW_OK ? send_batch(run, "fiches") : err;
    err = err == TNW_OK ? each_row(run, true, bring_row) : err;
    err = err == TNW_OK ? send_batch(run, "employers") : err;
    err = err == TNW_OK ? prune_kind(run, true) : err;
    return err == TNW_OK ? prune_kind(run, false) : err;
}

static enum tnw_err
open_sources(struct run *run)
{
    enum tnw_err err = TNW_OK;
    for (size_t i = 0; i < run->import->file_count && err == TNW_OK; i++) {
        run->opened++;
        err = table_open(&run->sources[i], run->import->files[i], &run->report, run->where);
    }
    if (err == TNW_E_USAGE) {
        (void)snprintf(run->where, CONFIG_WHERE, "%s is no table of the directory: nothing was changed",
                       run->import->files[run->opened - 1]);
    }
    return err;
}

static void
close_run(struct run *run)
{
    for (size_t i = 0; run->sources != NULL && i < run->import->file_count; i++) {
        table_close(&run->sources[i]);
    }
    free(run->sources);
    json_decref(run->batch);
    row_names_free(&run->fiches);
    row_names_free(&run->employers);
    row_names_free(&run->organisations);
}

enum tnw_err
directory_import_run(const struct directory_import *import, char where[CONFIG_WHERE])
{
    struct run run = {.import = import, .where = where, .report = {.out = import->err}, .batch = json_array()};
    run.sources = calloc(import->file_count, sizeof *run.sources);
    enum tnw_err err = run.sources == NULL || run.batch == NULL ? TNW_E_NO_MEMORY : open_sources(&run);
    err = err == TNW_OK ? look_at_tables(&run) : err;
    err = err == TNW_OK ? bring_all(&run) : err;
    if (err == TNW_OK) {
        fprintf(import->out, "%zu rows: %zu %s, %zu as they were; %zu in no file%s\n", run.read, run.differ,
                import->check ? "would be brought in" : "brought in", run.read - run.differ, run.gone,
                run.gone == 0    ? ""
                : !import->prune ? ": --prune removes them"
                : import->check  ? ""
                                 : ", removed");
    }
    close_run(&run);
    return err;
}
