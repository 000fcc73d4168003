#include "property/history_model.h"

#include "property/history_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DOCTORS (CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_ARBEIDSARTS))
#define TALKERS (DOCTORS | CODE_BIT(ROLE_TNW_COORDINATOR))
#define CARE (TALKERS | CODE_BIT(ROLE_BEMIDDELAAR) | CODE_BIT(ROLE_WERKGEVER) | CODE_BIT(ROLE_MEDEWERKER))
#define PATIENT CODE_BIT(ROLE_PATIENT)

static const code_set may_call[STEP_COUNT] = {
    [STEP_OPEN] = PATIENT | CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS) | CODE_BIT(ROLE_TNW_COORDINATOR),
    [STEP_JOIN] = CARE | PATIENT,
    [STEP_LEAVE] = CARE | PATIENT,
    [STEP_CLOSE] = PATIENT | CODE_BIT(ROLE_HUISARTS) | CODE_BIT(ROLE_ADVISEREND_ARTS),
    [STEP_REOPEN] = PATIENT,
    [STEP_ADD] = CARE | PATIENT,
    [STEP_READ] = CARE | PATIENT,
    [STEP_AMEND] = CARE | PATIENT,
    [STEP_LIST] = CARE | PATIENT,
    [STEP_GIVE] = DOCTORS | PATIENT,
    [STEP_WITHDRAW] = DOCTORS | PATIENT,
    [STEP_START] = TALKERS,
    [STEP_SEND] = TALKERS | CODE_BIT(ROLE_BEMIDDELAAR),
    [STEP_MESSAGES] = TALKERS | CODE_BIT(ROLE_BEMIDDELAAR) | PATIENT,
    [STEP_END] = TALKERS,
};

struct model *
model_new(const struct rules *rules, day_num today)
{
    struct model *model = calloc(1, sizeof *model);
    if (model == NULL) {
        abort();
    }
    model->rules = rules;
    model->today = today;
    return model;
}

void
model_free(struct model *model)
{
    for (size_t i = 0; i < model->file_count; i++) {
        for (size_t n = 0; n < model->files[i]->talk_count; n++) {
            free(model->files[i]->talks[n].texts);
            for (enum who who = 0; who < WHO_COUNT; who++) {
                free(model->files[i]->talks[n].own[who]);
            }
        }
        free(model->files[i]);
    }
    free(model);
}

static void
limit(bool ok)
{
    if (!ok) {
        (void)fprintf(stderr, "the history outgrew the model\n");
        abort();
    }
}

static const char *
play_open(struct model *model, const struct step *step)
{
    if (step->role == ROLE_PATIENT && step->other != step->who) {
        return "role_not_allowed";
    }
    limit(model->file_count < DOSSIERS);
    struct file *file = calloc(1, sizeof *file);
    if (file == NULL) {
        abort();
    }
    (void)snprintf(file->id, sizeof file->id, "%s", step->id);
    file->patient = step->other;
    file->takes_part[step->who] = step->role != ROLE_PATIENT;
    file->added_by[step->who] = step->who;
    model->files[model->file_count++] = file;
    return "";
}

static const char *
play_join(struct model *model, struct file *file, const struct step *step)
{
    enum role role = step_role_of(step->other);
    bool belongs = world_is_subject(file, step) || file->takes_part[step->who];
    if (!belongs || (model->rules->invite[step->role] & CODE_BIT(role)) == 0) {
        return "role_not_allowed";
    }
    if (file->closed) {
        return "dossier_closed";
    }
    if (file->takes_part[step->other] || world_is_out(model, file, step->other)) {
        return "conflict";
    }
    file->takes_part[step->other] = true;
    file->added_by[step->other] = step->who;
    file->since[step->other] = ++file->came;
    file->spent[role] = world_is_subject(file, step) ? 0 : file->spent[role];
    return "";
}

static const char *
play_leave(struct file *file, const struct step *step)
{
    if (!file->takes_part[step->other]) {
        return "not_found";
    }
    bool added = file->takes_part[step->who] && file->added_by[step->other] == step->who;
    if (!world_is_subject(file, step) && step->who != step->other && !added) {
        return "role_not_allowed";
    }
    file->takes_part[step->other] = false;
    file->spent[step_role_of(step->other)] += !world_is_subject(file, step) && step->who != step->other;
    return "";
}

static const char *
play_close(struct file *file, const struct step *step)
{
    if (!world_is_subject(file, step) && !file->takes_part[step->who]) {
        return "role_not_allowed";
    }
    if (file->closed) {
        return "dossier_closed";
    }
    file->closed = true;
    return "";
}

static const char *
play_reopen(struct file *file)
{
    if (!file->closed) {
        return "conflict";
    }
    file->closed = false;
    return "";
}

static void
put_version(struct paper *paper, const struct step *step, struct verdict *verdict)
{
    limit(paper->latest < VERSIONS);
    (void)snprintf(paper->tags[paper->latest++], sizeof paper->tags[0], "%s", step->tag);
    verdict->version = paper->latest;
    paper->extends = step_extends(step);
}

static const char *
play_add(struct model *model, struct file *file, const struct step *step, struct verdict *verdict)
{
    const char *code = world_decide(model, file, step, ACTION_WRITE, step->category, NULL);
    if (code[0] == 0) {
        limit(file->paper_count < FRAGMENTS);
        struct paper *paper = &file->papers[file->paper_count++];
        *paper = (struct paper){.category = step->category, .author = step->who};
        (void)snprintf(paper->id, sizeof paper->id, "%s", step->id);
        put_version(paper, step, verdict);
    }
    return code;
}

static const char *
play_read(struct model *model, struct file *file, const struct step *step, struct verdict *verdict)
{
    struct paper *paper = world_paper(file, step->target);
    if (paper == NULL) {
        return "not_found";
    }
    const char *code = world_decide(model, file, step, ACTION_READ, paper->category, paper);
    unsigned version = step->version == 0 ? paper->latest : step->version;
    if (code[0] == 0 && version > paper->latest) {
        return "not_found";
    }
    if (code[0] == 0) {
        verdict->version = version;
        verdict->seen = step_words_add(verdict->seen, paper->tags[version - 1]);
    }
    return code;
}

static const char *
play_amend(struct model *model, struct file *file, const struct step *step, struct verdict *verdict)
{
    struct paper *paper = world_paper(file, step->target);
    if (paper == NULL) {
        return "not_found";
    }
    if (paper->author != step->who) { /* what is not theirs to see is not there */
        bool reads = world_decide(model, file, step, ACTION_READ, paper->category, paper)[0] == 0;
        return reads ? "not_author" : "not_found";
    }
    const char *code = world_decide(model, file, step, ACTION_WRITE, paper->category, paper);
    if (code[0] != 0) {
        return code;
    }
    if (paper->latest != step->version) {
        return "version_conflict";
    }
    put_version(paper, step, verdict);
    return "";
}

static const char *
play_list(struct model *model, struct file *file, const struct step *step, struct verdict *verdict)
{
    for (size_t i = 0; i < file->paper_count; i++) {
        const struct paper *paper = &file->papers[i];
        if (world_decide(model, file, step, ACTION_READ, paper->category, paper)[0] == 0) {
            char word[ID_TEXT + 16];
            (void)snprintf(word, sizeof word, "%s/%u", paper->id, paper->latest);
            verdict->seen = step_words_add(verdict->seen, word);
        }
    }
    step_words_sort(verdict->seen);
    return verdict->seen == NULL && world_is_out(model, file, step->who) ? "not_found" : "";
}

static const char *
play_give(struct model *model, struct file *file, const struct step *step)
{
    bool recorder = (model->rules->record & CODE_BIT(step->role)) != 0 && file->takes_part[step->who] && !step->exclude;
    if (file->closed && !step->exclude) {
        return "dossier_closed";
    }
    if (!world_is_subject(file, step) && !recorder) {
        return "role_not_allowed";
    }
    if (!world_is_subject(file, step) && !step->evidence) {
        return "evidence_required";
    }
    if (!world_is_subject(file, step) && world_was_taken_back(model, file, step)) {
        return "withdrawn_by_patient";
    }
    if (!step->exclude && world_is_beyond_ceiling(model->rules, step)) {
        return "invalid_body";
    }
    limit(file->grant_count < CONSENTS);
    struct grant *grant = &file->grants[file->grant_count++];
    *grant = (struct grant){
        .exclude = step->exclude,
        .recorded = step->evidence,
        .to_role = step->to_role,
        .who = step->other,
        .by = step->who,
        .categories = step->categories,
        .actions = step->actions,
        .purposes = step->purposes,
        .from = step->from,
        .until = step->until,
    };
    (void)snprintf(grant->id, sizeof grant->id, "%s", step->id);
    return "";
}

/* Others than the patient see grants to themselves or their role, and what they recorded. */
static const char *
play_withdraw(struct file *file, const struct step *step)
{
    struct grant *grant = world_grant(file, step->target);
    if (grant == NULL) {
        return "not_found";
    }
    bool recorder = grant->recorded && grant->by == step->who;
    bool grantee = grant->to_role ? step_role_of(grant->who) == step->role : grant->who == step->who;
    if (!world_is_subject(file, step) && !recorder) {
        return grantee && !grant->exclude ? "role_not_allowed" : "not_found";
    }
    grant->taken_back = grant->taken_back || (!grant->withdrawn && !recorder);
    grant->withdrawn = true;
    return "";
}

static const char *
play_start(struct model *model, struct file *file, const struct step *step)
{
    const char *code = world_decide(model, file, step, ACTION_CONFER, CATEGORY_NONE, NULL);
    if (code[0] != 0) {
        return code;
    }
    if (!file->takes_part[step->other] || !model->rules->confer[step_role_of(step->other)]) {
        return "invalid_body";
    }
    limit(file->talk_count < THREADS);
    struct talk *talk = &file->talks[file->talk_count++];
    *talk = (struct talk){.procedure = step->purpose};
    (void)snprintf(talk->id, sizeof talk->id, "%s", step->id);
    talk->members[step->who] = true;
    talk->members[step->other] = true;
    return "";
}

/* In a thread the purpose is its procedure, whatever the request says. */
static const char *
play_talk(struct model *model, struct file *file, const struct step *asked, struct verdict *verdict)
{
    struct talk *talk = world_talk(file, asked->target);
    bool reads = asked->op == STEP_MESSAGES;
    bool patient_reads = reads && world_is_subject(file, asked);
    if (talk == NULL || (!talk->members[asked->who] && !patient_reads)) {
        return "not_found";
    }
    struct step step = *asked;
    step.purpose = talk->procedure;
    bool closed = file->closed;
    file->closed = closed && !reads; /* a closed dossier can still be read */
    bool out = world_is_out(model, file, asked->who);
    const char *code = patient_reads || out ? "" : world_decide(model, file, &step, ACTION_CONFER, CATEGORY_NONE, NULL);
    file->closed = closed;
    if (code[0] != 0 || reads) {
        bool own = out || (model->rules->addressed & CODE_BIT(asked->role)) != 0; /* no message is addressed */
        const char *seen = own ? talk->own[asked->who] : talk->texts;
        verdict->seen = code[0] == 0 && seen != NULL ? strdup(seen) : NULL;
        return out && seen == NULL ? "not_found" : code;
    }
    if (talk->closed) {
        return "thread_closed";
    }
    if (step.op == STEP_SEND) {
        talk->texts = step_words_add(talk->texts, step.tag);
        talk->own[step.who] = step_words_add(talk->own[step.who], step.tag);
    }
    talk->closed = step.op == STEP_END;
    return "";
}

static const char *
play_in(struct model *model, struct file *file, const struct step *step, struct verdict *verdict)
{
    switch (step->op) {
    case STEP_JOIN:
        return play_join(model, file, step);
    case STEP_LEAVE:
        return play_leave(file, step);
    case STEP_CLOSE:
        return play_close(file, step);
    case STEP_REOPEN:
        return play_reopen(file);
    case STEP_ADD:
        return play_add(model, file, step, verdict);
    case STEP_READ:
        return play_read(model, file, step, verdict);
    case STEP_AMEND:
        return play_amend(model, file, step, verdict);
    case STEP_LIST:
        return play_list(model, file, step, verdict);
    case STEP_GIVE:
        return play_give(model, file, step);
    case STEP_WITHDRAW:
        return play_withdraw(file, step);
    case STEP_START:
        return play_start(model, file, step);
    default:
        return play_talk(model, file, step, verdict);
    }
}

struct verdict
model_play(struct model *model, const struct step *step)
{
    struct verdict verdict = {.code = "not_found"};
    struct file *file = world_file(model, step->dossier);
    if (step->role != step_role_of(step->who)) {
        verdict.code = "role_not_held";
    } else if ((may_call[step->op] & CODE_BIT(step->role)) == 0) {
        verdict.code = "role_not_allowed";
    } else if (step->op == STEP_OPEN) {
        verdict.code = play_open(model, step);
    } else if (file != NULL && world_is_visible(model, file, step)) {
        verdict.code = play_in(model, file, step, &verdict);
    }
    return verdict;
}
