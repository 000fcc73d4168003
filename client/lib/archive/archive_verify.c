#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/tar.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "crypto/hash.h"
#include "shapes/strict_json.h"
#include "verify/fault.h"

/* More than any answer of a server has. */
#define JSON_MAX ((size_t)16 << 20)
#define INDEX_NAME "index.json"
#define FIRST_PAGE "-0001.json"

/* An archive under examination. Memory goes with the number of its parts, not with their size. */
struct archive {
    const struct tnw_verifier *verifier;
    const struct tnw_archive_source *from;
    struct tar_reader tar;
    struct tnw_access_check *access;
    json_t *seen;   /* part → [size, sha256] */
    json_t *wanted; /* parts that must be there, since others name them */
    json_t *files;  /* attachment → its SHA-256, as what it hangs on says */
    json_t *index;  /* NULL: it did not come yet */
    struct tnw_archive_proof *proof;
    struct tnw_finding *finding;
};

static enum tnw_err
part_fault(struct archive *a, const char *name, const char *why)
{
    return fault_found(a->finding, TNW_FAULT_PART, FAULT_NOWHERE, "%.99s %s", name, why);
}

static bool
begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool
ends_with(const char *text, const char *with)
{
    size_t len = strlen(text);
    return len >= strlen(with) && strcmp(text + len - strlen(with), with) == 0;
}

static const char *
member_text(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));
    return text == NULL ? "" : text;
}

static enum tnw_err
want(struct archive *a, const char *name)
{
    return json_object_set_new(a->wanted, name, json_true()) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
}

/* Page 0002 of a list, where 0001 says that it goes on. */
static enum tnw_err
want_next_page(struct archive *a, const char *name, const json_t *page)
{
    char next[TNW_ARCHIVE_NAME + 8];
    size_t len = strlen(name);
    if (member_text(page, "next")[0] == 0 || len < strlen(FIRST_PAGE) || name[len - strlen(FIRST_PAGE)] != '-') {
        return TNW_OK;
    }
    size_t stem = len - strlen(FIRST_PAGE);
    unsigned long number = strtoul(name + stem + 1, NULL, 10);
    (void)snprintf(next, sizeof next, "%.*s-%04lu.json", (int)stem, name, number + 1);
    return want(a, next);
}

static enum tnw_err
want_attachments(struct archive *a, const json_t *holder)
{
    size_t i;
    json_t *said;
    json_array_foreach(json_object_get(holder, "attachments"), i, said)
    {
        if (json_object_set_new(a->files, member_text(said, "id"), json_string(member_text(said, "sha256"))) != 0) {
            return TNW_E_NO_MEMORY;
        }
    }
    return TNW_OK;
}

/* What an item of a list has of its own: a document its versions, a thread its messages, a message its files. */
static enum tnw_err
want_of_item(struct archive *a, const char *name, const json_t *item)
{
    char part[TNW_ARCHIVE_NAME + 64];
    enum tnw_err err = want_attachments(a, item);
    if (begins_with(name, "threads-")) {
        (void)snprintf(part, sizeof part, "threads/%.40s/messages" FIRST_PAGE, member_text(item, "id"));
        return err == TNW_OK ? want(a, part) : err;
    }
    json_int_t latest = begins_with(name, "fragments-") ? json_integer_value(json_object_get(item, "latest")) : 0;
    for (json_int_t version = 1; err == TNW_OK && version <= latest; version++) {
        (void)snprintf(part, sizeof part, "fragments/%.40s/v%" JSON_INTEGER_FORMAT ".json", member_text(item, "id"),
                       version);
        err = want(a, part);
    }
    return err;
}

static enum tnw_err
want_of_part(struct archive *a, const char *name, const json_t *value)
{
    size_t i;
    json_t *item;
    enum tnw_err err = want_next_page(a, name, value);
    err = err == TNW_OK ? want_attachments(a, value) : err;
    json_array_foreach(json_object_get(value, "items"), i, item)
    {
        err = err == TNW_OK ? want_of_item(a, name, item) : err;
    }
    return err;
}

/* The dossier comes first: the access log is held against its id. */
static enum tnw_err
begin_dossier(struct archive *a, const json_t *dossier)
{
    (void)snprintf(a->proof->dossier, sizeof a->proof->dossier, "%s", member_text(dossier, "id"));
    enum tnw_err err = tnw_access_check_new(a->verifier, a->proof->dossier, NULL, &a->access);
    return err == TNW_E_USAGE ? part_fault(a, "dossier.json", "names no dossier") : err;
}

static enum tnw_err
check_receipt(struct archive *a, const char *name, const char *json, size_t len)
{
    struct tnw_receipt_proof proof;
    enum tnw_err err = tnw_verify_receipt(a->verifier, json, len, &proof, a->finding);
    if (err == TNW_OK && strcmp(proof.dossier, a->proof->dossier) != 0) {
        return part_fault(a, name, "is the receipt of another dossier");
    }
    a->proof->receipts += err == TNW_OK;
    return err;
}

static enum tnw_err
check_proofs_of(struct archive *a, const char *name, const json_t *value, const char *json, size_t len)
{
    if (strcmp(name, "dossier.json") == 0) {
        return begin_dossier(a, value);
    }
    if (a->access == NULL) {
        return part_fault(a, name, "stands before dossier.json");
    }
    if (begins_with(name, "access_log-")) {
        return tnw_access_check_page(a->access, json, len, NULL, a->finding);
    }
    return ends_with(name, ".receipt.json") ? check_receipt(a, name, json, len) : TNW_OK;
}

static enum tnw_err
check_json(struct archive *a, const char *name, const char *json, size_t len)
{
    json_t *value = NULL;
    enum tnw_err err = strict_json_parse(&value, json, len);
    if (err != TNW_OK) {
        return err == TNW_E_NO_MEMORY ? err : part_fault(a, name, "is no JSON object");
    }
    if (strcmp(name, INDEX_NAME) == 0) {
        a->index = value;
        return TNW_OK;
    }
    const char *wrong = a->from->part == NULL ? NULL : a->from->part(a->from->context, name, json, len);
    err = wrong != NULL ? part_fault(a, name, wrong) : check_proofs_of(a, name, value, json, len);
    err = err == TNW_OK ? want_of_part(a, name, value) : err;
    json_decref(value);
    return err;
}

static enum tnw_err
note_seen(struct archive *a, const struct hash *hash)
{
    char sha256[2 * HASH_SIZE + 1];
    hex_encode(sha256, hash->bytes, HASH_SIZE);
    if (json_object_get(a->seen, a->tar.name) != NULL) {
        return part_fault(a, a->tar.name, "is in it twice");
    }
    json_t *part = json_pack("[I, s]", (json_int_t)a->tar.size, sha256);
    return json_object_set_new(a->seen, a->tar.name, part) == 0 ? TNW_OK : TNW_E_NO_MEMORY;
}

static enum tnw_err
take_json(struct archive *a)
{
    size_t len = (size_t)a->tar.size;
    char *json = a->tar.size > (int64_t)JSON_MAX ? NULL : malloc(len + 1);
    size_t got = 0;
    if (json == NULL) {
        return a->tar.size > (int64_t)JSON_MAX ? part_fault(a, a->tar.name, "is too large") : TNW_E_NO_MEMORY;
    }
    for (size_t some = 1; some > 0 && got < len; got += some) {
        some = tar_take(&a->tar, json + got, len - got);
    }
    json[got] = '\0';
    struct hash hash = hash_of(slice_of(json, got));
    enum tnw_err err = note_seen(a, &hash);
    err = err == TNW_OK && a->tar.err == TNW_OK ? check_json(a, a->tar.name, json, got) : err;
    free(json);
    return err;
}

static enum tnw_err
take_file(struct archive *a)
{
    char bytes[16384];
    struct hash_stream stream;
    hash_begin(&stream);
    for (size_t some = 1; some > 0;) {
        some = tar_take(&a->tar, bytes, sizeof bytes);
        hash_add(&stream, slice_of(bytes, some));
    }
    struct hash hash = hash_end(&stream);
    a->proof->files++;
    return note_seen(a, &hash);
}

static enum tnw_err
take_parts(struct archive *a)
{
    enum tnw_err err = TNW_OK;
    while (err == TNW_OK && tar_next(&a->tar)) {
        if (a->index != NULL) {
            return part_fault(a, a->tar.name, "stands behind the index");
        }
        err = ends_with(a->tar.name, ".json") ? take_json(a) : take_file(a);
        a->proof->parts += err == TNW_OK;
    }
    if (err == TNW_OK && a->tar.err == TNW_E_CORRUPT) {
        return fault_found(a->finding, TNW_FAULT_FORM, FAULT_NOWHERE, "it is no archive, or ends too early, at %.99s",
                           a->tar.name[0] == 0 ? "its beginning" : a->tar.name);
    }
    return err == TNW_OK ? a->tar.err : err;
}

static enum tnw_err
check_index(struct archive *a)
{
    size_t i;
    json_t *part;
    const json_t *parts = json_object_get(a->index, "parts");
    if (strcmp(member_text(a->index, "type"), "tnw/archive/v1") != 0 || !json_is_array(parts)) {
        return part_fault(a, INDEX_NAME, a->index == NULL ? "is missing" : "is of another form");
    }
    if (strcmp(member_text(a->index, "dossier"), a->proof->dossier) != 0) {
        return part_fault(a, INDEX_NAME, "is of another dossier");
    }
    json_array_foreach(parts, i, part)
    {
        const char *name = member_text(part, "name");
        const json_t *seen = json_object_get(a->seen, name);
        const char *sha256 = json_string_value(json_array_get(seen, 1));
        bool size = json_integer_value(json_object_get(part, "size")) == json_integer_value(json_array_get(seen, 0));
        if (sha256 == NULL) {
            return part_fault(a, name, "is missing");
        }
        if (!size || strcmp(sha256, member_text(part, "sha256")) != 0) {
            return part_fault(a, name, "is not the one that the index names: its SHA-256 is another");
        }
    }
    return json_array_size(parts) + 1 == json_object_size(a->seen)
               ? TNW_OK
               : part_fault(a, INDEX_NAME, "does not name all that is there");
}

static enum tnw_err
check_wanted(struct archive *a)
{
    static const char *const always[] = {"dossier.json",
                                         "facts.json",
                                         "team.json",
                                         "timeline.json",
                                         "inbox.json",
                                         "log_keys.json",
                                         "facts_history-0001.json",
                                         "consents-0001.json",
                                         "consent_requests-0001.json",
                                         "fragments-0001.json",
                                         "threads-0001.json",
                                         "access_log-0001.json"};
    const char *name;
    json_t *value;
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        if (json_object_get(a->seen, always[i]) == NULL) {
            return part_fault(a, always[i], "is missing");
        }
    }
    json_object_foreach(a->wanted, name, value)
    {
        if (json_object_get(a->seen, name) == NULL) {
            return part_fault(a, name, "is missing");
        }
    }
    return TNW_OK;
}

/* Under whichever ending. */
static const json_t *
find_file(const struct archive *a, const char *id)
{
    static const char *const endings[] = {"pdf", "jpg", "png", "bin"};
    char name[TNW_ARCHIVE_NAME];
    const json_t *seen = NULL;
    for (size_t i = 0; seen == NULL && i < sizeof endings / sizeof endings[0]; i++) {
        (void)snprintf(name, sizeof name, "attachments/%.40s.%s", id, endings[i]);
        seen = json_object_get(a->seen, name);
    }
    return seen;
}

static enum tnw_err
check_files(struct archive *a)
{
    const char *id;
    json_t *sha256;
    json_object_foreach(a->files, id, sha256)
    {
        const json_t *seen = find_file(a, id);
        if (seen == NULL) {
            return part_fault(a, id, "is missing: something refers to this attachment");
        }
        if (strcmp(json_string_value(json_array_get(seen, 1)), json_string_value(sha256)) != 0) {
            return part_fault(a, id, "is another file than what refers to it says");
        }
    }
    return TNW_OK;
}

static enum tnw_err
check_archive(struct archive *a)
{
    enum tnw_err err = take_parts(a);
    err = err == TNW_OK ? check_index(a) : err;
    err = err == TNW_OK ? check_wanted(a) : err;
    err = err == TNW_OK ? check_files(a) : err;
    return err == TNW_OK ? tnw_access_check_end(a->access, &a->proof->access, a->finding) : err;
}

enum tnw_err
tnw_archive_verify(const struct tnw_verifier *verifier, const struct tnw_archive_source *from,
                   struct tnw_archive_proof *proof, struct tnw_finding *finding)
{
    struct archive a = {.verifier = verifier, .from = from, .tar = {.from = from}, .proof = proof, .finding = finding};
    *proof = (struct tnw_archive_proof){.parts = 0};
    fault_none(finding);
    a.seen = json_object();
    a.wanted = json_object();
    a.files = json_object();
    enum tnw_err err = a.seen == NULL || a.wanted == NULL || a.files == NULL ? TNW_E_NO_MEMORY : check_archive(&a);
    tnw_access_check_free(&a.access);
    json_decref(a.seen);
    json_decref(a.wanted);
    json_decref(a.files);
    json_decref(a.index);
    if (err != TNW_OK) {
        *proof = (struct tnw_archive_proof){.parts = 0};
    }
    return err;
}

enum tnw_err
tnw_archive_named_key(const struct tnw_archive_source *from, char key[TNW_KEY_TEXT])
{
    struct tar_reader tar = {.from = from};
    key[0] = '\0';
    while (tar_next(&tar)) {
        if (strcmp(tar.name, "access_log-0001.json") != 0 || tar.size > (int64_t)JSON_MAX) {
            continue;
        }
        size_t len = (size_t)tar.size;
        size_t got = 0;
        char *json = malloc(len + 1);
        if (json == NULL) {
            return TNW_E_NO_MEMORY;
        }
        for (size_t some = 1; some > 0 && got < len; got += some) {
            some = tar_take(&tar, json + got, len - got);
        }
        enum tnw_err err = tnw_verify_named_key(json, got, key);
        free(json);
        return err;
    }
    return tar.err == TNW_OK || tar.err == TNW_E_CORRUPT ? TNW_E_CRYPTO : tar.err;
}
