#include "store/records/actor.h"

#include <string.h>

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/value.h"
#include "store/txn.h"
#include "store/wish.h"

#define ACTOR_VERSION 2

static void
encode_actor_facts(struct buf *out, const struct actor_facts *facts)
{
    buf_put_u8(out, (uint8_t)facts->qualification);
    buf_put_u8(out, (uint8_t)facts->service);
    buf_put_u8(out, (uint8_t)facts->function);
    buf_put(out, facts->cbe, sizeof facts->cbe);
    buf_put_u8(out, facts->acts_for_count);
    for (size_t i = 0; i < facts->acts_for_count; i++) {
        buf_put_slice(out, id_slice(&facts->acts_for[i]));
    }
}

static bool
is_code_or_none(unsigned code, unsigned count)
{
    return code < count || code == 255;
}

static enum tnw_err
parse_actor_facts(struct cursor *cur, struct actor_facts *out)
{
    out->qualification = (enum qualification)cursor_u8(cur);
    out->service = (enum service)cursor_u8(cur);
    out->function = (enum function)cursor_u8(cur);
    cursor_bytes(cur, out->cbe, sizeof out->cbe);
    out->acts_for_count = cursor_u8(cur);
    bool known = is_code_or_none(out->qualification, QUALIFICATION_COUNT) &&
                 is_code_or_none(out->service, SERVICE_COUNT) && is_code_or_none(out->function, FUNCTION_COUNT) &&
                 out->cbe[sizeof out->cbe - 1] == 0 && out->acts_for_count <= LIMIT_ACTS_FOR;
    for (size_t i = 0; known && i < out->acts_for_count; i++) {
        cursor_bytes(cur, out->acts_for[i].bytes, ID_SIZE);
    }
    return known ? TNW_OK : TNW_E_CORRUPT;
}

static void
encode_actor(struct buf *out, const struct actor *actor)
{
    buf_put_u8(out, ACTOR_VERSION);
    buf_put_u64(out, actor->epoch);
    buf_put_u8(out, actor->disabled);
    buf_put_u8(out, actor->is_organisation);
    buf_put_u32(out, actor->roles);
    buf_put_u8(out, actor->quota_factor == 0 ? 1 : actor->quota_factor);
    buf_put(out, actor->organisation.bytes, ID_SIZE);
    buf_put_u8(out, (uint8_t)actor->identity.kind);
    buf_put(out, actor->identity.number, sizeof actor->identity.number);
    buf_put(out, actor->nihii, sizeof actor->nihii);
    encode_actor_facts(out, &actor->facts);
    value_put_text(out, &actor->name);
    value_put_text(out, &actor->contact);
    value_put_text(out, &actor->zone);
}

static enum tnw_err
parse_actor(struct slice bytes, struct actor *out)
{
    struct cursor cur = cursor_of(bytes);
    if (cursor_u8(&cur) != ACTOR_VERSION) {
        return TNW_E_CORRUPT;
    }
    out->epoch = cursor_u64(&cur);
    out->disabled = cursor_u8(&cur) != 0;
    out->is_organisation = cursor_u8(&cur) != 0;
    out->roles = cursor_u32(&cur);
    out->quota_factor = cursor_u8(&cur);
    cursor_bytes(&cur, out->organisation.bytes, ID_SIZE);
    out->identity.kind = (enum identity_kind)cursor_u8(&cur);
    cursor_bytes(&cur, out->identity.number, sizeof out->identity.number);
    cursor_bytes(&cur, out->nihii, sizeof out->nihii);
    enum tnw_err err = parse_actor_facts(&cur, &out->facts);
    if (err != TNW_OK) {
        return err;
    }
    value_get_text(&cur, &out->name);
    value_get_text(&cur, &out->contact);
    value_get_text(&cur, &out->zone);
    err = cursor_end(&cur);
    if (err == TNW_OK && (out->identity.kind >= IDENTITY_KINDS || out->quota_factor == 0)) {
        err = TNW_E_CORRUPT;
    }
    return err;
}

void
actor_wipe(struct actor *actor)
{
    buf_free(&actor->name);
    buf_free(&actor->contact);
    buf_free(&actor->zone);
    bytes_wipe(actor, sizeof *actor);
}

static bool
open_actor(struct txn *txn, const struct id *id, struct slice stored, struct actor *out)
{
    struct buf plain = {0};
    *out = (struct actor){.id = *id};
    bool ok = cipher_decrypt(txn, SPACE_ACTOR, id_slice(id), id, stored, &plain) &&
              txn_check(txn, parse_actor(buf_slice(&plain), out));
    buf_free(&plain);
    if (!ok) {
        actor_wipe(out);
    }
    return ok;
}

struct hash
actor_identity_index(const struct keyring *keyring, const struct identity *identity)
{
    uint8_t bytes[1 + sizeof identity->number] = {(uint8_t)identity->kind};
    size_t len = strlen(identity->number);
    memcpy(bytes + 1, identity->number, len);
    struct hash index = keyring_index(keyring, "identity", slice_of(bytes, 1 + len));
    bytes_wipe(bytes, sizeof bytes);
    return index;
}

bool
actor_get(struct txn *txn, const struct id *id, struct actor *out)
{
    struct slice stored;
    *out = (struct actor){0};
    return txn_get(txn, SPACE_ACTOR, id_slice(id), &stored) && open_actor(txn, id, stored, out);
}

struct directory_entry
actor_entry(const struct actor *actor)
{
    return (struct directory_entry){
        .roles = actor->roles,
        .name = buf_slice(&actor->name),
        .zone = buf_slice(&actor->zone),
        .organisation = actor->organisation,
    };
}

/* A registration of epoch 1 is new. */
static void
keep_directory(struct txn *txn, const struct actor *actor)
{
    struct actor before = {.epoch = 0};
    bool was = actor->epoch > 1 && actor_get(txn, &actor->id, &before);
    struct directory_entry old = actor_entry(&before);
    struct directory_entry now = actor_entry(actor);
    directory_put(txn, &actor->id, was ? &old : NULL, &now);
    actor_wipe(&before);
}

void
actor_put(struct txn *txn, const struct actor *actor)
{
    struct buf plain = {0};
    keep_directory(txn, actor);
    encode_actor(&plain, actor);
    cipher_put(txn, SPACE_ACTOR, id_slice(&actor->id), &actor->id, &plain);
    txn_raise_registry(txn);
}

size_t
actor_by_identity(struct txn *txn, const struct hash *identity, struct id out[LIMIT_IDENTITY_ACTORS])
{
    struct slice value;
    if (!txn_get(txn, SPACE_IDENTITY, hash_slice(identity), &value)) {
        return 0;
    }
    size_t count = value.len / ID_SIZE;
    if (value.len % ID_SIZE != 0 || count > LIMIT_IDENTITY_ACTORS) {
        txn_set_error(txn, TNW_E_CORRUPT);
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(out[i].bytes, value.ptr + i * ID_SIZE, ID_SIZE);
    }
    return count;
}

void
actor_hint(struct txn *txn, const struct hash *identity)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    struct wish wishes[2 * LIMIT_IDENTITY_ACTORS];
    wish_value(txn, SPACE_IDENTITY, hash_slice(identity));
    size_t count = actor_by_identity(txn, identity, ids);
    for (size_t i = 0; i < count; i++) {
        wishes[2 * i] = (struct wish){.space = SPACE_ACTOR, .key = key_of(&ids[i])};
        wishes[2 * i + 1] = (struct wish){.space = SPACE_DATA_KEY, .key = key_of(&ids[i])};
    }
    wish_values(txn, wishes, 2 * count);
}

/* Half of them for their keys. */
#define ACTORS_AT_ONCE (WISHES_MAX / 2)

static void
fetch_actors(struct txn *txn, const struct id *const actors[], size_t count)
{
    struct wish wishes[2 * ACTORS_AT_ONCE];
    size_t wished = 0;
    for (size_t i = 0; i < count; i++) {
        wishes[wished++] = (struct wish){.space = SPACE_ACTOR, .key = key_of(actors[i])};
        wishes[wished++] = (struct wish){.space = SPACE_DATA_KEY, .key = key_of(actors[i])};
    }
    wish_values(txn, wishes, wished);
}

void
actor_fetch(struct txn *txn, const struct id *const actors[], size_t count)
{
    for (size_t i = 0; wish_pays(txn) && i < count; i += ACTORS_AT_ONCE) {
        fetch_actors(txn, actors + i, count - i < ACTORS_AT_ONCE ? count - i : ACTORS_AT_ONCE);
    }
}

bool
actor_link_identity(struct txn *txn, const struct hash *identity, const struct id *actor)
{
    struct id ids[LIMIT_IDENTITY_ACTORS];
    size_t count = actor_by_identity(txn, identity, ids);
    if (count == LIMIT_IDENTITY_ACTORS) {
        return false;
    }
    ids[count] = *actor;
    txn_put(txn, SPACE_IDENTITY, hash_slice(identity), slice_of(ids, (count + 1) * ID_SIZE));
    return true;
}
