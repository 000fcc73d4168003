#include "store/check/check_elz.h"

#include <stdio.h>
#include <string.h>

#include "store/inside.h"
#include "store/range.h"
#include "store/records/actor.h"
#include "store/records/elz/casus.h"
#include "store/records/elz/casus_sweep.h"
#include "store/records/elz/knelpunt.h"
#include "store/records/elz/moment.h"
#include "store/records/own/kept_clock.h"

static uint32_t
count_casus_messages(struct txn *txn, const struct id *casus)
{
    struct range walk;
    struct slice value;
    struct id id;
    uint32_t count = 0;
    range_open_ids(&walk, txn, SPACE_CASUS_MESSAGE, id_slice(casus), &(struct id){{0}});
    while (range_next_id(&walk, &id, &value)) {
        count++;
    }
    range_close(&walk);
    return count;
}

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

/* Whether the server came by when its years were over, and left it; not by a clock that went back since. */
static bool
was_passed_over(struct txn *txn, const struct casus *casus)
{
    struct casus_sweep sweep;
    struct kept_clock kept;
    int year;
    int month;
    int day;
    date_split(date_in_belgium(casus->last), &year, &month, &day);
    (void)kept_clock_get(txn, &kept);
    return casus_sweep_get(txn, &sweep) && sweep.noted_at >= kept.back && year <= sweep.year &&
           (sweep.done || memcmp(casus->id.bytes, sweep.until.bytes, ID_SIZE) <= 0);
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
    const char *wrong = !found                                             ? "it cannot be read"
                        : !has_invited(txn, &casus)                        ? "somebody who is invited does not find it"
                        : count_casus_messages(txn, &id) != casus.messages ? "it does not know how much was said"
                        : was_passed_over(txn, &casus)                     ? "its years are over, and it is still there"
                                                                           : NULL;
    casus_wipe(&casus);
    return wrong;
}

/* Whether one of its registrations is that person's. */
static bool
invites_person(struct txn *txn, const struct casus *casus, const struct hash *person)
{
    bool does = false;
    for (size_t i = 0; !does && i < casus->member_count; i++) {
        struct actor actor;
        if (actor_get(txn, &casus->members[i], &actor)) {
            struct hash theirs = actor_identity_index(txn->store->keyring, &actor.identity);
            does = hash_eq(&theirs, person);
            actor_wipe(&actor);
        }
    }
    return does;
}

static const char *
row_of_casus_member(struct txn *txn, struct check_parts *parts, struct slice value)
{
    struct casus casus;
    struct hash person = check_parts_hash(parts);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool invited = casus_get(txn, &id, &casus) && invites_person(txn, &casus, &person);
    casus_wipe(&casus);
    return invited ? NULL : "there is no such case discussion, or it does not invite them";
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
    if (there) {
        bool answers = !id_is_zero(&message.reply_to);
        there = !answers || check_parts_pair(txn, SPACE_CASUS_MESSAGE, key, &message.reply_to);
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
    struct moment moment;
    struct hash zone = check_parts_hash(parts);
    day_num day = (day_num)(cursor_u32(&parts->cur) - MOMENT_DAY_BIAS);
    struct id id = check_parts_id(parts);
    (void)value;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    bool found = moment_get(txn, &id, &moment);
    struct hash its = moment_zone_term(txn, buf_slice(&moment.zone));
    found = found && hash_eq(&its, &zone) && moment.day == day;
    moment_wipe(&moment);
    return found ? NULL : "there is no such netwerkmoment, or it is elsewhere or on another day";
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

static uint32_t
count_marks(struct txn *txn, quarter_num quarter)
{
    struct range walk;
    struct slice rest;
    struct slice value;
    struct key prefix = {.len = 0};
    uint32_t count = 0;
    key_add_u32(&prefix, quarter);
    range_open(&walk, txn, SPACE_KNELPUNT_GIVER, key_slice(&prefix), slice_of(NULL, 0), false);
    while (range_next(&walk, &rest, &value)) {
        count++;
    }
    range_close(&walk);
    return count;
}

/* Of a quarter that runs: how many were counted, in all themes. Out: first: the theme of its first row. */
static uint32_t
count_people(struct txn *txn, quarter_num quarter, char first[KNELPUNT_THEME])
{
    struct knelpunt_count count;
    struct range walk;
    uint32_t people = 0;
    first[0] = 0;
    knelpunt_walk(&walk, txn);
    while (knelpunt_next(&walk, &count)) {
        if (count.quarter == quarter) {
            if (first[0] == 0) {
                (void)snprintf(first, KNELPUNT_THEME, "%s", count.theme);
            }
            people += count.people;
        }
    }
    range_close(&walk);
    return people;
}

/* Each mark is somebody counted, as long as the quarter runs; looked at with the first theme. */
static bool
has_marks(struct txn *txn, const struct knelpunt_count *count)
{
    char first[KNELPUNT_THEME];
    uint32_t people = count_people(txn, count->quarter, first);
    return count->closed || strcmp(first, count->theme) != 0 || people == count_marks(txn, count->quarter);
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
    bool found = knelpunt_get(txn, quarter, theme, &count);
    return !found                    ? "it cannot be read"
           : !has_marks(txn, &count) ? "it is not the number of those who are marked as counted"
                                     : NULL;
}

static const char *
row_of_knelpunt_giver(struct txn *txn, struct check_parts *parts, struct slice value)
{
    quarter_num quarter = cursor_u32(&parts->cur);
    struct hash mark = check_parts_hash(parts);
    char first[KNELPUNT_THEME];
    (void)value;
    (void)mark;
    if (!check_parts_whole(parts)) {
        return CHECK_BAD_KEY;
    }
    (void)count_people(txn, quarter, first);
    return first[0] != 0 ? NULL : "there is no count of its quarter";
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
