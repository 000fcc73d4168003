#include "store/check/check_elz.h"

#include "store/inside.h"
#include "store/range.h"
#include "store/records/actor.h"
#include "store/records/elz/casus.h"
#include "store/records/elz/knelpunt.h"
#include "store/records/elz/moment.h"

static bool
has_invited(struct txn *txn, const struct casus *casus)
{
    bool all = true;
    for (size_t i = 0; all && i < casus->member_count; i++) {
        struct actor actor;
        all = actor_get(txn, &casus->members[i], &actor);
        if (all) {
            struct hash person = actor_identity_index(txn->store->keyring, &actor.identity);
            all = casus_has_member(txn, &casus->id, &person);
        }
        actor_wipe(&actor);
    }
    return all;
}

static const char *
row_of_casus(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct casus casus;
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool found = casus_get(txn, &id, &casus);
    bool whole = found && has_invited(txn, &casus);
    casus_wipe(&casus);
    return !found ? "it cannot be read" : whole ? NULL : "somebody who is invited does not find it";
}

static const char *
row_of_casus_member(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct hash person = check_parts_hash(parts);
    struct id id = check_parts_id(parts);
    const struct key key = key_of(&id);
    (void)value;
    (void)person;
    return !check_parts_whole(parts)                 ? CHECK_BAD_KEY
           : check_parts_has(txn, SPACE_CASUS, &key) ? NULL
                                                     : "there is no such case discussion";
}

static const char *
row_of_casus_message(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct casus_message message;
    struct id casus = check_parts_id(parts);
    struct id id = check_parts_id(parts);
    const struct key key = key_of(&casus);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool there = check_parts_has(txn, SPACE_CASUS, &key) && casus_message_get(txn, &casus, &id, &message);
    if (there && !id_is_zero(&message.reply_to)) {
        there = check_parts_pair(txn, SPACE_CASUS_MESSAGE, key, &message.reply_to);
    }
    if (there) {
        casus_message_wipe(&message);
    }
    return there ? NULL : "its case discussion, or what it answers, is not there";
}

static uint32_t
count_guests(struct txn *txn, const struct id *moment)
{
    struct moment_guest guest;
    struct range walk;
    uint32_t count = 0;
    moment_walk_guests(&walk, txn, moment);
    while (moment_next_guest(&walk, moment, &guest)) {
        count++;
    }
    range_close(&walk);
    return count;
}

/* Whether it stands in its zone's list, on its day. */
static bool
stands_in_zone(struct txn *txn, const struct moment *moment)
{
    struct range walk;
    struct id id;
    day_num day;
    bool listed = false;
    moment_walk(&walk, txn, buf_slice(&moment->zone), moment->day, &(struct id){{0}});
    while (!listed && moment_next(&walk, &day, &id) && day == moment->day) {
        listed = id_eq(&id, &moment->id);
    }
    range_close(&walk);
    return listed;
}

static const char *
row_of_moment(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct moment moment;
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool found = moment_get(txn, &id, &moment);
    const char *wrong = !found                                    ? "it cannot be read"
                        : !stands_in_zone(txn, &moment)           ? "it does not stand in its zone's list"
                        : count_guests(txn, &id) != moment.guests ? "it does not know how many signed up"
                                                                  : NULL;
    moment_wipe(&moment);
    return wrong;
}

static const char *
row_of_moment_term(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct hash zone = check_parts_hash(parts);
    uint32_t day = cursor_u32(&parts->cur);
    struct id id = check_parts_id(parts);
    const struct key key = key_of(&id);
    (void)value;
    (void)zone;
    (void)day;
    return !check_parts_whole(parts)                  ? CHECK_BAD_KEY
           : check_parts_has(txn, SPACE_MOMENT, &key) ? NULL
                                                      : "there is no such netwerkmoment";
}

static const char *
row_of_moment_guest(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct id moment = check_parts_id(parts);
    struct id actor = check_parts_id(parts);
    const struct key key = key_of(&moment);
    (void)value;
    return !check_parts_whole(parts) ? CHECK_BAD_KEY
           : check_parts_has(txn, SPACE_MOMENT, &key) && check_parts_actor(txn, &actor)
               ? NULL
               : "there is no such netwerkmoment, or registration";
}

static const char *
row_of_knelpunt(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct knelpunt_count count;
    char theme[KNELPUNT_THEME] = "";
    quarter_num quarter = cursor_u32(&parts->cur);
    size_t len = parts->cur.left;
    (void)value;
    if (parts->cur.err != TNW_OK || len == 0 || len >= sizeof theme) {
        return CHECK_BAD_KEY;
    }
    cursor_bytes(&parts->cur, theme, len);
    return knelpunt_get(txn, quarter, theme, &count) ? NULL : "it cannot be read";
}

static const char *
row_of_knelpunt_giver(struct txn *txn, struct check_parts *parts, struct slice value)
{
    quarter_num quarter = cursor_u32(&parts->cur);
    struct hash mark = check_parts_hash(parts);
    (void)txn;
    (void)value;
    (void)quarter;
    (void)mark;
    return check_parts_whole(parts) ? NULL : CHECK_BAD_KEY;
}

static check_row *const checks[SPACE_COUNT] = {
    [SPACE_CASUS] = row_of_casus,
    [SPACE_CASUS_MEMBER] = row_of_casus_member,
    [SPACE_CASUS_MESSAGE] = row_of_casus_message,
    [SPACE_MOMENT] = row_of_moment,
    [SPACE_MOMENT_TERM] = row_of_moment_term,
    [SPACE_MOMENT_GUEST] = row_of_moment_guest,
    [SPACE_KNELPUNT] = row_of_knelpunt,
    [SPACE_KNELPUNT_GIVER] = row_of_knelpunt_giver,
};

const char *
check_elz_row(struct txn *txn, enum space space, struct check_parts *parts, struct slice value)
{
    return checks[space] == NULL ? NULL : checks[space](txn, parts, value);
}
