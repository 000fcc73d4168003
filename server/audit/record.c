#include "audit/record.h"

#include <stdlib.h>

#include "crypto/merkle.h"
#include "json/write.h"

static void
put_listed(struct json_writer *jw, const struct audit_place *place)
{
    if (place->listed_count == 0) {
        return;
    }
    jw_open_list(jw, "listed");
    for (size_t i = 0; i < place->listed_count; i++) {
        struct hash commitment = audit_link_commitment(&place->listed[i]);
        jw_hex(jw, NULL, hash_slice(&commitment));
    }
    jw_close_list(jw);
}

static void
put_map(struct json_writer *jw, const struct map_root *map)
{
    if (map == NULL) {
        return;
    }
    jw_open(jw, "map");
    jw_hex(jw, "root", hash_slice(&map->root));
    jw_int(jw, "size", (int64_t)map->size);
    jw_close(jw);
}

/* Of several consents of one act; one alone is the object. */
static void
put_objects(struct json_writer *jw, struct slice objects)
{
    struct cursor cur = cursor_of(objects);
    if (objects.len < (size_t)2 * ID_SIZE) {
        return;
    }
    jw_open_list(jw, "objects");
    while (cur.left >= ID_SIZE) {
        struct id id;
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        jw_id(jw, NULL, ID_CONSENT, &id);
    }
    jw_close_list(jw);
}

static void
put_record_hash(struct json_writer *jw, const char *name, const struct hash *hash)
{
    if (hash == NULL) {
        jw_null(jw, name);
    } else {
        jw_hex(jw, name, hash_slice(hash));
    }
}

struct audit_record
audit_record_by_server(const char *action, const uint8_t *policy)
{
    return (struct audit_record){.role = ROLE_NONE,
                                 .origin = "server",
                                 .action = action,
                                 .object = "",
                                 .purpose = PURPOSE_NONE,
                                 .decision = "permit",
                                 .ground = slice_str("server"),
                                 .status = 200,
                                 .policy = policy};
}

struct audit_record
audit_record_by_operator(const char *action, struct slice ground, const uint8_t *policy, time_ms now)
{
    struct audit_record record = audit_record_by_server(action, policy);
    record.request = id_new(now);
    record.origin = "local";
    record.ground = ground;
    return record;
}

/* Members in the order of RFC 8785: by name. */
void
audit_record_encode(struct buf *out, const struct audit_record *record, const struct audit_place *place)
{
    struct json_writer jw = json_writer(out);
    bool linked = !id_is_zero(&place->link.dossier);
    jw_open(&jw, NULL);
    jw_str(&jw, "action", record->action);
    jw_id(&jw, "actor", ID_ACTOR, &record->actor);
    jw_codes(&jw, "categories", &codes_category, record->categories);
    put_record_hash(&jw, "certificate", record->certificate);
    put_record_hash(&jw, "content", record->content);
    if (linked) {
        jw_int(&jw, "counter", (int64_t)place->link.counter);
    } else {
        jw_null(&jw, "counter");
    }
    jw_str(&jw, "decision", record->decision);
    jw_id(&jw, "dossier", ID_DOSSIER, &place->link.dossier);
    if (!id_is_zero(&record->acted_for)) {
        jw_id(&jw, "for", ID_ACTOR, &record->acted_for);
    }
    jw_slice(&jw, "ground", record->ground);
    put_listed(&jw, place);
    put_map(&jw, record->map);
    jw_str(&jw, "object", record->object[0] == 0 ? NULL : record->object);
    put_objects(&jw, record->objects);
    jw_id(&jw, "organisation", ID_ACTOR, &record->organisation);
    jw_str(&jw, "origin", record->origin);
    jw_hex(&jw, "policy", slice_of(record->policy, HASH_SIZE));
    put_record_hash(&jw, "previous", linked ? &place->link.previous : NULL);
    jw_str(&jw, "purpose", record->purpose == PURPOSE_NONE ? NULL : codes_text(&codes_purpose, record->purpose));
    jw_id(&jw, "request", ID_REQUEST, &record->request);
    jw_str(&jw, "role", record->role == ROLE_NONE ? NULL : codes_text(&codes_role, record->role));
    jw_int(&jw, "seq", (int64_t)place->seq);
    jw_int(&jw, "status", record->status);
    jw_time(&jw, "time", place->time);
    jw_close(&jw);
}

/* Out: written: of the dossier's head, as it is. */
static struct audit_link
next_link(struct txn *txn, const struct id *dossier, uint64_t *written)
{
    struct audit_head head = {0};
    if (!id_is_zero(dossier)) {
        (void)audit_log_get_head(txn, dossier, &head); /* none: the dossier's first record */
    }
    *written = head.written;
    return (struct audit_link){.dossier = *dossier, .counter = head.counter + 1, .previous = head.leaf};
}

static bool
is_linked(const struct audit_place *place, const struct id *dossier)
{
    bool found = id_eq(&place->link.dossier, dossier);
    for (size_t i = 0; i < place->listed_count && !found; i++) {
        found = id_eq(&place->listed[i].dossier, dossier);
    }
    return found;
}

/* Links the dossiers of a list, each once. links: room for all of them. */
static void
link_listed(struct txn *txn, struct slice listed, struct audit_place *place, struct audit_link *links)
{
    struct cursor cur = cursor_of(listed);
    place->listed = links;
    while (cur.left >= ID_SIZE) {
        struct id id;
        cursor_bytes(&cur, id.bytes, ID_SIZE);
        if (!is_linked(place, &id)) {
            uint64_t written;
            links[place->listed_count++] = next_link(txn, &id, &written);
        }
    }
}

/* written: 0: as the head says. */
static void
move_head(struct txn *txn, const struct audit_link *link, const struct hash *leaf, uint64_t written)
{
    struct audit_head head = {.written = written};
    if (written == 0) {
        (void)audit_log_get_head(txn, &link->dossier, &head);
    }
    head.counter = link->counter;
    head.leaf = *leaf;
    audit_log_put_head(txn, &link->dossier, &head);
}

/* Writes down that this is now the newest record of each of its dossiers. */
static void
move_heads(struct txn *txn, const struct audit_record *record, const struct audit_place *place, const struct hash *leaf)
{
    if (!id_is_zero(&place->link.dossier)) {
        move_head(txn, &place->link, leaf, record->writes ? place->seq + 1 : place->written);
    }
    for (size_t i = 0; i < place->listed_count; i++) {
        move_head(txn, &place->listed[i], leaf, 0);
    }
    if (place->listed_count > 0) {
        audit_log_put_links(txn, place->seq, place->listed, place->listed_count);
    }
}

/* Nearly all records are shorter. */
#define RECORD_USUAL 1000

/* The value of the log's next place: room for the nodes, then the record. */
static void
append_leaf(struct txn *txn, struct audit_tail *tail, const struct audit_record *record,
            const struct audit_place *place)
{
    struct buf value = {0};
    size_t room = audit_log_completes(place->seq) * HASH_SIZE;
    buf_reserve(&value, room + RECORD_USUAL);
    (void)buf_grow(&value, room);
    audit_record_encode(&value, record, place);
    txn_set_error(txn, value.err);
    if (value.err == TNW_OK) {
        struct hash leaf = merkle_leaf(slice_of(value.ptr + room, value.len - room));
        merkle_add(&tail->tree, &leaf, (struct hash *)(void *)value.ptr);
        audit_log_put(txn, place->seq, buf_slice(&value));
        move_heads(txn, record, place, &leaf);
    }
    buf_free(&value);
}

void
audit_record_append(struct txn *txn, const struct audit_record *record, time_ms now)
{
    struct audit_tail *tail = audit_log_tail(txn);
    if (tail == NULL) {
        return;
    }
    tail->time = now > tail->time || record->resets_clock ? now : tail->time;
    struct audit_place place = {.seq = tail->tree.size, .time = tail->time};
    place.link = next_link(txn, &record->dossier, &place.written);
    struct audit_link *links = NULL;
    if (record->listed.len > 0) {
        links = calloc(record->listed.len / ID_SIZE, sizeof *links);
        txn_set_error(txn, links == NULL ? TNW_E_NO_MEMORY : TNW_OK);
    }
    if (links != NULL) {
        link_listed(txn, record->listed, &place, links);
    }
    if (txn_error(txn) == TNW_OK) {
        append_leaf(txn, tail, record, &place);
    }
    free(links);
}
