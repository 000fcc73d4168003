/*
 * The shapes of the API (docs/protocol.md, part 1) as tables.
 */
#ifndef TNW_LIB_SHAPES_H
#define TNW_LIB_SHAPES_H

#include <stdint.h>

#include "shape.h"

/* In both directions. */
extern const struct shape shapes_contact;
extern const struct shape shapes_grantee;

/* Answers. */
extern const struct shape shapes_problem;
extern const struct shape shapes_me;
extern const struct shape shapes_actor;
extern const struct shape shapes_actors;
extern const struct shape shapes_certificates;
extern const struct shape shapes_endings;
extern const struct shape shapes_fiche;
extern const struct shape shapes_fiches;
extern const struct shape shapes_services;
extern const struct shape shapes_dossier;
extern const struct shape shapes_dossiers;
extern const struct shape shapes_participant;
extern const struct shape shapes_fragment;
extern const struct shape shapes_fragments;
extern const struct shape shapes_signed;
extern const struct shape shapes_consent;
extern const struct shape shapes_consents;
extern const struct shape shapes_consent_act;
extern const struct shape shapes_consent_preview;
extern const struct shape shapes_consent_presets;
extern const struct shape shapes_measures;
extern const struct shape shapes_statistics;
extern const struct shape shapes_quarters;
extern const struct shape shapes_facts;
extern const struct shape shapes_timeline;
extern const struct shape shapes_explanation;
extern const struct shape shapes_team;
extern const struct shape shapes_regie;
extern const struct shape shapes_suspension;
extern const struct shape shapes_consent_request;
extern const struct shape shapes_consent_request_preview;
extern const struct shape shapes_consent_requests;
extern const struct shape shapes_consent_answer;
extern const struct shape shapes_referral;
extern const struct shape shapes_thread;
extern const struct shape shapes_threads;
extern const struct shape shapes_attachment;
extern const struct shape shapes_draft;
extern const struct shape shapes_message;
extern const struct shape shapes_messages;
extern const struct shape shapes_receipt;
extern const struct shape shapes_casus;
extern const struct shape shapes_casus_list;
extern const struct shape shapes_casus_message;
extern const struct shape shapes_casus_messages;
extern const struct shape shapes_moment;
extern const struct shape shapes_moments;
extern const struct shape shapes_knelpunten;
extern const struct shape shapes_knelpunt_counts;
extern const struct shape shapes_knelpunt_reported;
extern const struct shape shapes_question;
extern const struct shape shapes_questions;
extern const struct shape shapes_dues;
extern const struct shape shapes_due_step;
extern const struct shape shapes_person;
extern const struct shape shapes_events;
extern const struct shape shapes_inbox_seen;
extern const struct shape shapes_accesses;
extern const struct shape shapes_audit_entry;
extern const struct shape shapes_audit_entries;
extern const struct shape shapes_checkpoint;
extern const struct shape shapes_erasure;
extern const struct shape shapes_erasures;
extern const struct shape shapes_erasing;
extern const struct shape shapes_inclusion;
extern const struct shape shapes_consistency;
extern const struct shape shapes_cosignature;

/* Request bodies. */
extern const struct shape shapes_actor_new;
extern const struct shape shapes_actor_patch;
extern const struct shape shapes_dossier_new;
extern const struct shape shapes_dossier_find;
extern const struct shape shapes_invitation;
extern const struct shape shapes_fragment_new;
extern const struct shape shapes_fragment_change;
extern const struct shape shapes_fragment_retraction;
extern const struct shape shapes_fragment_signing;
extern const struct shape shapes_consent_new;
extern const struct shape shapes_consent_act_new;
extern const struct shape shapes_regie_new;
extern const struct shape shapes_suspension_new;
extern const struct shape shapes_suspension_last;
extern const struct shape shapes_consent_request_new;
extern const struct shape shapes_consent_word;
extern const struct shape shapes_thread_new;
extern const struct shape shapes_thread_end;
extern const struct shape shapes_message_new;
extern const struct shape shapes_casus_new;
extern const struct shape shapes_casus_message_new;
extern const struct shape shapes_moment_new;
extern const struct shape shapes_knelpunt_new;
extern const struct shape shapes_inbox_mark;
extern const struct shape shapes_cosignature_new;

/* Bodies that the public functions take as arguments. */
struct shapes_regie_hand {
    const char *actor;
};
struct shapes_last_day {
    const char *until;
};
struct shapes_niss {
    const char *niss;
};
struct shapes_word {
    const char *answer;
    const char *until;
};
struct shapes_invite {
    const char *actor;
    const char *role;
};
struct shapes_content {
    const char *category;
    const char *content;
    const struct tnw_attachment_ref *attachments;
    size_t attachment_count;
};
struct shapes_retract {
    const char *reason;
};
struct shapes_sign {
    int64_t version;
};
struct shapes_conclude {
    const char *conclusion;
};
struct shapes_obstacle {
    const char *code;
};
struct shapes_mark {
    int64_t until;
};
struct shapes_cosign {
    int64_t size;
    const char *signature;
};

#endif
