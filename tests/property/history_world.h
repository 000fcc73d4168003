/*
 * The model's world: dossiers and what is in them, and what its rules say of them. Shared by the two files of the
 * model.
 */
#ifndef TNW_HISTORY_WORLD_H
#define TNW_HISTORY_WORLD_H

#include "property/history_rules.h"
#include "property/history_step.h"

enum { DOSSIERS = 64, CONSENTS = 512, FRAGMENTS = 220, THREADS = 64, VERSIONS = 64, MESSAGES = 220 };

struct grant {
    char id[ID_TEXT];
    bool exclude;
    bool withdrawn;
    bool taken_back; /* by the patient */
    bool recorded;
    bool to_role;
    enum who who; /* grantee, or somebody of the role */
    enum who by;
    code_set categories;
    code_set actions;
    code_set purposes;
    day_num from;
    day_num until;
};

struct paper {
    char id[ID_TEXT];
    enum category category;
    enum who author;
    unsigned latest;
    bool extends; /* the latest version of a certificate */
    char tags[VERSIONS][32];
};

struct talk {
    char id[ID_TEXT];
    enum purpose procedure;
    bool closed;
    bool members[WHO_COUNT];
    char *texts;
    char *own[WHO_COUNT]; /* those of each */
};

struct file {
    char id[ID_TEXT];
    enum who patient;
    bool closed;
    bool takes_part[WHO_COUNT];
    enum who added_by[WHO_COUNT];
    unsigned since[WHO_COUNT];  /* in which order they came */
    unsigned came;              /* how many did so far */
    unsigned spent[ROLE_COUNT]; /* seats whose holders others sent away */
    size_t grant_count;
    size_t paper_count;
    size_t talk_count;
    struct grant grants[CONSENTS];
    struct paper papers[FRAGMENTS];
    struct talk talks[THREADS];
};

struct model {
    const struct rules *rules;
    day_num today;
    size_t file_count;
    struct file *files[DOSSIERS];
};

/* NULL: there is none. */
struct file *world_file(struct model *model, const char *id);
struct paper *world_paper(struct file *file, const char *id);
struct grant *world_grant(struct file *file, const char *id);
struct talk *world_talk(struct file *file, const char *id);

bool world_is_subject(const struct file *file, const struct step *step);

/* What exists but is not theirs is 404: a dossier shows itself to its patient, its participants, and to whom the
 * patient gave a grant by name. */
bool world_is_visible(const struct model *model, const struct file *file, const struct step *step);

/* Whether the patient has put somebody out: excluded from all of all. They keep sight of what they wrote. */
bool world_is_out(const struct model *model, const struct file *file, enum who who);

/* Whether that consent speaks of this now. category: CATEGORY_NONE for a confer, which has none. */
bool world_covers(const struct model *model, const struct grant *grant, const struct file *file,
                  const struct step *step, enum action action, enum category category);

/* paper: NULL for none yet. code: NULL for any. */
bool world_has_law(const struct model *model, const struct file *file, const struct step *step, enum action action,
                   enum category category, const struct paper *paper, const char *code);

/* The decision, in its order: state, ceiling, own dossier, author, exclusions, law, consent, deny. Returns the code of
 * the refusal, "" for a permit. */
const char *world_decide(const struct model *model, const struct file *file, const struct step *step,
                         enum action action, enum category category, const struct paper *paper);

/* Of a grant that is given or recorded: it holds what its grantee can never have; the patient took back some of it, for
 * whom it would reach, and no word of theirs stands that says it again. */
bool world_is_beyond_ceiling(const struct rules *rules, const struct step *step);
bool world_was_taken_back(const struct model *model, const struct file *file, const struct step *step);

/* Whether one ground that the log gives for a permitted step (a code, or CODE:ID) is true in the world as it is, before
 * the step is played. */
bool world_holds(struct model *model, const struct step *step, const char *ground);

#endif
