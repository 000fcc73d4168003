#include <stdlib.h>
#include <string.h>

#include "access_file.h"
#include "access_fresh.h"
#include "access_shown.h"
#include "audit/map.h"
#include "audit/proof.h"
#include "fault.h"
#include "logged.h"
#include "named_map.h"
#include "reading.h"
#include "shapes/strict_json.h"
#include "verifier.h"

/* The pages come newest first, so each record is held against what the one shown before it says of its predecessor. */
struct tnw_access_check {
    const struct tnw_verifier *verifier;
    struct id dossier;
    struct tnw_access_head known; /* counter 0: none */
    struct hash known_head;

    struct access_fresh fresh;
    struct access_file file;
    bool begun; /* the first page is through */
    bool ended; /* the last one is */
    enum tnw_err err;
    struct tnw_finding failed;

    struct checkpoint sealed;
    struct map_root map; /* that the sealed log names */
    struct tnw_access_proof proof;
    struct hash head; /* of the map's entry */

    bool any;               /* a record was shown, the last of them is: */
    uint64_t seq;           /* its place in the log */
    struct audit_link link; /* and in the dossier */
    bool in_map;            /* the map counts it, and all that follow */
};

enum tnw_err
tnw_access_check_new(const struct tnw_verifier *verifier, const char *dossier, const struct tnw_access_head *known,
                     struct tnw_access_check **check)
{
    *check = NULL;
    struct tnw_access_check *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return TNW_E_NO_MEMORY;
    }
    made->verifier = verifier;
    if (known != NULL) {
        made->known = *known;
    }
    if (dossier == NULL || id_parse(&made->dossier, ID_DOSSIER, dossier) != TNW_OK ||
        (made->known.counter > 0 && !reading_hash_text(made->known.head, &made->known_head))) {
        tnw_access_check_free(&made);
        return TNW_E_USAGE;
    }
    *check = made;
    return TNW_OK;
}

void
tnw_access_check_free(struct tnw_access_check **check)
{
    if (check != NULL && *check != NULL) {
        bytes_wipe(*check, sizeof **check);
        free(*check);
        *check = NULL;
    }
}

enum tnw_err
tnw_access_check_expect(struct tnw_access_check *check, const struct tnw_access_expected *expected)
{
    struct id id;
    struct access_fresh *fresh = &check->fresh;
    if (check->begun || fresh->expected_count == ACCESS_EXPECTED_MAX ||
        id_parse(&id, ID_REQUEST, expected->request) != TNW_OK) {
        return TNW_E_USAGE;
    }
    fresh->expected[fresh->expected_count++] = *expected;
    return TNW_OK;
}

enum tnw_err
tnw_access_check_file(struct tnw_access_check *check, const char *attachment, const char *salt, const char *sha256)
{
    return check->begun ? TNW_E_USAGE : access_file_ask(&check->file, attachment, salt, sha256);
}

bool
tnw_access_check_pending(const struct tnw_access_check *check, size_t i, struct tnw_access_expected *pending)
{
    if (i >= check->fresh.pending_count) {
        return false;
    }
    *pending = check->fresh.pending[i];
    return true;
}

static enum tnw_err
access_misformed(struct tnw_access_check *check, int64_t seq, const char *where)
{
    return fault_found(&check->failed, TNW_FAULT_FORM, seq, "%s is not as in an access log with proofs", where);
}

/* The entry at the end of the path: the dossier's own, another's, or none. */
static bool
read_map_end(const json_t *map, const struct hash *key, struct map_proof *out)
{
    const json_t *other = json_object_get(map, "other");
    const json_t *from = map;
    out->leaf.key = *key;
    out->end = MAP_LEAF;
    if (json_is_null(json_object_get(map, "counter")) && json_is_null(json_object_get(map, "head"))) {
        if (json_is_null(other)) {
            out->end = MAP_EMPTY;
            return true;
        }
        from = other;
        if (!reading_hash(json_object_get(other, "key"), &out->leaf.key) || hash_eq(&out->leaf.key, key)) {
            return false;
        }
    } else if (!json_is_null(other)) {
        return false;
    }
    return reading_count(json_object_get(from, "counter"), &out->leaf.counter) && out->leaf.counter > 0 &&
           reading_hash(json_object_get(from, "head"), &out->leaf.head);
}

static enum tnw_err
take_access_map(struct tnw_access_check *check, const json_t *map)
{
    struct hash key = map_key(&check->dossier);
    struct map_proof proof = {0};
    bool member = false;
    enum tnw_err err = named_map_take(map, &check->sealed, &check->map, &check->failed);
    if (err != TNW_OK) {
        return err;
    }
    if (!read_map_end(map, &key, &proof) ||
        !reading_hashes(json_object_get(map, "siblings"), proof.siblings, MAP_DEPTH, &proof.count)) {
        return access_misformed(check, FAULT_NOWHERE, "the proof of the map");
    }
    if (map_check(&proof, &check->map.root, &key, &member) != TNW_OK) {
        return fault_found(&check->failed, TNW_FAULT_MAP, FAULT_NOWHERE,
                           "the proof of the map does not lead to the one that the log names");
    }
    if (member) {
        check->head = proof.leaf.head;
        check->proof.head.counter = proof.leaf.counter;
        hex_encode(check->proof.head.head, proof.leaf.head.bytes, HASH_SIZE);
    }
    if (check->known.counter > check->proof.head.counter) {
        return fault_found(&check->failed, TNW_FAULT_KNOWN, FAULT_NOWHERE,
                           "the map counts %llu records, and %llu were proven before",
                           (unsigned long long)check->proof.head.counter, (unsigned long long)check->known.counter);
    }
    return TNW_OK;
}

static enum tnw_err
take_sealed(struct tnw_access_check *check, const json_t *page)
{
    const json_t *sealed = json_object_get(page, "sealed");
    if (check->begun) {
        return json_is_null(sealed) ? TNW_OK : access_misformed(check, FAULT_NOWHERE, "\"sealed\" of a later page");
    }
    if (!json_is_object(sealed)) {
        return access_misformed(check, FAULT_NOWHERE, "\"sealed\"");
    }
    enum tnw_err err =
        verifier_open_members(check->verifier, sealed, &check->sealed, &check->proof.seal, &check->failed);
    if (err == TNW_OK) {
        err = take_access_map(check, json_object_get(sealed, "map"));
    }
    check->proof.mapped = check->map.size;
    check->begun = err == TNW_OK;
    return err;
}

/* The link that the record bears for this dossier is the one that is shown with it. */
static enum tnw_err
check_link(struct tnw_access_check *check, const struct logged *record, struct audit_link *link, const json_t *shown)
{
    *link = (struct audit_link){.dossier = check->dossier};
    if (!logged_read_link(shown, link)) {
        return access_misformed(check, (int64_t)record->seq, "a link");
    }
    bool own = record->is_linked && id_eq(&record->link.dossier, &check->dossier);
    bool borne = own ? record->link.counter == link->counter && hash_eq(&record->link.previous, &link->previous)
                     : logged_lists(record, link);
    return borne ? TNW_OK
                 : fault_found(&check->failed, TNW_FAULT_LINK, (int64_t)record->seq,
                               "record %llu does not bear the link that is shown with it",
                               (unsigned long long)record->seq);
}

/* The record's place in the dossier: the newest one that the map counts is its head, each other one what its successor
 * says. */
static enum tnw_err
check_chain(struct tnw_access_check *check, const struct logged *record, const struct audit_link *link, bool in_map)
{
    int64_t seq = (int64_t)record->seq;
    bool first_mapped = in_map && !check->in_map;
    uint64_t expected = first_mapped ? check->proof.head.counter : check->link.counter - 1;
    const struct hash *leaf = first_mapped ? &check->head : &check->link.previous;
    if (first_mapped && expected == 0) {
        return fault_found(&check->failed, TNW_FAULT_HEAD, seq, "the map has no record of this dossier");
    }
    if ((first_mapped || check->any) && link->counter < expected) {
        return fault_found(&check->failed, TNW_FAULT_MISSING, seq, "%llu newer ones before record %llu are left out",
                           (unsigned long long)(expected - link->counter), (unsigned long long)record->seq);
    }
    if (first_mapped && (link->counter != expected || !hash_eq(&record->leaf, leaf))) {
        return fault_found(&check->failed, TNW_FAULT_HEAD, seq, "record %llu is not the newest one that the map names",
                           (unsigned long long)record->seq);
    }
    if (check->any && (link->counter != check->link.counter - 1 || !hash_eq(&record->leaf, &check->link.previous))) {
        return fault_found(&check->failed, TNW_FAULT_CHAIN, seq, "record %llu is not the one that record %llu follows",
                           (unsigned long long)record->seq, (unsigned long long)check->seq);
    }
    if (link->counter == check->known.counter && !hash_eq(&record->leaf, &check->known_head)) {
        return fault_found(&check->failed, TNW_FAULT_KNOWN, seq, "record %llu is not the one that was proven before",
                           (unsigned long long)record->seq);
    }
    return TNW_OK;
}

/* In the sealed log at its place, or newer than it. */
static enum tnw_err
check_access_inclusion(struct tnw_access_check *check, const struct logged *record, const json_t *inclusion,
                       bool in_seal)
{
    struct proof path;
    uint64_t size;
    if (!in_seal) {
        return json_is_null(inclusion) ? TNW_OK
                                       : access_misformed(check, (int64_t)record->seq, "a proof of a newer record");
    }
    if (!reading_count(json_object_get(inclusion, "size"), &size) ||
        !reading_hashes(json_object_get(inclusion, "path"), path.path, PROOF_PATH, &path.count)) {
        return access_misformed(check, (int64_t)record->seq, "an inclusion proof");
    }
    if (size != check->sealed.size ||
        proof_check_inclusion(&path, &record->leaf, record->seq, size, &check->sealed.root) != TNW_OK) {
        return fault_found(&check->failed, TNW_FAULT_INCLUSION, (int64_t)record->seq,
                           "record %llu is not proven to be in the log", (unsigned long long)record->seq);
    }
    return TNW_OK;
}

static enum tnw_err
read_item(struct tnw_access_check *check, const json_t *item, struct logged *record)
{
    struct hash leaf;
    enum tnw_err err = logged_read(record, json_object_get(item, "record"));
    if (err == TNW_E_CORRUPT || !reading_hash(json_object_get(item, "leaf"), &leaf)) {
        return access_misformed(check, FAULT_NOWHERE, "a record");
    }
    if (err != TNW_OK) {
        return err;
    }
    int64_t seq = (int64_t)record->seq;
    if (!hash_eq(&leaf, &record->leaf)) {
        return fault_found(&check->failed, TNW_FAULT_RECORD, seq, "record %llu is not what its leaf hash stands for",
                           (unsigned long long)record->seq);
    }
    if (record->broken != NULL) {
        return fault_found(&check->failed, TNW_FAULT_RULE, seq, "record %llu: %s", (unsigned long long)record->seq,
                           record->broken);
    }
    if (check->any && record->seq >= check->seq) {
        return fault_found(&check->failed, TNW_FAULT_ORDER, seq, "record %llu stands behind record %llu",
                           (unsigned long long)record->seq, (unsigned long long)check->seq);
    }
    const char *differs = access_shown_differs(item, record->json);
    return differs == NULL
               ? TNW_OK
               : fault_found(&check->failed, TNW_FAULT_SHOWN, seq, "record %llu has another \"%s\" than is shown",
                             (unsigned long long)record->seq, differs);
}

static enum tnw_err
take_access_item(struct tnw_access_check *check, const json_t *item)
{
    struct logged record;
    struct audit_link link;
    enum tnw_err err = read_item(check, item, &record);
    bool in_seal = record.seq < check->sealed.size;
    bool in_map = record.seq < check->map.size;
    if (err == TNW_OK) {
        err = check_link(check, &record, &link, json_object_get(item, "link"));
    }
    if (err == TNW_OK) {
        err = check_chain(check, &record, &link, in_map);
    }
    if (err == TNW_OK) {
        err = check_access_inclusion(check, &record, json_object_get(item, "inclusion"), in_seal);
    }
    err = err == TNW_OK ? access_fresh_take(&check->fresh, &record, in_map, &check->failed) : err;
    err = err == TNW_OK ? access_file_take(&check->file, &record, &check->failed) : err;
    if (err == TNW_OK) {
        check->any = true;
        check->seq = record.seq;
        check->link = link;
        check->in_map = in_map;
        check->proof.unsealed += !in_seal;
        check->proof.unmapped += in_seal && !in_map;
    }
    return err;
}

static enum tnw_err
take_access_page(struct tnw_access_check *check, const json_t *page)
{
    const json_t *items = json_object_get(page, "items");
    const json_t *next = json_object_get(page, "next");
    if (!json_is_array(items) || !reading_text_or_null(next)) {
        return access_misformed(check, FAULT_NOWHERE, "the page");
    }
    enum tnw_err err = take_sealed(check, page);
    for (size_t i = 0; i < json_array_size(items) && err == TNW_OK; i++) {
        err = take_access_item(check, json_array_get(items, i));
    }
    check->ended = json_is_null(next);
    return err;
}

/* What failed once stays so, and is told again. */
static enum tnw_err
settle_access_check(struct tnw_access_check *check, enum tnw_err err, struct tnw_finding *finding)
{
    check->err = err;
    if (finding != NULL && err != TNW_OK) {
        *finding = check->failed;
    }
    return err;
}

enum tnw_err
tnw_access_check_page(struct tnw_access_check *check, const char *json, size_t len, uint64_t *size,
                      struct tnw_finding *finding)
{
    fault_none(finding);
    if (check->err != TNW_OK) {
        return settle_access_check(check, check->err, finding);
    }
    if (check->ended) {
        return TNW_E_USAGE;
    }
    fault_none(&check->failed);
    json_t *page;
    enum tnw_err err = strict_json_parse(&page, json, len);
    if (err == TNW_OK) {
        err = take_access_page(check, page);
    } else if (err == TNW_E_CORRUPT) {
        err = access_misformed(check, FAULT_NOWHERE, "the page");
    }
    json_decref(page);
    if (size != NULL) {
        *size = check->sealed.size;
    }
    return settle_access_check(check, err, finding);
}

/* Whether the records that were shown reach from the map's head to the dossier's first. */
static enum tnw_err
check_whole(struct tnw_access_check *check)
{
    uint64_t missing = check->any ? check->link.counter - 1 : 0;
    if (!check->in_map && check->proof.head.counter > missing) {
        missing = check->proof.head.counter;
    }
    if (!check->ended || missing > 0) {
        return fault_found(&check->failed, TNW_FAULT_MISSING, check->any ? (int64_t)check->seq : FAULT_NOWHERE,
                           "%llu records before the last one that was shown are left out", (unsigned long long)missing);
    }
    return TNW_OK;
}

enum tnw_err
tnw_access_check_end(struct tnw_access_check *check, struct tnw_access_proof *proof, struct tnw_finding *finding)
{
    fault_none(finding);
    *proof = (struct tnw_access_proof){0};
    enum tnw_err err = check->err;
    if (err == TNW_OK) {
        fault_none(&check->failed);
        err = check_whole(check);
    }
    err = err == TNW_OK ? access_fresh_end(&check->fresh, &check->failed) : err;
    err = err == TNW_OK ? access_file_end(&check->file, &check->failed) : err;
    if (err == TNW_OK) {
        *proof = check->proof;
        proof->vouched = check->file.vouched;
    }
    return settle_access_check(check, err, finding);
}
