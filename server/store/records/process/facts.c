#include "store/records/process/facts.h"

#include "store/cipher/cipher.h"
#include "store/inside.h"
#include "store/records/process/facts_form.h"
#include "store/wish.h"

#define FACTS_VERSION 2

void
facts_encode(struct buf *out, const struct facts *facts)
{
    buf_put_u32(out, facts->version);
    buf_put(out, facts->employer, sizeof facts->employer);
    buf_put_u8(out, (uint8_t)facts->employer_size);
    buf_put_u32(out, (uint32_t)facts->contract_end);
    buf_put_u8(out, (uint8_t)facts->region);
    buf_put(out, facts->zone, sizeof facts->zone);
    buf_put(out, facts->gmd_holder.bytes, ID_SIZE);
    buf_put_u8(out, (uint8_t)facts->occupational_cause);
    buf_put_u8(out, (uint8_t)facts->route);
    buf_put_u8(out, (uint8_t)facts->entrance);
    buf_put_u32(out, facts->exceptions);
    buf_put_u8(out, (uint8_t)facts->works.count);
    for (size_t i = 0; i < facts->works.count; i++) {
        buf_put_u32(out, (uint32_t)facts->works.list[i].from);
        buf_put_u32(out, (uint32_t)facts->works.list[i].until);
    }
    buf_put(out, facts->regie.bytes, ID_SIZE);
    buf_put(out, facts->contact.bytes, ID_SIZE);
}

static bool
facts_are_known(const struct facts *facts)
{
    bool size = facts->employer_size < EMPLOYER_SIZE_COUNT || facts->employer_size == EMPLOYER_SIZE_NONE;
    bool region = facts->region < REGION_COUNT || facts->region == REGION_NONE;
    bool route = facts->route < ROUTE_COUNT || facts->route == ROUTE_NONE;
    bool entrance = facts->entrance < ENTRANCE_COUNT || facts->entrance == ENTRANCE_NONE;
    bool texts = facts->employer[sizeof facts->employer - 1] == 0 && facts->zone[sizeof facts->zone - 1] == 0;
    return size && region && route && entrance && texts && facts->occupational_cause <= ANSWER_NO &&
           (facts->exceptions & ~CODE_ALL(EXCEPTION_COUNT)) == 0;
}

static struct work
parse_work(struct cursor *cur)
{
    struct work work = {.from = (day_num)cursor_u32(cur)};
    work.until = (day_num)cursor_u32(cur);
    return work;
}

static void
parse_works(struct cursor *cur, struct works *out)
{
    size_t count = cursor_u8(cur);
    if (count > LIMIT_WORKS) {
        cur->err = TNW_E_CORRUPT;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        out->list[i] = parse_work(cur);
    }
    out->count = (uint32_t)count;
}

/* An older form knows the last resumption only. */
static void
parse_last_work(struct cursor *cur, struct works *out)
{
    out->list[0].from = (day_num)cursor_u32(cur);
    out->count = out->list[0].from != 0;
}

void
facts_parse(struct cursor *cur, enum facts_form form, struct facts *out)
{
    out->version = cursor_u32(cur);
    cursor_bytes(cur, out->employer, sizeof out->employer);
    out->employer_size = (enum employer_size)cursor_u8(cur);
    out->contract_end = (day_num)cursor_u32(cur);
    out->region = (enum region)cursor_u8(cur);
    cursor_bytes(cur, out->zone, sizeof out->zone);
    cursor_bytes(cur, out->gmd_holder.bytes, ID_SIZE);
    out->occupational_cause = (enum answer)cursor_u8(cur);
    out->route = (enum route)cursor_u8(cur);
    out->entrance = (enum entrance)cursor_u8(cur);
    out->exceptions = cursor_u32(cur);
    (form == FACTS_FORM_LAST_WORK ? parse_last_work : parse_works)(cur, &out->works);
    cursor_bytes(cur, out->regie.bytes, ID_SIZE);
    cursor_bytes(cur, out->contact.bytes, ID_SIZE);
    if (!facts_are_known(out)) {
        cur->err = TNW_E_CORRUPT;
    }
}

static struct key
facts_key(const struct id *dossier, uint32_t version)
{
    struct key key = key_of(dossier);
    key_add_u32(&key, version);
    return key;
}

void
facts_put(struct txn *txn, const struct facts_version *version)
{
    struct key key = facts_key(&version->dossier, version->facts.version);
    struct buf plain = {0};
    buf_put_u8(&plain, FACTS_VERSION);
    buf_put_slice(&plain, id_slice(&version->by));
    buf_put_u8(&plain, (uint8_t)version->role);
    buf_put_u64(&plain, (uint64_t)version->written);
    buf_put_u32(&plain, version->changed);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        buf_put_u32(&plain, version->seen[role]);
    }
    buf_put_u32(&plain, (uint32_t)version->start);
    buf_put_u8(&plain, (uint8_t)version->employment);
    facts_encode(&plain, &version->facts);
    cipher_put(txn, SPACE_FACTS, key_slice(&key), &version->dossier, &plain);
}

static enum tnw_err
parse_version(struct slice bytes, struct facts_version *out)
{
    struct cursor cur = cursor_of(bytes);
    uint8_t form = cursor_u8(&cur);
    if (form == 0 || form > FACTS_VERSION) {
        return TNW_E_CORRUPT;
    }
    cursor_bytes(&cur, out->by.bytes, ID_SIZE);
    out->role = (enum role)cursor_u8(&cur);
    out->written = (time_ms)cursor_u64(&cur);
    out->changed = cursor_u32(&cur);
    for (unsigned role = 0; role < ROLE_COUNT; role++) {
        out->seen[role] = cursor_u32(&cur);
    }
    out->start = (day_num)cursor_u32(&cur);
    out->employment = (enum employment)cursor_u8(&cur);
    facts_parse(&cur, form == FACTS_VERSION ? FACTS_FORM_WORKS : FACTS_FORM_LAST_WORK, &out->facts);
    bool known = out->role < ROLE_COUNT && out->employment < EMPLOYMENT_COUNT;
    enum tnw_err err = cursor_end(&cur);
    return err == TNW_OK && !known ? TNW_E_CORRUPT : err;
}

void
facts_hint(struct txn *txn, const struct id *dossier, uint32_t version)
{
    struct key key = facts_key(dossier, version);
    wish_value(txn, SPACE_FACTS, key_slice(&key));
}

bool
facts_get(struct txn *txn, const struct id *dossier, uint32_t version, struct facts_version *out)
{
    struct key key = facts_key(dossier, version);
    struct buf plain = {0};
    *out = (struct facts_version){.dossier = *dossier};
    bool ok = cipher_get(txn, SPACE_FACTS, key_slice(&key), dossier, &plain) &&
              txn_check(txn, parse_version(buf_slice(&plain), out));
    buf_free(&plain);
    return ok;
}

/* The numbers go up with the versions, by one or not at all. */
bool
facts_find(struct txn *txn, const struct id *dossier, uint32_t latest, enum role role, uint32_t number,
           struct facts_version *out)
{
    uint32_t low = 1;
    uint32_t high = latest;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (!facts_get(txn, dossier, middle, out)) {
            return false;
        }
        if (out->seen[role] < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return facts_get(txn, dossier, low, out) && out->seen[role] == number;
}
