/*
 * The closed vocabularies of the domain. The Dutch terms are the codes, on the wire and in the log; each list fits a
 * 32-bit set, in which member n is bit 1 << n. Numbers are stored: append, never reorder.
 */
#ifndef TNW_BASE_CODES_H
#define TNW_BASE_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROLE_LIST(X)                                                                                                   \
    X(PATIENT, "patient")                                                                                              \
    X(HUISARTS, "huisarts")                                                                                            \
    X(ADVISEREND_ARTS, "adviserend_arts")                                                                              \
    X(ARBEIDSARTS, "arbeidsarts")                                                                                      \
    X(TNW_COORDINATOR, "tnw_coordinator")                                                                              \
    X(BEMIDDELAAR, "bemiddelaar")                                                                                      \
    X(WERKGEVER, "werkgever")                                                                                          \
    X(MEDEWERKER, "medewerker")                                                                                        \
    X(AUDITOR, "auditor")                                                                                              \
    X(BEHEERDER, "beheerder")                                                                                          \
    X(HULPVERLENER, "hulpverlener")

#define CATEGORY_LIST(X)                                                                                               \
    X(GAO, "gao")                                                                                                      \
    X(DIAGNOSE, "diagnose")                                                                                            \
    X(FIT_NOTE, "fit_note")                                                                                            \
    X(QUICKSCAN, "quickscan")                                                                                          \
    X(ARBEIDSPOTENTIEEL, "arbeidspotentieel")                                                                          \
    X(WERKPOST, "werkpost")                                                                                            \
    X(BEOORDELING, "beoordeling")                                                                                      \
    X(DOORVERWIJZING, "doorverwijzing")                                                                                \
    X(ENGAGEMENT, "engagement")                                                                                        \
    X(PLAN, "plan")                                                                                                    \
    X(OPVOLGING, "opvolging")                                                                                          \
    X(PROGRESSIEVE_TEWERKSTELLING, "progressieve_tewerkstelling")                                                      \
    X(OPLEIDING, "opleiding")                                                                                          \
    X(POTENTIEEL_UITKOMST, "potentieel_uitkomst")                                                                      \
    X(VERZOEK, "verzoek")                                                                                              \
    X(OPMERKING, "opmerking")                                                                                          \
    X(INSCHRIJVING, "inschrijving")

/* What a category tells: why somebody is unfit, what they can still do, where the process stands. */
#define CATEGORY_KIND_LIST(X)                                                                                          \
    X(MEDICAL, "medical")                                                                                              \
    X(FUNCTIONAL, "functional")                                                                                        \
    X(PROCESS, "process")

/* Which certificate of incapacity it is. */
#define GAO_KIND_LIST(X)                                                                                               \
    X(INCAPACITY, "incapacity")                                                                                        \
    X(EXTENSION, "extension")                                                                                          \
    X(RELAPSE, "relapse")

#define ACTION_LIST(X)                                                                                                 \
    X(READ, "read")                                                                                                    \
    X(WRITE, "write")                                                                                                  \
    X(CONFER, "confer")

#define PURPOSE_LIST(X)                                                                                                \
    X(TNW_TRAJECT, "tnw_traject")                                                                                      \
    X(BEZOEK, "bezoek")                                                                                                \
    X(RIT, "rit")                                                                                                      \
    X(OVERMACHT, "overmacht")                                                                                          \
    X(OPVOLGING_AO, "opvolging_ao")

#define MESSAGE_KIND_LIST(X)                                                                                           \
    X(VRAAG, "vraag")                                                                                                  \
    X(ANTWOORD, "antwoord")                                                                                            \
    X(ADVIES, "advies")                                                                                                \
    X(DOORVERWIJZING, "doorverwijzing")                                                                                \
    X(OVERLEGVERZOEK, "overlegverzoek")                                                                                \
    X(BESLISSING, "beslissing")                                                                                        \
    X(ONTVANGST, "ontvangst")

#define EMPLOYMENT_LIST(X)                                                                                             \
    X(EMPLOYED, "employed")                                                                                            \
    X(UNEMPLOYED, "unemployed")                                                                                        \
    X(SELF_EMPLOYED, "self_employed")                                                                                  \
    X(CONTRACT_ENDED, "contract_ended")

#define EVIDENCE_LIST(X)                                                                                               \
    X(NONE, "none")                                                                                                    \
    X(EID_READING, "eid_reading")                                                                                      \
    X(EID_SIGNING, "eid_signing")                                                                                      \
    X(PAPER, "paper")

/* Where the patient lives: which regional service is competent. */
#define REGION_LIST(X)                                                                                                 \
    X(VLAANDEREN, "vlaanderen")                                                                                        \
    X(BRUSSEL, "brussel")                                                                                              \
    X(WALLONIE, "wallonie")                                                                                            \
    X(OSTBELGIEN, "ostbelgien")

/* How many work for the employer: at least so many. */
#define EMPLOYER_SIZE_LIST(X)                                                                                          \
    X(UNDER_20, "under_20")                                                                                            \
    X(FROM_20, "from_20")                                                                                              \
    X(FROM_50, "from_50")                                                                                              \
    X(FROM_100, "from_100")

/* Where the return leads, in the order in which it is tried. */
#define ROUTE_LIST(X)                                                                                                  \
    X(EIGEN_WERK, "eigen_werk")                                                                                        \
    X(ZELFDE_WERKGEVER, "zelfde_werkgever")                                                                            \
    X(ARBEIDSMARKT, "arbeidsmarkt")                                                                                    \
    X(OPLEIDING, "opleiding")

/* Why a traject for the whole labour market may begin, of who has an employer. */
#define ENTRANCE_LIST(X)                                                                                               \
    X(GEEN_VERZOEK, "geen_verzoek")                                                                                    \
    X(NA_BEZOEK, "na_bezoek")                                                                                          \
    X(RIT_BEEINDIGD, "rit_beeindigd")

/* Why no questionnaire and no estimate is asked: a valid medical reason, or the pension within six months. */
#define EXCEPTION_LIST(X)                                                                                              \
    X(MEDISCH, "medisch")                                                                                              \
    X(PENSIOEN, "pensioen")

/* What a medewerker is. */
#define FUNCTION_LIST(X)                                                                                               \
    X(ADMIN, "admin")                                                                                                  \
    X(NURSE, "nurse")                                                                                                  \
    X(MULTIDISCIPLINARY, "multidisciplinary")

/* What a huisarts is. */
#define QUALIFICATION_LIST(X)                                                                                          \
    X(GP, "gp")                                                                                                        \
    X(SPECIALIST, "specialist")

/* For which service a bemiddelaar works. */
#define SERVICE_LIST(X)                                                                                                \
    X(VDAB, "vdab")                                                                                                    \
    X(FOREM, "forem")                                                                                                  \
    X(ACTIRIS, "actiris")                                                                                              \
    X(ADG, "adg")                                                                                                      \
    X(GTB, "gtb")                                                                                                      \
    X(GOB, "gob")                                                                                                      \
    X(JOBCOACH, "jobcoach")

/* What kind of organisation a fiche of the directory is about. */
#define FICHE_KIND_LIST(X)                                                                                             \
    X(PREVENTIEDIENST, "preventiedienst")                                                                              \
    X(ZIEKENFONDS, "ziekenfonds")                                                                                      \
    X(VDAB, "vdab")                                                                                                    \
    X(FOREM, "forem")                                                                                                  \
    X(ACTIRIS, "actiris")                                                                                              \
    X(ADG, "adg")                                                                                                      \
    X(GTB, "gtb")                                                                                                      \
    X(GOB, "gob")                                                                                                      \
    X(JOBCOACH, "jobcoach")                                                                                            \
    X(HUISARTSENPRAKTIJK, "huisartsenpraktijk")                                                                        \
    X(ZIEKENHUIS, "ziekenhuis")                                                                                        \
    X(HULPVERLENER, "hulpverlener")                                                                                    \
    X(RENTREE, "rentree")                                                                                              \
    X(IPS, "ips")                                                                                                      \
    X(VAKBOND, "vakbond")                                                                                              \
    X(SOCIAAL_SECRETARIAAT, "sociaal_secretariaat")                                                                    \
    X(FEDRIS, "fedris")                                                                                                \
    X(VERZEKERAAR, "verzekeraar")                                                                                      \
    X(ANDERE, "andere")

/* Whom it helps. */
#define SERVES_LIST(X)                                                                                                 \
    X(EMPLOYEE, "employee")                                                                                            \
    X(SELF_EMPLOYED, "self_employed")                                                                                  \
    X(JOBSEEKER, "jobseeker")                                                                                          \
    X(EMPLOYER, "employer")

/* What help is sought, or offered by whom a fiche is about: the words in which the doorverwijshulp asks. */
#define HELP_LIST(X)                                                                                                   \
    X(DIAGNOSIS_FIRST, "diagnosis_first")                                                                              \
    X(WORK_ADAPTATION, "work_adaptation")                                                                              \
    X(PARTIAL_WORK, "partial_work")                                                                                    \
    X(OWN_EMPLOYER_RETURN, "own_employer_return")                                                                      \
    X(OTHER_EMPLOYER, "other_employer")                                                                                \
    X(TRAINING, "training")                                                                                            \
    X(COACH, "coach")                                                                                                  \
    X(MONEY_INFO, "money_info")                                                                                        \
    X(MENTAL_SUPPORT, "mental_support")                                                                                \
    X(TALK_FIRST, "talk_first")                                                                                        \
    X(AFTER_CANCER, "after_cancer")

/* In which texts for people are written. */
#define LANGUAGE_LIST(X)                                                                                               \
    X(NL, "nl")                                                                                                        \
    X(FR, "fr")                                                                                                        \
    X(DE, "de")                                                                                                        \
    X(EN, "en")

/* What a dossier says beside its patient: base/domain/facts.h. */
#define FACT_LIST(X)                                                                                                   \
    X(START, "start")                                                                                                  \
    X(EMPLOYMENT, "employment")                                                                                        \
    X(EMPLOYER, "employer")                                                                                            \
    X(EMPLOYER_SIZE, "employer_size")                                                                                  \
    X(CONTRACT_END, "contract_end")                                                                                    \
    X(REGION, "region")                                                                                                \
    X(ZONE, "zone")                                                                                                    \
    X(GMD_HOLDER, "gmd_holder")                                                                                        \
    X(OCCUPATIONAL_CAUSE, "occupational_cause")                                                                        \
    X(ROUTE, "route")                                                                                                  \
    X(ENTRANCE, "entrance")                                                                                            \
    X(EXCEPTIONS, "exceptions")                                                                                        \
    X(RESUMED, "resumed")                                                                                              \
    X(CONTACT, "contact")                                                                                              \
    X(REGIE, "regie")                                                                                                  \
    X(WORK, "work")

/* How a step of the timeline stands, and what its rule is: suspended rests while its purpose is suspended. */
#define STEP_STATE_LIST(X)                                                                                             \
    X(DONE, "done")                                                                                                    \
    X(DUE, "due")                                                                                                      \
    X(OVERDUE, "overdue")                                                                                              \
    X(COMING, "coming")                                                                                                \
    X(SUSPENDED, "suspended")                                                                                          \
    X(NOT_APPLICABLE, "not_applicable")

#define STEP_STATUS_LIST(X)                                                                                            \
    X(LAW, "law")                                                                                                      \
    X(ANNOUNCED, "announced")                                                                                          \
    X(OWN, "own")

/* Why somebody is unfit, as statistics tell it apart: without a diagnosis. work: accidents at work and on the way, and
 * occupational diseases. */
#define REASON_GROUP_LIST(X)                                                                                           \
    X(ILLNESS, "illness")                                                                                              \
    X(ACCIDENT, "accident")                                                                                            \
    X(WORK, "work_related")                                                                                            \
    X(PREGNANCY, "pregnancy")

/* How a process stands at the end of month 24, as statistics tell it: own. */
#define OUTCOME_LIST(X)                                                                                                \
    X(RESUMED, "resumed")                                                                                              \
    X(PARTIAL, "partial")                                                                                              \
    X(OPLEIDING, "opleiding")                                                                                          \
    X(CLOSED, "closed")                                                                                                \
    X(UNFIT, "unfit")

/* What statistics count, and by what they tell it apart beside the step. */
#define FIGURE_LIST(X)                                                                                                 \
    X(STEP, "step")                                                                                                    \
    X(ESTIMATE, "estimate")                                                                                            \
    X(OUTCOME, "outcome")
#define ASPECT_LIST(X)                                                                                                 \
    X(EMPLOYMENT, "employment")                                                                                        \
    X(ROUTE, "route")                                                                                                  \
    X(REGION, "region")                                                                                                \
    X(REASON, "reason")

/* What a person may do so often, or so much, on a day. */
#define QUOTA_LIST(X)                                                                                                  \
    X(DOSSIERS_OPENED, "dossiers_opened")                                                                              \
    X(BYTES_WRITTEN, "bytes_written")                                                                                  \
    X(INVITATIONS, "invitations")                                                                                      \
    X(RECORDED_CONSENTS, "recorded_consents")                                                                          \
    X(SEARCHES, "searches")

#define REASON_GROUP_ENUM(name, text) REASON_GROUP_##name,
enum reason_group { REASON_GROUP_LIST(REASON_GROUP_ENUM) REASON_GROUP_COUNT, REASON_GROUP_NONE = 255 };
#define OUTCOME_ENUM(name, text) OUTCOME_##name,
enum outcome { OUTCOME_LIST(OUTCOME_ENUM) OUTCOME_COUNT };
#define FIGURE_ENUM(name, text) FIGURE_##name,
enum figure { FIGURE_LIST(FIGURE_ENUM) FIGURE_COUNT };
#define ASPECT_ENUM(name, text) ASPECT_##name,
enum aspect { ASPECT_LIST(ASPECT_ENUM) ASPECT_COUNT };
#define ROLE_ENUM(name, text) ROLE_##name,
enum role { ROLE_LIST(ROLE_ENUM) ROLE_COUNT, ROLE_NONE = 255 };
#define CATEGORY_ENUM(name, text) CATEGORY_##name,
enum category { CATEGORY_LIST(CATEGORY_ENUM) CATEGORY_COUNT, CATEGORY_NONE = 255 };
#define ACTION_ENUM(name, text) ACTION_##name,
enum action { ACTION_LIST(ACTION_ENUM) ACTION_COUNT, ACTION_NONE = 255 };
#define PURPOSE_ENUM(name, text) PURPOSE_##name,
enum purpose { PURPOSE_LIST(PURPOSE_ENUM) PURPOSE_COUNT, PURPOSE_NONE = 255 };
#define MESSAGE_KIND_ENUM(name, text) MESSAGE_KIND_##name,
enum message_kind { MESSAGE_KIND_LIST(MESSAGE_KIND_ENUM) MESSAGE_KIND_COUNT };
#define EMPLOYMENT_ENUM(name, text) EMPLOYMENT_##name,
enum employment { EMPLOYMENT_LIST(EMPLOYMENT_ENUM) EMPLOYMENT_COUNT };
#define EVIDENCE_ENUM(name, text) EVIDENCE_##name,
enum evidence { EVIDENCE_LIST(EVIDENCE_ENUM) EVIDENCE_COUNT };
#define REGION_ENUM(name, text) REGION_##name,
enum region { REGION_LIST(REGION_ENUM) REGION_COUNT, REGION_NONE = 255 };
#define EMPLOYER_SIZE_ENUM(name, text) EMPLOYER_SIZE_##name,
enum employer_size { EMPLOYER_SIZE_LIST(EMPLOYER_SIZE_ENUM) EMPLOYER_SIZE_COUNT, EMPLOYER_SIZE_NONE = 255 };
#define ROUTE_ENUM(name, text) ROUTE_##name,
enum route { ROUTE_LIST(ROUTE_ENUM) ROUTE_COUNT, ROUTE_NONE = 255 };
#define ENTRANCE_ENUM(name, text) ENTRANCE_##name,
enum entrance { ENTRANCE_LIST(ENTRANCE_ENUM) ENTRANCE_COUNT, ENTRANCE_NONE = 255 };
#define EXCEPTION_ENUM(name, text) EXCEPTION_##name,
enum exception { EXCEPTION_LIST(EXCEPTION_ENUM) EXCEPTION_COUNT };
#define FUNCTION_ENUM(name, text) FUNCTION_##name,
enum function { FUNCTION_LIST(FUNCTION_ENUM) FUNCTION_COUNT, FUNCTION_NONE = 255 };
#define FICHE_KIND_ENUM(name, text) FICHE_KIND_##name,
enum fiche_kind { FICHE_KIND_LIST(FICHE_KIND_ENUM) FICHE_KIND_COUNT, FICHE_KIND_NONE = 255 };
#define SERVES_ENUM(name, text) SERVES_##name,
enum serves { SERVES_LIST(SERVES_ENUM) SERVES_COUNT };
#define HELP_ENUM(name, text) HELP_##name,
enum help { HELP_LIST(HELP_ENUM) HELP_COUNT };
#define QUALIFICATION_ENUM(name, text) QUALIFICATION_##name,
enum qualification { QUALIFICATION_LIST(QUALIFICATION_ENUM) QUALIFICATION_COUNT, QUALIFICATION_NONE = 255 };
#define SERVICE_ENUM(name, text) SERVICE_##name,
enum service { SERVICE_LIST(SERVICE_ENUM) SERVICE_COUNT, SERVICE_NONE = 255 };
#define LANGUAGE_ENUM(name, text) LANGUAGE_##name,
enum language { LANGUAGE_LIST(LANGUAGE_ENUM) LANGUAGE_COUNT };
#define CATEGORY_KIND_ENUM(name, text) CATEGORY_KIND_##name,
enum category_kind { CATEGORY_KIND_LIST(CATEGORY_KIND_ENUM) CATEGORY_KIND_COUNT };
#define GAO_KIND_ENUM(name, text) GAO_KIND_##name,
enum gao_kind { GAO_KIND_LIST(GAO_KIND_ENUM) GAO_KIND_COUNT, GAO_KIND_NONE = 255 };
#define FACT_ENUM(name, text) FACT_##name,
enum fact { FACT_LIST(FACT_ENUM) FACT_COUNT };
#define STEP_STATE_ENUM(name, text) STEP_##name,
enum step_state { STEP_STATE_LIST(STEP_STATE_ENUM) STEP_STATE_COUNT };
#define STEP_STATUS_ENUM(name, text) STEP_STATUS_##name,
enum step_status { STEP_STATUS_LIST(STEP_STATUS_ENUM) STEP_STATUS_COUNT };
#define QUOTA_ENUM(name, text) QUOTA_##name,
enum quota { QUOTA_LIST(QUOTA_ENUM) QUOTA_COUNT };

typedef uint32_t code_set;
#define CODES_MAX 32 /* members of a vocabulary of which there are sets */
#define CODE_BIT(member) ((code_set)1 << (member))
#define CODE_ALL(count) (((code_set)1 << (count)) - 1)

/* false of what no list holds: ROLE_NONE and the like. */
static inline bool
codes_has(code_set set, unsigned member)
{
    return member < CODES_MAX && (set & CODE_BIT(member)) != 0;
}

/* One vocabulary: its texts in order of their numbers. */
struct code_list {
    const char *const *texts;
    unsigned count;
};

extern const struct code_list codes_role;
extern const struct code_list codes_category;
extern const struct code_list codes_action;
extern const struct code_list codes_purpose;
extern const struct code_list codes_message_kind;
extern const struct code_list codes_employment;
extern const struct code_list codes_evidence;
extern const struct code_list codes_quota;
extern const struct code_list codes_category_kind;
extern const struct code_list codes_gao_kind;
extern const struct code_list codes_region;
extern const struct code_list codes_employer_size;
extern const struct code_list codes_route;
extern const struct code_list codes_entrance;
extern const struct code_list codes_exception;
extern const struct code_list codes_function;
extern const struct code_list codes_qualification;
extern const struct code_list codes_service;
extern const struct code_list codes_fiche_kind;
extern const struct code_list codes_serves;
extern const struct code_list codes_help;
extern const struct code_list codes_reason_group;
extern const struct code_list codes_outcome;
extern const struct code_list codes_figure;
extern const struct code_list codes_aspect;
extern const struct code_list codes_language;
extern const struct code_list codes_fact;
extern const struct code_list codes_step_state;
extern const struct code_list codes_step_status;

/* Returns the number of that text, or -1. text may be NULL. */
int codes_find(const struct code_list *list, const char *text);

/* Returns the static text of a member, or "" when the number is outside the list (ROLE_NONE and the like). */
const char *codes_text(const struct code_list *list, unsigned member);

#endif
