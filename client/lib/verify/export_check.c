#include <stdlib.h>
#include <string.h>

#include "audit/map_follow.h"
#include "export_heads.h"
#include "export_tree.h"
#include "fault.h"
#include "logged.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "verifier.h"

/* A record with the links of the longest list is far below. */
#define LINE_LONGEST ((size_t)4 << 20)

struct tnw_export_check {
    const struct tnw_verifier *verifier;
    enum tnw_err err;
    struct tnw_finding failed;

    struct buf line; /* the start of one */
    uint64_t lines;

    struct merkle_tree tree;
    struct export_heads heads;
    struct map_follow maps;
    uint64_t named; /* 1 + the last record that names a map; 0: none yet */
    struct tnw_export_proof proof;

    bool continues; /* an older log, of which this one must begin with the records */
    uint64_t since_size;
    struct hash since_root;

    time_ms time;       /* of the record that was taken last */
    const char *broken; /* what it says that it cannot */
    bool hashes_due;    /* of that record, they stand in the next line */
    struct hash leaf;
    json_t *listing; /* the record whose links follow then; NULL: none */
    bool ended;      /* the checkpoint is through */
};

enum tnw_err
tnw_export_check_new(const struct tnw_verifier *verifier, struct tnw_export_check **check)
{
    *check = calloc(1, sizeof **check);
    if (*check == NULL) {
        return TNW_E_NO_MEMORY;
    }
    (*check)->verifier = verifier;
    return TNW_OK;
}

void
tnw_export_check_free(struct tnw_export_check **check)
{
    if (check != NULL && *check != NULL) {
        buf_free(&(*check)->line);
        export_heads_free(&(*check)->heads);
        map_follow_wipe(&(*check)->maps);
        json_decref((*check)->listing);
        bytes_wipe(*check, sizeof **check);
        free(*check);
        *check = NULL;
    }
}

static enum tnw_err
export_misformed(struct tnw_export_check *check, const char *what)
{
    return fault_found(&check->failed, TNW_FAULT_FORM, FAULT_NOWHERE, "%s", what);
}

static enum tnw_err
follow_link(struct tnw_export_check *check, const struct logged *record, const struct audit_link *link)
{
    struct map_entry entry;
    enum tnw_err err = export_heads_follow(&check->heads, record, link, &entry, &check->failed);
    check->proof.links += err == TNW_OK;
    return err == TNW_OK ? map_follow_note(&check->maps, record->seq, &entry) : err;
}

/* A map that a record names is that of the records before it, and leaves out none that stand before the last one that
 * was named. */
static enum tnw_err
check_named_map(struct tnw_export_check *check, const struct logged *record)
{
    struct hash root;
    int64_t seq = (int64_t)record->seq;
    if (record->map.size < check->named) {
        return fault_found(&check->failed, TNW_FAULT_MAP, seq,
                           "record %llu names a map of %llu records, and record %llu one before it",
                           (unsigned long long)record->seq, (unsigned long long)record->map.size,
                           (unsigned long long)(check->named - 1));
    }
    enum tnw_err err = map_follow_root(&check->maps, record->map.size, &root);
    if (err == TNW_OK && !hash_eq(&root, &record->map.root)) {
        err = fault_found(&check->failed, TNW_FAULT_MAP, seq,
                          "the first %llu records give another map than the one that record %llu names",
                          (unsigned long long)record->map.size, (unsigned long long)record->seq);
    }
    check->named = record->seq + 1;
    check->proof.maps++;
    hex_encode(check->proof.map, root.bytes, HASH_SIZE);
    return err;
}

enum tnw_err
tnw_export_check_since(struct tnw_export_check *check, const struct tnw_seal *older)
{
    if (check->lines > 0 || !reading_hash_text(older->root, &check->since_root)) {
        return TNW_E_USAGE;
    }
    check->continues = true;
    check->since_size = older->size;
    return TNW_OK;
}

/* Called when all records before the present place are through, with their links. */
static enum tnw_err
check_since(struct tnw_export_check *check)
{
    if (!check->continues || check->tree.size != check->since_size) {
        return TNW_OK;
    }
    check->continues = false;
    struct hash root = merkle_root(&check->tree);
    return hash_eq(&root, &check->since_root)
               ? TNW_OK
               : fault_found(&check->failed, TNW_FAULT_CONSISTENCY, FAULT_NOWHERE,
                             "the first %llu records are not those of the older checkpoint",
                             (unsigned long long)check->since_size);
}

static enum tnw_err
take_export_record(struct tnw_export_check *check, json_t *value)
{
    struct logged record;
    enum tnw_err err = logged_read(&record, value);
    if (err == TNW_E_CORRUPT) {
        return export_misformed(check, "the line is not a record");
    }
    if (err == TNW_OK) {
        err = check_since(check);
    }
    if (err == TNW_OK && record.seq != check->tree.size) {
        err = fault_found(&check->failed, TNW_FAULT_ORDER, (int64_t)check->tree.size,
                          "record %llu stands where record %llu belongs", (unsigned long long)record.seq,
                          (unsigned long long)check->tree.size);
    }
    if (err == TNW_OK && !logged_explains_time(&record, check->time)) {
        err = fault_found(&check->failed, TNW_FAULT_TIME, (int64_t)record.seq,
                          "record %llu is older than the one in front of it", (unsigned long long)record.seq);
    }
    if (err == TNW_OK && record.is_linked) {
        err = follow_link(check, &record, &record.link);
    }
    if (err == TNW_OK && record.names_map) {
        err = check_named_map(check, &record);
    }
    if (err == TNW_OK) {
        check->leaf = record.leaf;
        check->time = record.time;
        check->broken = record.broken;
        check->hashes_due = true;
        check->listing = record.listed_count > 0 ? json_incref(value) : NULL;
    }
    return err;
}

static enum tnw_err
take_hashes(struct tnw_export_check *check, const json_t *value)
{
    static const char *const members[] = {"hashes", "seq", NULL};
    uint64_t seq;
    if (!check->hashes_due || !reading_only(value, members) || !reading_count(json_object_get(value, "seq"), &seq) ||
        seq != check->tree.size) {
        return export_misformed(check, "the line is not the hashes of the record in front of it");
    }
    check->hashes_due = false;
    enum tnw_err err = export_tree_add(&check->tree, &check->leaf, json_object_get(value, "hashes"), &check->failed);
    if (err != TNW_OK && check->failed.fault == TNW_FAULT_RECORD) {
        check->failed.line = check->lines - 1; /* where the record is */
    }
    if (err == TNW_OK && check->broken != NULL) {
        err = fault_found(&check->failed, TNW_FAULT_RULE, (int64_t)seq, "record %llu: %s", (unsigned long long)seq,
                          check->broken);
        check->failed.line = check->lines - 1;
    }
    return err;
}

static enum tnw_err
take_link(struct tnw_export_check *check, const struct logged *record, size_t i, const json_t *value)
{
    static const char *const members[] = {"counter", "dossier", "previous", NULL};
    struct audit_link link;
    if (!reading_only(value, members) || !reading_id(json_object_get(value, "dossier"), ID_DOSSIER, &link.dossier) ||
        !logged_read_link(value, &link)) {
        return export_misformed(check, "a link is not as in an export");
    }
    struct hash opened = audit_link_commitment(&link);
    struct hash listed = logged_listed(record, i);
    if (!hash_eq(&opened, &listed)) {
        return fault_found(&check->failed, TNW_FAULT_LINK, (int64_t)record->seq,
                           "record %llu does not bear link %zu of those behind it", (unsigned long long)record->seq,
                           i + 1);
    }
    return follow_link(check, record, &link);
}

static enum tnw_err
take_links(struct tnw_export_check *check, const json_t *value)
{
    static const char *const members[] = {"links", "seq", NULL};
    const json_t *links = json_object_get(value, "links");
    struct logged record = {0};
    uint64_t seq;
    enum tnw_err err = check->listing == NULL ? TNW_E_CORRUPT : logged_read(&record, check->listing);
    if (err == TNW_E_CORRUPT || !reading_only(value, members) || !json_is_array(links) ||
        !reading_count(json_object_get(value, "seq"), &seq)) {
        return export_misformed(check, "the line is not the links of a record");
    }
    if (err == TNW_OK && (seq != record.seq || json_array_size(links) != record.listed_count)) {
        err = fault_found(&check->failed, TNW_FAULT_LINK, (int64_t)record.seq,
                          "the links behind record %llu are not as many as it lists, or of another record",
                          (unsigned long long)record.seq);
    }
    for (size_t i = 0; i < record.listed_count && err == TNW_OK; i++) {
        err = take_link(check, &record, i, json_array_get(links, i));
    }
    json_decref(check->listing);
    check->listing = NULL;
    return err;
}

/* The last line: the checkpoint, which all that came before must give. */
static enum tnw_err
take_checkpoint(struct tnw_export_check *check, const json_t *value)
{
    static const char *const members[] = {"checkpoint", "key", NULL};
    struct checkpoint sealed;
    if (!reading_only(value, members)) {
        return export_misformed(check, "the line is not the checkpoint of an export");
    }
    enum tnw_err err = verifier_open_members(check->verifier, value, &sealed, &check->proof.seal, &check->failed);
    if (err == TNW_OK) {
        err = check_since(check);
    }
    if (err == TNW_OK && check->continues) {
        err = fault_found(&check->failed, TNW_FAULT_SIZE, FAULT_NOWHERE,
                          "there are %llu records, and the older checkpoint is of %llu",
                          (unsigned long long)check->tree.size, (unsigned long long)check->since_size);
    }
    if (err == TNW_OK && sealed.size != check->tree.size) {
        err = fault_found(&check->failed, TNW_FAULT_SIZE, FAULT_NOWHERE,
                          "the checkpoint is of %llu records, and there are %llu", (unsigned long long)sealed.size,
                          (unsigned long long)check->tree.size);
    }
    struct hash root = merkle_root(&check->tree);
    if (err == TNW_OK && !hash_eq(&root, &sealed.root)) {
        err = fault_found(&check->failed, TNW_FAULT_ROOT, FAULT_NOWHERE,
                          "the records give another root than the checkpoint's: one of them was changed");
    }
    check->proof.dossiers = check->heads.used;
    if (err == TNW_OK && sealed.size != check->named) {
        err = fault_found(&check->failed, TNW_FAULT_MAP, FAULT_NOWHERE,
                          "the last record of the checkpoint does not name the map");
    }
    check->ended = err == TNW_OK;
    return err;
}

static enum tnw_err
take_value(struct tnw_export_check *check, json_t *value, struct slice line)
{
    if (check->ended) {
        return export_misformed(check, "something follows the checkpoint");
    }
    bool hashes = json_object_get(value, "hashes") != NULL;
    bool links = json_object_get(value, "links") != NULL;
    if (check->hashes_due && !hashes) {
        return fault_found(&check->failed, TNW_FAULT_FORM, (int64_t)check->tree.size,
                           "the hashes of record %llu do not follow it", (unsigned long long)check->tree.size);
    }
    if (check->listing != NULL && !hashes && !links) {
        return fault_found(&check->failed, TNW_FAULT_LINK, (int64_t)check->tree.size - 1,
                           "the links of record %llu do not follow it", (unsigned long long)(check->tree.size - 1));
    }
    if (json_object_get(value, "checkpoint") != NULL) {
        return take_checkpoint(check, value);
    }
    enum tnw_err err = strict_json_canonical(value, line);
    if (err == TNW_E_CORRUPT) {
        err = export_misformed(check, "the line is not canonical JSON");
    }
    if (err == TNW_OK) {
        err = hashes ? take_hashes(check, value) : links ? take_links(check, value) : take_export_record(check, value);
    }
    return err;
}

static enum tnw_err
take_export_line(struct tnw_export_check *check, struct slice line)
{
    check->lines++;
    json_t *value;
    enum tnw_err err = strict_json_parse(&value, (const char *)line.ptr, line.len);
    if (json_is_object(value)) {
        err = take_value(check, value, line);
    } else if (err != TNW_E_NO_MEMORY) {
        err = export_misformed(check, "the line is not a JSON object");
    }
    json_decref(value);
    if (err != TNW_OK && check->failed.line == 0) {
        check->failed.line = check->lines;
    }
    return err;
}

/* Takes a piece that ends with a line end, or holds none. */
static enum tnw_err
take_piece(struct tnw_export_check *check, struct slice piece, bool whole)
{
    enum tnw_err err = TNW_OK;
    if (check->line.len + piece.len > LINE_LONGEST) {
        check->lines++;
        err = export_misformed(check, "the line is too long");
        check->failed.line = check->lines;
        return err;
    }
    if (!whole || check->line.len > 0) {
        buf_put_slice(&check->line, piece);
        piece = buf_slice(&check->line);
        err = check->line.err;
    }
    if (whole && err == TNW_OK) {
        err = take_export_line(check, piece);
        buf_clear(&check->line);
    }
    return err;
}

static enum tnw_err
settle_export_check(struct tnw_export_check *check, enum tnw_err err, struct tnw_finding *finding)
{
    check->err = err;
    if (finding != NULL && err != TNW_OK) {
        *finding = check->failed;
    }
    return err;
}

enum tnw_err
tnw_export_check_bytes(struct tnw_export_check *check, const char *bytes, size_t len, struct tnw_finding *finding)
{
    enum tnw_err err = check->err;
    fault_none(finding);
    if (err == TNW_OK) {
        fault_none(&check->failed);
    }
    while (len > 0 && err == TNW_OK) {
        const char *end = memchr(bytes, '\n', len);
        size_t piece = end == NULL ? len : (size_t)(end - bytes);
        err = take_piece(check, slice_of(bytes, piece), end != NULL);
        piece += end != NULL;
        bytes += piece;
        len -= piece;
    }
    return settle_export_check(check, err, finding);
}

enum tnw_err
tnw_export_check_end(struct tnw_export_check *check, struct tnw_export_proof *proof, struct tnw_finding *finding)
{
    enum tnw_err err = check->err;
    fault_none(finding);
    *proof = (struct tnw_export_proof){0};
    if (err == TNW_OK) {
        fault_none(&check->failed);
    }
    if (err == TNW_OK && check->line.len > 0) {
        err = export_misformed(check, "the last line is cut off");
        check->failed.line = check->lines + 1;
    }
    if (err == TNW_OK && !check->ended) {
        err = fault_found(&check->failed, TNW_FAULT_MISSING, (int64_t)check->tree.size,
                          "the export ends behind %llu records without a checkpoint",
                          (unsigned long long)check->tree.size);
    }
    if (err == TNW_OK) {
        *proof = check->proof;
    }
    return settle_export_check(check, err, finding);
}
