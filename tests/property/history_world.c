#include "history_world.h"

#include <string.h>

struct file *
world_file(struct model *model, const char *id)
{
    for (size_t i = 0; i < model->file_count; i++) {
        if (strcmp(model->files[i]->id, id) == 0) {
            return model->files[i];
        }
    }
    return NULL;
}

struct paper *
world_paper(struct file *file, const char *id)
{
    for (size_t i = 0; i < file->paper_count; i++) {
        if (strcmp(file->papers[i].id, id) == 0) {
            return &file->papers[i];
        }
    }
    return NULL;
}

struct grant *
world_grant(struct file *file, const char *id)
{
    for (size_t i = 0; i < file->grant_count; i++) {
        if (strcmp(file->grants[i].id, id) == 0) {
            return &file->grants[i];
        }
    }
    return NULL;
}

struct talk *
world_talk(struct file *file, const char *id)
{
    for (size_t i = 0; i < file->talk_count; i++) {
        if (strcmp(file->talks[i].id, id) == 0) {
            return &file->talks[i];
        }
    }
    return NULL;
}

bool
world_is_subject(const struct file *file, const struct step *step)
{
    return step->role == ROLE_PATIENT && step->who == file->patient;
}

/* Who the grant speaks of: a grant to a role counts for participants, an exclusion of a role for everybody in it. */
static bool
is_about(const struct grant *grant, const struct file *file, const struct step *step)
{
    if (!grant->to_role) {
        return grant->who == step->who && (!grant->recorded || file->takes_part[step->who]);
    }
    return step_role_of(grant->who) == step->role && (grant->exclude || file->takes_part[step->who]);
}

static bool
is_running(const struct model *model, const struct grant *grant)
{
    return !grant->withdrawn && grant->from <= model->today && model->today <= grant->until;
}

bool
world_covers(const struct model *model, const struct grant *grant, const struct file *file, const struct step *step,
             enum action action, enum category category)
{
    bool fits = category == CATEGORY_NONE || (grant->categories & CODE_BIT(category)) != 0;
    return fits && is_running(model, grant) && is_about(grant, file, step) &&
           (grant->actions & CODE_BIT(action)) != 0 && (grant->purposes & CODE_BIT(step->purpose)) != 0;
}

static bool
any_covers(const struct model *model, const struct file *file, const struct step *step, enum action action,
           enum category category, bool exclude)
{
    for (size_t i = 0; i < file->grant_count; i++) {
        if (file->grants[i].exclude == exclude && world_covers(model, &file->grants[i], file, step, action, category)) {
            return true;
        }
    }
    return false;
}

static unsigned
seat_of(const struct model *model, const struct file *file, enum who who)
{
    unsigned before = file->spent[step_role_of(who)];
    for (enum who other = 0; other < WHO_COUNT; other++) {
        bool holds = file->takes_part[other] && !world_is_out(model, file, other);
        before += holds && step_role_of(other) == step_role_of(who) && file->since[other] < file->since[who];
    }
    return before;
}

bool
world_has_law(const struct model *model, const struct file *file, const struct step *step, enum action action,
              enum category category, const struct paper *paper, const char *code)
{
    const struct rules *rules = model->rules;
    for (size_t i = 0; category != CATEGORY_NONE && file->takes_part[step->who] && i < rules->law_count; i++) {
        if ((rules->laws[i].roles & CODE_BIT(step->role)) != 0 && (rules->laws[i].actions & CODE_BIT(action)) != 0 &&
            (rules->laws[i].categories & CODE_BIT(category)) != 0 &&
            (rules->laws[i].purposes & CODE_BIT(step->purpose)) != 0 &&
            seat_of(model, file, step->who) < rules->laws[i].seats &&
            (!rules->laws[i].of_extensions || (paper != NULL && paper->extends)) &&
            (code == NULL || strcmp(code, rules->laws[i].code) == 0)) {
            return true;
        }
    }
    return false;
}

static bool
within_ceiling(const struct rules *rules, enum role role, enum action action, enum category category)
{
    switch (action) {
    case ACTION_READ:
        return (rules->read[role] & CODE_BIT(category)) != 0;
    case ACTION_WRITE:
        return (rules->write[role] & CODE_BIT(category)) != 0;
    default:
        return rules->confer[role];
    }
}

const char *
world_decide(const struct model *model, const struct file *file, const struct step *step, enum action action,
             enum category category, const struct paper *paper)
{
    if (file->closed && action != ACTION_READ) {
        return "dossier_closed";
    }
    if (!within_ceiling(model->rules, step->role, action, category)) {
        return action == ACTION_CONFER ? "role_not_allowed"
               : action == ACTION_READ ? "consent_required"
                                       : "category_not_for_role";
    }
    if (world_is_subject(file, step)) {
        return "";
    }
    if (paper != NULL && paper->author == step->who && action == ACTION_READ) {
        return "";
    }
    if (any_covers(model, file, step, action, category, true)) {
        return "consent_required";
    }
    if (world_has_law(model, file, step, action, category, paper, NULL) ||
        any_covers(model, file, step, action, category, false)) {
        return "";
    }
    return "consent_required";
}

/* An author keeps reading what they wrote, also when they take part no more. */
static bool
wrote_target(const struct file *file, const struct step *step)
{
    for (size_t i = 0; i < file->paper_count; i++) {
        if (strcmp(file->papers[i].id, step->target) == 0 && file->papers[i].author == step->who) {
            return true;
        }
    }
    return false;
}

/* By one exclusion or by several: nothing is left that could be asked. */
bool
world_is_out(const struct model *model, const struct file *file, enum who who)
{
    bool taken[ACTION_COUNT][PURPOSE_COUNT][CATEGORY_COUNT] = {{{false}}};
    unsigned left = ACTION_COUNT * PURPOSE_COUNT * CATEGORY_COUNT;
    for (size_t i = 0; i < file->grant_count; i++) {
        const struct grant *grant = &file->grants[i];
        bool named = grant->to_role ? step_role_of(grant->who) == step_role_of(who) : grant->who == who;
        if (!grant->exclude || !named || who == file->patient || !is_running(model, grant)) {
            continue;
        }
        for (unsigned at = 0; at < ACTION_COUNT * PURPOSE_COUNT * CATEGORY_COUNT; at++) {
            unsigned action = at % ACTION_COUNT;
            unsigned purpose = at / ACTION_COUNT % PURPOSE_COUNT;
            unsigned category = at / ACTION_COUNT / PURPOSE_COUNT;
            bool *cell = &taken[action][purpose][category];
            bool hit = (grant->actions & CODE_BIT(action)) != 0 && (grant->purposes & CODE_BIT(purpose)) != 0 &&
                       (action == ACTION_CONFER || (grant->categories & CODE_BIT(category)) != 0);
            left -= hit && !*cell;
            *cell = *cell || hit;
        }
    }
    return left == 0;
}

bool
world_is_visible(const struct model *model, const struct file *file, const struct step *step)
{
    if (step->op == STEP_READ && wrote_target(file, step)) {
        return true;
    }
    if (world_is_out(model, file, step->who) && step->op != STEP_LIST && step->op != STEP_MESSAGES) {
        return false;
    }
    for (size_t i = 0; i < file->grant_count; i++) {
        const struct grant *grant = &file->grants[i];
        if (!grant->exclude && !grant->to_role && !grant->recorded && grant->who == step->who &&
            is_running(model, grant)) {
            return true;
        }
    }
    return world_is_subject(file, step) || file->takes_part[step->who];
}

bool
world_is_beyond_ceiling(const struct rules *rules, const struct step *step)
{
    enum role role = step_role_of(step->other);
    code_set useful = ((step->actions & CODE_BIT(ACTION_READ)) != 0 ? rules->read[role] : 0) |
                      ((step->actions & CODE_BIT(ACTION_WRITE)) != 0 ? rules->write[role] : 0);
    bool content = (step->actions & (CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_WRITE))) != 0;
    bool confer = (step->actions & CODE_BIT(ACTION_CONFER)) != 0;
    return (content && (step->categories & ~useful) != 0) || (confer && !rules->confer[role]);
}

static bool
stands_for(const struct model *model, const struct grant *own, const struct grant *taken, const struct step *step)
{
    bool same = own->to_role == step->to_role &&
                (own->to_role ? step_role_of(own->who) == step_role_of(step->other) : own->who == step->other);
    bool today =
        !own->withdrawn && own->from <= model->today && model->today <= own->until && own->until >= step->until;
    return same && today && !own->recorded && !own->exclude &&
           (taken->categories & step->categories & ~own->categories) == 0 &&
           (taken->actions & step->actions & ~own->actions) == 0 &&
           (taken->purposes & step->purposes & ~own->purposes) == 0;
}

bool
world_was_taken_back(const struct model *model, const struct file *file, const struct step *step)
{
    for (size_t i = 0; i < file->grant_count; i++) {
        const struct grant *taken = &file->grants[i];
        code_set actions = taken->actions & step->actions;
        bool content = (actions & (CODE_BIT(ACTION_READ) | CODE_BIT(ACTION_WRITE))) != 0 &&
                       (taken->categories & step->categories) != 0;
        bool some = (content || (actions & CODE_BIT(ACTION_CONFER)) != 0) && (taken->purposes & step->purposes) != 0;
        bool reaches = taken->to_role || step->to_role ? step_role_of(taken->who) == step_role_of(step->other)
                                                       : taken->who == step->other;
        bool again = false;
        for (size_t k = 0; k < file->grant_count; k++) {
            again = again || stands_for(model, &file->grants[k], taken, step);
        }
        if (taken->taken_back && !taken->exclude && some && reaches && !again) {
            return true;
        }
    }
    return false;
}

static enum action
action_of(const struct step *step)
{
    switch (step->op) {
    case STEP_READ:
    case STEP_LIST:
        return ACTION_READ;
    case STEP_ADD:
    case STEP_AMEND:
        return ACTION_WRITE;
    default:
        return ACTION_CONFER;
    }
}

/* Whether the consent covers the step: for a list, any category. */
static bool
consent_holds(struct model *model, struct file *file, const struct step *step, const char *id)
{
    const struct grant *grant = world_grant(file, id);
    const struct paper *paper = world_paper(file, step->target);
    const struct talk *talk = world_talk(file, step->target);
    struct step asked = *step;
    asked.purpose = talk == NULL ? step->purpose : talk->procedure;
    enum category category = step->op == STEP_ADD ? step->category : paper != NULL ? paper->category : CATEGORY_NONE;
    return grant != NULL && !grant->exclude && world_covers(model, grant, file, &asked, action_of(step), category);
}

bool
world_holds(struct model *model, const struct step *step, const char *ground)
{
    struct file *file = world_file(model, step->dossier);
    bool belongs = file != NULL && file->takes_part[step->who];
    if (strcmp(ground, "role") == 0) {
        return step->op == STEP_OPEN || step->op == STEP_LIST; /* an empty list shows nothing */
    }
    if (file == NULL) {
        return step->op == STEP_OPEN;
    }
    if (strncmp(ground, "consent:", 8) == 0) {
        return consent_holds(model, file, step, ground + 8);
    }
    if (strncmp(ground, "law:", 4) == 0) {
        const struct paper *paper = world_paper(file, step->target);
        enum category category = paper != NULL ? paper->category : step->category;
        return (step->op == STEP_LIST && belongs) ||
               world_has_law(model, file, step, action_of(step), category, paper, ground + 4);
    }
    if (strcmp(ground, "author") == 0) {
        const struct paper *paper = world_paper(file, step->target);
        return step->op == STEP_LIST || step->op == STEP_MESSAGES || (paper != NULL && paper->author == step->who);
    }
    return (strcmp(ground, "own_dossier") == 0 && world_is_subject(file, step)) ||
           (strcmp(ground, "participant") == 0 && belongs) ||
           (strcmp(ground, "recorded") == 0 && !world_is_subject(file, step));
}
