/*
 * Every rule of the timeline against dates worked out by hand from the sources: anchor and offset, the day before and
 * after, the version, why it does not apply. Rows are grouped by rule, in the order of schemas/timeline.json.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "timeline_case.h"

#define DONE STEP_DONE
#define DUE STEP_DUE
#define OVERDUE STEP_OVERDUE
#define COMING STEP_COMING
#define SUSPENDED STEP_SUSPENDED
#define NOT STEP_NOT_APPLICABLE

struct row {
    const char *rule;
    const char *facts;
    const char *events;
    const char *today;
    enum step_state state;
    const char *due; /* "" for none */
    const char *version;
    const char *why;
};

#define GAO1 "gao incapacity from:2026-01-05 until:2026-02-28 2026-01-05"
#define GAO2 "; gao extension from:2026-03-01 until:2026-05-31 2026-02-27"
#define EMPLOYED "2026-01-05 employed from_20"
#define OLD_EMPLOYED "2025-12-31 employed from_20"

static const struct row insurance[] = {
    {"gao_einde", EMPLOYED, "", "2026-01-10", NOT, "", "2026", "not_yet"},
    {"gao_einde", EMPLOYED, GAO1, "2026-02-13", COMING, "2026-02-28", "2026", "certificate"},
    {"gao_einde", EMPLOYED, GAO1, "2026-02-14", DUE, "2026-02-28", "2026", "certificate"},
    {"gao_einde", EMPLOYED, GAO1, "2026-02-28", DUE, "2026-02-28", "2026", "certificate"},
    {"gao_einde", EMPLOYED, GAO1, "2026-03-01", OVERDUE, "2026-02-28", "2026", "certificate"},
    {"gao_einde", EMPLOYED, GAO1 GAO2, "2026-03-01", COMING, "2026-05-31", "2026", "certificate"},
    {"gao_einde", EMPLOYED " resumed:2026-03-01", GAO1, "2026-03-01", NOT, "2026-02-28", "2026", "at_work"},
    {"gao_einde", EMPLOYED " closed", GAO1, "2026-02-20", NOT, "2026-02-28", "2026", "closed"},
    {"gao_einde", "2025-10-01 employed", "gao incapacity from:2025-10-01 until:2025-12-31 2025-10-01", "2026-01-01",
     OVERDUE, "2025-12-31", "2025", "certificate"},

    {"gao_3_weken", EMPLOYED, GAO1, "2026-01-10", COMING, "", "announced", "certificate"},
    {"gao_3_weken", EMPLOYED, GAO1, "2028-01-10", COMING, "", "announced", "certificate"},

    {"w10_vragenlijst", EMPLOYED, "", "2026-03-01", COMING, "2026-03-16", "2023", "spell"},
    {"w10_vragenlijst", EMPLOYED, "", "2026-03-02", DUE, "2026-03-16", "2023", "spell"},
    {"w10_vragenlijst", EMPLOYED, "", "2026-03-16", DUE, "2026-03-16", "2023", "spell"},
    {"w10_vragenlijst", EMPLOYED, "", "2026-03-17", OVERDUE, "2026-03-16", "2023", "spell"},
    {"w10_vragenlijst", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-16", "2026-03-17", DONE, "2026-03-16", "2023",
     "spell"},
    {"w10_vragenlijst", EMPLOYED, "quickscan rtw_se =1 2026-03-10", "2026-03-17", OVERDUE, "2026-03-16", "2023",
     "spell"},
    {"w10_vragenlijst", EMPLOYED " medisch", "", "2026-03-10", NOT, "2026-03-16", "2023", "medical_reason"},
    {"w10_vragenlijst", EMPLOYED " pensioen", "", "2026-03-10", NOT, "2026-03-16", "2023", "pension_near"},
    {"w10_vragenlijst", EMPLOYED, "verzoek rit 2026-02-01", "2026-03-10", NOT, "2026-03-16", "2023", "rit_running"},
    {"w10_vragenlijst", EMPLOYED, "progressieve_tewerkstelling =1 2026-02-01 from:2026-02-01 until:2026-12-31",
     "2026-03-10", NOT, "2026-03-16", "2023", "authorised_work"},
    /* Partial work that ended before the day that counts, and after it. */
    {"w10_vragenlijst", EMPLOYED, "progressieve_tewerkstelling =1 2026-02-01 from:2026-02-01 until:2026-03-15",
     "2026-03-15", NOT, "2026-03-16", "2023", "authorised_work"},
    {"w10_vragenlijst", EMPLOYED, "progressieve_tewerkstelling =1 2026-02-01 from:2026-02-01 until:2026-03-15",
     "2026-03-16", DUE, "2026-03-16", "2023", "spell"},
    {"w10_vragenlijst", EMPLOYED, "progressieve_tewerkstelling =1 2026-02-01 from:2026-02-01 until:2026-03-20",
     "2026-03-25", NOT, "2026-03-16", "2023", "authorised_work"},
    {"w10_vragenlijst", EMPLOYED, "opvolging #eerste_contact_eigen =1 2026-02-01", "2026-03-10", NOT, "2026-03-16",
     "2023", "own_traject"},
    {"w10_vragenlijst", "2022-12-31 self_employed", "", "2023-03-01", NOT, "2023-03-11", "2022", "self_employed"},
    {"w10_vragenlijst", "2023-01-01 self_employed", "", "2023-03-12", DUE, "2023-03-12", "2023", "spell"},
    {"w10_vragenlijst", "2021-12-31 employed", "", "2022-02-01", COMING, "2022-02-25", "2021", "spell"},
    {"w10_vragenlijst", "2022-01-01 employed", "", "2022-02-01", COMING, "2022-03-12", "2022", "spell"},
    {"w10_vragenlijst", "2020-12-31 employed", "", "2021-02-01", NOT, "", "2021", "before_law"},

    {"w12_vragenlijst_terug", EMPLOYED, "", "2026-03-20", NOT, "", "2021", "not_yet"},
    {"w12_vragenlijst_terug", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-18", "2026-04-01", DUE, "2026-04-01",
     "2021", "questionnaire"},
    {"w12_vragenlijst_terug", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-18", "2026-04-02", OVERDUE, "2026-04-01",
     "2021", "questionnaire"},
    {"w12_vragenlijst_terug", EMPLOYED,
     "quickscan riziv_quickscan =0 2026-03-18; quickscan riziv_quickscan =1 2026-03-25", "2026-04-02", DONE,
     "2026-04-01", "2021", "questionnaire"},

    {"vragenlijst_hulp", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-18", "2026-03-31", COMING, "2026-04-01",
     "2021", "questionnaire"},
    {"vragenlijst_hulp", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-18", "2026-06-01", DUE, "2026-04-01", "2021",
     "questionnaire"},
    {"vragenlijst_hulp", EMPLOYED, "quickscan riziv_quickscan =0 2026-03-18; quickscan riziv_quickscan =1 2026-03-25",
     "2026-04-02", NOT, "2026-04-01", "2021", "answered"},
    {"vragenlijst_hulp", EMPLOYED,
     "quickscan riziv_quickscan =0 2026-03-18; opvolging #vragenlijst_hulp =1 2026-04-03; "
     "quickscan riziv_quickscan =1 2026-04-05",
     "2026-04-06", DONE, "2026-04-01", "2021", "questionnaire"},

    {"inschatting_2m", "2021-12-31 employed", "gao incapacity from:2021-12-31 until:2022-02-15 2021-12-31",
     "2022-02-28", DUE, "2022-02-28", "2017", "certificate"},
    {"inschatting_2m", "2021-12-31 employed", "gao incapacity from:2021-12-31 until:2022-02-15 2021-12-31",
     "2022-03-01", OVERDUE, "2022-02-28", "2017", "certificate"},
    {"inschatting_2m", "2022-01-01 employed", "gao incapacity from:2022-01-01 until:2022-02-15 2022-01-01",
     "2022-02-20", NOT, "", "2017", "after_law"},

    {"m4_inschatting", EMPLOYED, "", "2026-04-04", COMING, "2026-05-05", "2023", "spell"},
    {"m4_inschatting", EMPLOYED, "", "2026-04-05", DUE, "2026-05-05", "2023", "spell"},
    {"m4_inschatting", EMPLOYED, "", "2026-05-05", DUE, "2026-05-05", "2023", "spell"},
    {"m4_inschatting", EMPLOYED, "", "2026-05-06", OVERDUE, "2026-05-05", "2023", "spell"},
    {"m4_inschatting", EMPLOYED, "arbeidspotentieel insurance =3 2026-04-20", "2026-05-06", DONE, "2026-05-05", "2023",
     "spell"},
    {"m4_inschatting", EMPLOYED, "arbeidspotentieel occupational =1 2026-04-20", "2026-05-06", OVERDUE, "2026-05-05",
     "2023", "spell"},
    {"m4_inschatting", "2025-10-31 employed", "", "2026-01-31", DUE, "2026-02-28", "2023", "spell"},
    {"m4_inschatting", "2027-10-31 employed", "", "2028-02-29", DUE, "2028-02-29", "2023", "spell"},
    {"m4_inschatting", "2021-12-31 employed", "", "2022-04-20", NOT, "", "2022", "before_law"},
    {"m4_inschatting", "2022-06-01 self_employed", "", "2022-09-20", NOT, "2022-10-01", "2022", "self_employed"},
    /* The traject ran on the day that counts: what ended later does not bring the step back. */
    {"m4_inschatting", EMPLOYED, "verzoek rit 2026-05-01; beoordeling 2022 =3 2026-05-20", "2026-06-01", NOT,
     "2026-05-05", "2023", "rit_running"},
    /* It ended before that day: the step is asked again. */
    {"m4_inschatting", EMPLOYED, "verzoek rit 2026-03-01; beoordeling 2022 =3 2026-04-10", "2026-04-09", NOT,
     "2026-05-05", "2023", "rit_running"},
    {"m4_inschatting", EMPLOYED, "verzoek rit 2026-03-01; beoordeling 2022 =3 2026-04-10", "2026-04-10", DUE,
     "2026-05-05", "2023", "spell"},
    /* It began after that day: too late to be an exception. */
    {"m4_inschatting", EMPLOYED, "verzoek rit 2026-05-10", "2026-05-11", OVERDUE, "2026-05-05", "2023", "spell"},
    /* Estimated, and excepted after that: done stays done. */
    {"m4_inschatting", EMPLOYED " medisch", "arbeidspotentieel insurance =2 2026-04-20", "2026-05-06", DONE,
     "2026-05-05", "2023", "spell"},

    {"m4_contact", EMPLOYED, "", "2026-04-05", DUE, "2026-05-05", "2023", "spell"},
    {"m4_contact", EMPLOYED, "opvolging #m4_contact =0 2026-04-20", "2026-05-06", OVERDUE, "2026-05-05", "2023",
     "spell"},
    {"m4_contact", EMPLOYED, "opvolging #m4_contact =1 2026-04-20", "2026-05-06", DONE, "2026-05-05", "2023", "spell"},
    {"m4_contact", "2022-12-31 employed", "", "2023-04-20", NOT, "", "2023", "before_law"},
    {"m7_contact", EMPLOYED, "", "2026-07-04", COMING, "2026-08-05", "2023", "spell"},
    {"m7_contact", EMPLOYED, "", "2026-07-05", DUE, "2026-08-05", "2023", "spell"},
    {"m11_contact", EMPLOYED, "", "2026-11-05", DUE, "2026-12-05", "2023", "spell"},
    {"m11_contact", EMPLOYED, "opvolging #m7_contact =1 2026-07-20", "2026-12-06", OVERDUE, "2026-12-05", "2023",
     "spell"},

    {"inschatting_opnieuw", EMPLOYED, "arbeidspotentieel insurance =3 2026-04-20", "2026-05-06", NOT, "", "2022",
     "not_yet"},
    {"inschatting_opnieuw", EMPLOYED, "arbeidspotentieel insurance =3 2026-04-20 next:2026-07-20", "2026-07-20", DUE,
     "2026-07-20", "2022", "estimate"},
    {"inschatting_opnieuw", EMPLOYED, "arbeidspotentieel insurance =3 2026-04-20 next:2026-07-20", "2026-07-21",
     OVERDUE, "2026-07-20", "2022", "estimate"},
    {"inschatting_opnieuw", EMPLOYED,
     "arbeidspotentieel insurance =3 2026-04-20 next:2026-07-20; arbeidspotentieel insurance =2 2026-07-15",
     "2026-07-21", DONE, "2026-07-20", "2022", "estimate"},
    {"inschatting_opnieuw", EMPLOYED,
     "arbeidspotentieel insurance =3 2026-04-20 next:2026-07-20; "
     "arbeidspotentieel insurance =2 2026-07-15 next:2027-01-15",
     "2026-07-21", COMING, "2027-01-15", "2022", "estimate"},
    {"inschatting_opnieuw", EMPLOYED,
     "arbeidspotentieel insurance =1 2026-04-20 next:2026-07-20; doorverwijzing tnw_coordinator 2026-07-10",
     "2026-07-12", NOT, "2026-07-20", "2022", "referred"},

    {"cat1_m6", EMPLOYED, "arbeidspotentieel insurance =1 2026-04-20", "2026-07-05", DUE, "2026-07-05", "2022",
     "spell"},
    {"cat1_m6", EMPLOYED, "arbeidspotentieel insurance =1 2026-04-20", "2026-07-06", OVERDUE, "2026-07-05", "2022",
     "spell"},
    {"cat1_m6", EMPLOYED, "arbeidspotentieel insurance =3 2026-04-20", "2026-07-06", NOT, "2026-07-05", "2022",
     "estimate_other"},
    {"cat1_m6", EMPLOYED " resumed:2026-06-20", "arbeidspotentieel insurance =1 2026-04-20", "2026-07-06", NOT,
     "2026-07-05", "2022", "at_work"},
    {"cat1_m6", EMPLOYED, "arbeidspotentieel insurance =1 2026-04-20; doorverwijzing tnw_coordinator 2026-07-03",
     "2026-07-06", DONE, "2026-07-05", "2022", "spell"},

    {"verwijzing_cat4", EMPLOYED, "arbeidspotentieel insurance =4 2026-04-20", "2026-04-20", DUE, "2026-04-20", "2022",
     "estimate"},
    {"verwijzing_cat4", EMPLOYED, "arbeidspotentieel insurance =4 2026-04-20", "2026-04-21", OVERDUE, "2026-04-20",
     "2022", "estimate"},
    {"verwijzing_cat4", EMPLOYED, "arbeidspotentieel insurance =1 2026-04-20", "2026-04-21", NOT, "2026-04-20", "2022",
     "estimate_other"},
    {"verwijzing_cat4", EMPLOYED, "arbeidspotentieel insurance =4 2026-04-20; doorverwijzing arbeidsarts 2026-04-20",
     "2026-04-21", OVERDUE, "2026-04-20", "2022", "estimate"},
    {"verwijzing_cat4", EMPLOYED,
     "arbeidspotentieel insurance =4 2026-04-20; doorverwijzing tnw_coordinator 2026-04-20", "2026-04-21", DONE,
     "2026-04-20", "2022", "estimate"},
};

#define REFERRED "doorverwijzing tnw_coordinator 2026-04-30"
#define FIRST REFERRED "; opvolging #eerste_contact =1 2026-05-20"
#define ASKED "verzoek contact #tnw_coordinator by:patient 2026-02-02"
#define PLAN "plan tnw_traject =1 2026-06-20 next:2026-08-01"
#define UNEMPLOYED "2026-01-05 unemployed"

static const struct row traject[] = {
    {"eerste_contact", EMPLOYED, REFERRED, "2026-05-15", COMING, "2026-05-30", "2022", "referral"},
    {"eerste_contact", EMPLOYED, REFERRED, "2026-05-30", DUE, "2026-05-30", "2022", "referral"},
    {"eerste_contact", EMPLOYED, REFERRED, "2026-05-31", OVERDUE, "2026-05-30", "2022", "referral"},
    {"eerste_contact", EMPLOYED, FIRST, "2026-05-31", DONE, "2026-05-30", "2022", "referral"},
    {"eerste_contact", EMPLOYED, "doorverwijzing tnw_coordinator 2026-01-31", "2026-02-28", DUE, "2026-02-28", "2022",
     "referral"},
    {"eerste_contact", "2021-10-01 employed", "doorverwijzing tnw_coordinator 2021-12-31", "2022-01-10", NOT, "",
     "2022", "before_law"},

    {"eerste_contact_eigen", EMPLOYED, "quickscan riziv_quickscan =1 2026-03-20", "2026-04-01", NOT, "2026-04-20",
     "2022", "not_asked"},
    {"eerste_contact_eigen", EMPLOYED, ASKED, "2026-02-03", NOT, "2026-03-02", "2022", "not_answered"},
    {"eerste_contact_eigen", EMPLOYED, ASKED "; quickscan riziv_quickscan =1 2026-02-10", "2026-03-10", DUE,
     "2026-03-10", "2022", "own_request"},
    {"eerste_contact_eigen", EMPLOYED, ASKED "; quickscan riziv_quickscan =1 2026-02-10", "2026-03-11", OVERDUE,
     "2026-03-10", "2022", "own_request"},
    {"eerste_contact_eigen", EMPLOYED,
     ASKED "; quickscan riziv_quickscan =1 2026-02-10; opvolging #eerste_contact_eigen =1 2026-03-01", "2026-03-11",
     DONE, "2026-03-10", "2022", "own_request"},
    {"eerste_contact_eigen", EMPLOYED,
     "verzoek contact #huisarts by:patient 2026-02-02; quickscan riziv_quickscan =1 2026-02-10", "2026-02-12", NOT,
     "2026-03-10", "2022", "not_asked"},

    {"toestemming_aa", UNEMPLOYED, FIRST, "2026-05-20", DUE, "2026-05-20", "2022", "first_contact"},
    {"toestemming_aa", UNEMPLOYED, FIRST, "2026-05-21", OVERDUE, "2026-05-20", "2022", "first_contact"},
    {"toestemming_aa", UNEMPLOYED, FIRST "; beslissing #toestemming_aa =1 by:adviserend_arts 2026-05-25", "2026-05-26",
     DONE, "2026-05-20", "2022", "first_contact"},
    {"toestemming_aa", UNEMPLOYED, FIRST "; beslissing #toestemming_aa =1 by:tnw_coordinator 2026-05-25", "2026-05-26",
     OVERDUE, "2026-05-20", "2022", "first_contact"},
    {"toestemming_aa", EMPLOYED, FIRST "; doorverwijzing arbeidsarts 2026-05-20", "2026-05-21", NOT, "2026-05-20",
     "2022", "to_arbeidsarts"},
    {"toestemming_aa", EMPLOYED, FIRST, "2026-05-20", DUE, "2026-05-20", "2022", "first_contact"},

    /* Asked, answered, and referred to the arbeidsarts after: it was decided. */
    {"toestemming_aa", EMPLOYED,
     FIRST "; beslissing #toestemming_aa =1 by:adviserend_arts 2026-05-25; doorverwijzing arbeidsarts 2026-06-01",
     "2026-06-02", DONE, "2026-05-20", "2022", "first_contact"},

    {"contact_na_weigering", UNEMPLOYED, FIRST, "2026-06-01", NOT, "2026-06-20", "2022", "not_refused"},
    {"contact_na_weigering", UNEMPLOYED, FIRST "; beslissing #toestemming_aa =0 2026-05-25", "2026-06-20", DUE,
     "2026-06-20", "2022", "first_contact"},
    {"contact_na_weigering", UNEMPLOYED, FIRST "; beslissing #toestemming_aa =0 2026-05-25", "2026-06-21", OVERDUE,
     "2026-06-20", "2022", "first_contact"},
    {"contact_na_weigering", UNEMPLOYED,
     FIRST "; beslissing #toestemming_aa =0 2026-05-25; opvolging #contact_na_weigering =1 2026-06-10", "2026-06-21",
     DONE, "2026-06-20", "2022", "first_contact"},

    /* Asked again after a second first talk: the old refusal is none of this one. */
    {"contact_na_weigering", UNEMPLOYED,
     FIRST "; beslissing #toestemming_aa =0 2026-05-25; opvolging #contact_na_weigering =1 2026-06-10; "
           "opvolging #eerste_contact =1 2026-09-01",
     "2026-09-01", NOT, "2026-10-01", "2022", "not_refused"},

    {"plan_opstellen", UNEMPLOYED, "engagement =2 2026-05-28", "2026-06-01", NOT, "", "2022", "not_yet"},
    {"plan_opstellen", UNEMPLOYED, "engagement =3 2026-05-31", "2026-06-30", DUE, "2026-06-30", "2022", "signatures"},
    {"plan_opstellen", UNEMPLOYED, "engagement =3 2026-05-31", "2026-07-01", OVERDUE, "2026-06-30", "2022",
     "signatures"},
    {"plan_opstellen", UNEMPLOYED, "engagement =3 2026-05-31; " PLAN, "2026-07-01", DONE, "2026-06-30", "2022",
     "signatures"},
    {"plan_opstellen", UNEMPLOYED, "engagement =3 2026-05-31; plan tnw_traject =0 2026-06-20", "2026-07-01", DONE,
     "2026-06-30", "2022", "signatures"},
    {"opvolggesprek", UNEMPLOYED, "engagement =3 2026-05-31; plan tnw_traject =0 2026-06-20", "2026-07-01", NOT, "",
     "2022", "not_yet"},
    {"plan_opstellen", UNEMPLOYED " suspended:2026-06-10..", "engagement =3 2026-05-31", "2026-07-01", SUSPENDED,
     "2026-06-30", "2022", "suspended"},
    {"plan_opstellen", UNEMPLOYED " suspended:2026-06-10..2026-06-20", "engagement =3 2026-05-31", "2026-06-20",
     SUSPENDED, "2026-06-30", "2022", "suspended"},
    {"plan_opstellen", UNEMPLOYED " suspended:2026-06-10..2026-06-20", "engagement =3 2026-05-31", "2026-06-21", DUE,
     "2026-06-30", "2022", "signatures"},
    {"m7_contact", UNEMPLOYED " suspended:2026-06-10..", "", "2026-07-05", DUE, "2026-08-05", "2023", "spell"},

    {"opvolggesprek", UNEMPLOYED, PLAN, "2026-07-17", COMING, "2026-08-01", "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN, "2026-07-18", DUE, "2026-08-01", "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN, "2026-08-02", OVERDUE, "2026-08-01", "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, "plan tnw_traject =1 2026-06-20 next:2026-12-01", "2026-08-01", COMING, "2026-09-20",
     "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN "; opvolging #opvolggesprek =1 2026-07-30", "2026-08-02", COMING, "2026-10-30",
     "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN "; opvolging #opvolggesprek =1 2026-07-30 next:2026-09-15", "2026-08-02", COMING,
     "2026-09-15", "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN "; opvolging #opvolggesprek =0 2026-08-01 next:2026-08-20", "2026-08-02", COMING,
     "2026-08-20", "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED, PLAN "; opvolging #opvolggesprek =0 2026-08-01", "2026-08-02", OVERDUE, "2026-08-01",
     "2022", "plan"},
    {"opvolggesprek", UNEMPLOYED " resumed:2026-07-25", PLAN, "2026-07-25", NOT, "2026-08-01", "2022", "at_work"},
    {"opvolggesprek", "2021-06-01 unemployed", "plan tnw_traject =1 2021-11-30", "2021-12-15", COMING, "2022-02-28",
     "2017", "plan"},

    {"traject_plan_3m", "2021-06-01 unemployed", "plan tnw_traject =1 2021-11-30", "2022-03-01", OVERDUE, "2022-02-28",
     "2017", "plan"},
    {"traject_plan_3m", "2021-06-01 employed", "plan tnw_traject =1 2021-11-30", "2022-03-01", NOT, "2022-02-28",
     "2017", "has_contract"},
    {"traject_plan_3m", UNEMPLOYED, PLAN, "2026-07-01", NOT, "", "2017", "after_law"},

    {"plan_reactie", "2025-01-06 employed", "plan rit =1 2025-12-31", "2026-01-21", DUE, "2026-01-21", "2017", "plan"},
    {"plan_reactie", "2025-01-06 employed", "plan rit =1 2025-12-31", "2026-01-22", OVERDUE, "2026-01-21", "2017",
     "plan"},
    {"plan_reactie", "2025-01-06 employed", "plan rit =1 2026-01-01", "2026-03-01", DUE, "2026-01-22", "2026", "plan"},
    {"plan_reactie", EMPLOYED, "plan rit =0 2026-05-01", "2026-05-02", NOT, "2026-05-22", "2026", "no_plan_with_work"},
    {"plan_reactie", EMPLOYED, "plan rit =1 2026-05-01; beslissing #plan_reactie =1 2026-05-10", "2026-06-01", DONE,
     "2026-05-22", "2026", "plan"},

    {"invaliditeit", EMPLOYED, "", "2026-12-21", COMING, "2027-01-05", "all", "spell"},
    {"invaliditeit", EMPLOYED, "", "2027-01-04", DUE, "2027-01-05", "all", "spell"},
    {"invaliditeit", EMPLOYED, "", "2027-01-05", DONE, "2027-01-05", "all", "spell"},
    {"invaliditeit", EMPLOYED " resumed:2026-11-02", "", "2027-01-05", NOT, "2027-01-05", "all", "at_work"},
    {"invaliditeit", EMPLOYED " resumed:2027-02-01", "", "2027-03-05", DONE, "2027-01-05", "all", "spell"},
    {"invaliditeit", EMPLOYED " resumed:2027-01-05", "", "2027-03-05", NOT, "2027-01-05", "all", "at_work"},
    {"invaliditeit", "2024-02-29 employed", "", "2025-02-28", DONE, "2025-02-28", "all", "spell"},

    {"jaarlijks_consult", EMPLOYED, "", "2027-01-05", COMING, "2027-01-05", "announced", "spell"},
    {"jaarlijks_consult", EMPLOYED, "", "2027-01-06", COMING, "2028-01-05", "announced", "spell"},
    {"jaarlijks_consult", "2024-02-29 employed", "", "2027-03-01", COMING, "2028-02-29", "announced", "spell"},
    {"jaarlijks_consult", EMPLOYED, "opvolging #jaarlijks_consult =1 2027-11-20", "2027-12-01", COMING, "2029-01-05",
     "announced", "spell"},
    {"jaarlijks_consult", EMPLOYED, GAO1 GAO2, "2027-01-01", COMING, "2027-01-05", "announced", "spell"},

    {"prog_aangifte", EMPLOYED, "verzoek progressief 2026-04-02 from:2026-04-07", "2026-04-02", DONE, "2026-04-03",
     "all", "partial_work"},
    {"prog_aangifte", EMPLOYED, "", "2026-04-02", NOT, "", "all", "not_yet"},
    {"prog_beslissing", EMPLOYED, "verzoek progressief 2026-04-02 from:2026-04-07", "2026-05-21", DUE, "2026-05-21",
     "all", "partial_work"},
    {"prog_beslissing", EMPLOYED, "verzoek progressief 2026-04-02 from:2026-04-07", "2026-05-22", OVERDUE, "2026-05-21",
     "all", "partial_work"},
    {"prog_beslissing", EMPLOYED, "verzoek progressief 2026-04-07 from:2026-04-07", "2026-05-22", NOT, "2026-05-21",
     "all", "asked_late"},
    {"prog_beslissing", EMPLOYED,
     "verzoek progressief 2026-04-02 from:2026-04-07; progressieve_tewerkstelling =0 2026-04-20", "2026-05-22", DONE,
     "2026-05-21", "all", "partial_work"},
    {"prog_einde", EMPLOYED, "progressieve_tewerkstelling =1 2026-04-20 from:2026-04-07 until:2026-10-06", "2026-09-21",
     COMING, "2026-10-06", "all", "partial_work"},
    {"prog_einde", EMPLOYED, "progressieve_tewerkstelling =1 2026-04-20 from:2026-04-07 until:2026-10-06", "2026-09-22",
     DUE, "2026-10-06", "all", "partial_work"},
    {"prog_einde", EMPLOYED, "progressieve_tewerkstelling =1 2026-04-20 from:2026-04-07 until:2026-10-06", "2026-10-06",
     DONE, "2026-10-06", "all", "partial_work"},
    {"prog_einde", EMPLOYED, "progressieve_tewerkstelling =0 2026-04-20 from:2026-04-07", "2026-10-06", NOT, "", "all",
     "not_yet"},

    {"opleiding_einde", UNEMPLOYED, "opleiding opleiding =1 2026-05-01 from:2026-06-01 until:2026-12-31", "2026-11-30",
     DUE, "2026-11-30", "own", "training"},
    {"opleiding_einde", UNEMPLOYED, "opleiding opleiding =1 2026-05-01 from:2026-06-01 until:2026-12-31", "2027-02-01",
     DUE, "2026-11-30", "own", "training"},
    {"opleiding_einde", UNEMPLOYED, "opleiding opleiding =0 2026-05-01 from:2026-06-01 until:2026-12-31", "2026-11-30",
     NOT, "", "own", "not_yet"},

    {"inschrijving", UNEMPLOYED, "arbeidspotentieel insurance =4 2026-05-04", "2026-05-04", DUE, "", "2026",
     "potential"},
    {"inschrijving", UNEMPLOYED, "arbeidspotentieel insurance =4 2026-05-04", "2027-05-04", DUE, "", "2026",
     "potential"},
    {"inschrijving", UNEMPLOYED, "arbeidspotentieel insurance =2 2026-05-04", "2026-05-05", NOT, "", "2026", "not_yet"},
    {"inschrijving", UNEMPLOYED, "arbeidspotentieel insurance =4 2026-05-04; arbeidspotentieel insurance =3 2026-09-01",
     "2026-09-02", NOT, "", "2026", "no_potential"},
    {"inschrijving", EMPLOYED, "arbeidspotentieel insurance =4 2026-05-04", "2026-05-05", NOT, "", "2026",
     "has_contract"},
    {"inschrijving", "2025-06-02 contract_ended", "arbeidspotentieel insurance =4 2025-12-31", "2026-05-05", NOT, "",
     "2026", "before_law"},
    {"inschrijving", UNEMPLOYED, "arbeidspotentieel insurance =4 2026-05-04; inschrijving vdab 2026-05-20",
     "2026-05-21", DONE, "", "2026", "potential"},
    {"inschrijving_gesprek", UNEMPLOYED, "inschrijving vdab 2026-05-20", "2026-06-20", DUE, "2026-06-20", "2026",
     "registration"},
    {"inschrijving_gesprek", UNEMPLOYED, "inschrijving vdab 2026-05-20", "2026-07-20", DUE, "2026-06-20", "2026",
     "registration"},
    {"inschrijving_gesprek", UNEMPLOYED, "inschrijving vdab 2026-05-20; opvolging #inschrijving_gesprek =1 2026-06-02",
     "2026-07-20", DONE, "2026-06-20", "2026", "registration"},

    {"contact_arbeidsarts", EMPLOYED, "verzoek contact #arbeidsarts by:patient 2026-03-02", "2026-03-02", DUE,
     "2026-03-02", "own", "request"},
    {"contact_arbeidsarts", EMPLOYED, "verzoek contact #arbeidsarts by:patient 2026-03-02", "2027-03-02", DUE,
     "2026-03-02", "own", "request"},
    {"contact_arbeidsarts", EMPLOYED, "verzoek contact #huisarts by:patient 2026-03-02", "2026-03-02", NOT, "", "own",
     "not_yet"},
    {"contact_huisarts", EMPLOYED,
     "verzoek contact #huisarts by:patient 2026-03-02; opvolging #contact_huisarts =1 2026-03-09", "2026-03-10", DONE,
     "2026-03-02", "own", "request"},
    {"contact_huisarts", EMPLOYED,
     "verzoek contact #huisarts by:patient 2026-03-02; opvolging #contact_huisarts =0 2026-03-09", "2026-03-10", DUE,
     "2026-03-02", "own", "request"},
    {"contact_huisarts", EMPLOYED,
     "verzoek contact #huisarts by:patient 2026-03-02; opvolging #contact_huisarts =1 2026-03-09; verzoek contact "
     "#huisarts by:patient 2026-05-04",
     "2026-05-05", DUE, "2026-05-04", "own", "request"},

    {"route_c_bevestiging", "2025-05-01 unemployed", "inschrijving vdab 2026-05-12", "2026-05-20", DUE, "2026-05-20",
     "all", "registration"},
    {"route_c_bevestiging", "2025-05-01 unemployed", "inschrijving vdab 2026-05-12", "2026-05-21", OVERDUE,
     "2026-05-20", "all", "registration"},
    {"route_c_bevestiging", "2025-06-01 unemployed", "inschrijving vdab 2026-05-12", "2026-05-21", NOT, "2026-05-20",
     "all", "first_year"},
    {"route_c_bevestiging", "2025-05-01 unemployed",
     "doorverwijzing bemiddelaar 2026-05-01; inschrijving vdab 2026-05-12", "2026-05-21", NOT, "2026-05-20", "all",
     "referred_before"},

    {"tnw_fonds", "2025-01-06 contract_ended contract_end:2026-02-28", "verzoek overmacht 2025-12-01", "2026-08-28",
     DUE, "2026-08-28", "2025", "contract_end"},
    {"tnw_fonds", "2025-01-06 contract_ended contract_end:2026-02-28", "verzoek overmacht 2025-12-01", "2026-08-29",
     NOT, "2026-08-28", "2025", "lapsed"},
    {"tnw_fonds", "2025-01-06 contract_ended contract_end:2026-02-28", "", "2026-08-20", NOT, "2026-08-28", "2025",
     "no_force_majeure"},
    {"tnw_fonds", "2023-01-06 contract_ended contract_end:2025-03-31", "verzoek overmacht 2024-12-01", "2025-09-20",
     DUE, "2025-09-30", "2024", "contract_end"},
    {"tnw_fonds", "2023-01-06 contract_ended contract_end:2024-03-31", "verzoek overmacht 2023-12-01", "2024-09-20",
     NOT, "", "2024", "before_law"},

    {"vermoeden_einde", "2026-01-05 self_employed", PLAN, "2026-12-20", DONE, "2026-12-20", "2023", "plan"},
    {"vermoeden_einde", "2026-01-05 self_employed", PLAN, "2026-12-19", DUE, "2026-12-20", "2023", "plan"},
    {"vermoeden_einde", UNEMPLOYED, PLAN, "2026-12-20", NOT, "2026-12-20", "2023", "not_self_employed"},
};

#define RIT26 "verzoek rit 2026-03-02"
#define RIT22 "verzoek rit 2022-10-01"
#define RIT16 "verzoek rit 2022-09-30"
#define NO_SHOW1 "; opvolging #rit_beoordeling =0 2026-03-10"
#define NO_SHOW2 "; opvolging #rit_beoordeling =0 2026-03-24"
#define NO_SHOW3 "; opvolging #rit_beoordeling =0 2026-04-07"

static const struct row welfare[] = {
    {"w4_info", OLD_EMPLOYED, "", "2026-01-28", DUE, "2026-01-28", "2022", "spell"},
    {"w4_info", "2026-01-01 employed", "", "2026-01-29", DUE, "2026-01-29", "2026", "spell"},
    {"w4_info", "2026-01-01 employed", "", "2026-01-30", OVERDUE, "2026-01-29", "2026", "spell"},
    {"w4_info", "2026-01-01 employed", "opvolging #w4_info =1 2026-01-27", "2026-01-30", DONE, "2026-01-29", "2026",
     "spell"},
    {"w4_info", UNEMPLOYED, "", "2026-01-30", NOT, "2026-02-02", "2026", "no_employer"},
    /* Done stays done when the contract ends, and when the work is found again. */
    {"w4_info", "2026-01-05 contract_ended", "opvolging #w4_info =1 2026-01-27", "2026-05-30", DONE, "2026-02-02",
     "2026", "spell"},
    {"w4_info", "2026-01-05 employed resumed:2026-03-02", "opvolging #w4_info =1 2026-01-27", "2026-05-30", DONE,
     "2026-02-02", "2026", "spell"},
    {"w4_info", "2022-09-30 employed", "", "2022-10-20", NOT, "", "2022", "before_law"},
    {"w4_info", "2022-10-01 employed", "", "2022-10-20", DUE, "2022-10-29", "2022", "spell"},

    {"w8_potentieel_vraag", EMPLOYED, "", "2026-03-01", COMING, "2026-03-02", "2026", "spell"},
    {"w8_potentieel_vraag", EMPLOYED, "", "2026-03-02", DUE, "2026-03-02", "2026", "spell"},
    {"w8_potentieel_vraag", EMPLOYED, "", "2026-09-02", DUE, "2026-03-02", "2026", "spell"}, /* no last day is known */
    {"w8_potentieel_vraag", "2026-01-05 employed under_20", "", "2026-03-02", DUE, "2026-03-02", "2026", "spell"},
    {"w8_potentieel_vraag", EMPLOYED, "verzoek potentieel 2026-03-05", "2026-03-06", DONE, "2026-03-02", "2026",
     "spell"},
    {"w8_potentieel_vraag", OLD_EMPLOYED, "", "2026-03-06", NOT, "", "2026", "before_law"},
    {"w8_potentieel", EMPLOYED, "verzoek potentieel 2026-03-05", "2026-12-06", DUE, "", "2026", "request"},
    {"w8_potentieel", EMPLOYED, "verzoek potentieel 2026-03-05; arbeidspotentieel occupational =0 2026-03-20",
     "2026-03-21", DONE, "", "2026", "request"},

    {"m6_start_rit", EMPLOYED, "", "2026-06-06", NOT, "2026-07-05", "2026", "no_potential_occupational"},
    /* What the employer may not see moves nothing that the employer sees. */
    {"m6_start_rit", EMPLOYED, "arbeidspotentieel occupational =1 2026-03-20", "2026-06-06", NOT, "2026-07-05", "2026",
     "no_potential_occupational"},
    {"w8_potentieel_vraag", EMPLOYED, "arbeidspotentieel occupational =1 2026-03-20", "2026-06-06", DUE, "2026-03-02",
     "2026", "spell"},
    {"m6_start_rit", EMPLOYED, "potentieel_uitkomst =1 2026-03-20", "2026-06-06", COMING, "2026-07-05", "2026",
     "potential"},
    {"m6_start_rit", EMPLOYED, "potentieel_uitkomst =1 2026-03-20", "2026-07-05", DUE, "2026-07-05", "2026",
     "potential"},
    {"m6_start_rit", EMPLOYED, "potentieel_uitkomst =1 2026-03-20", "2026-07-06", OVERDUE, "2026-07-05", "2026",
     "potential"},
    {"m6_start_rit", EMPLOYED, "potentieel_uitkomst =0 2026-03-20", "2026-07-06", NOT, "2026-07-05", "2026",
     "no_potential_occupational"},
    {"m6_start_rit", "2026-01-05 employed under_20", "potentieel_uitkomst =1 2026-03-20", "2026-07-06", NOT,
     "2026-07-05", "2026", "employer_size"},
    {"m6_start_rit", "2026-01-05 employed", "potentieel_uitkomst =1 2026-03-20", "2026-07-06", NOT, "2026-07-05",
     "2026", "employer_size"},
    {"m6_start_rit", "2026-01-05 employed from_100", "potentieel_uitkomst =1 2026-03-20", "2026-07-06", OVERDUE,
     "2026-07-05", "2026", "potential"},
    {"m6_start_rit", OLD_EMPLOYED, "potentieel_uitkomst =1 2026-03-20", "2026-07-06", NOT, "", "2026", "before_law"},
    {"m6_start_rit", EMPLOYED, "potentieel_uitkomst =1 2026-03-20; verzoek rit 2026-06-30", "2026-07-06", DONE,
     "2026-07-05", "2026", "potential"},
    /* Somebody else asked for the traject: of this employer it is no duty all the same. */
    {"m6_start_rit", "2026-01-05 employed under_20", "potentieel_uitkomst =1 2026-03-20; verzoek rit 2026-06-30",
     "2026-07-06", NOT, "2026-07-05", "2026", "employer_size"},
    {"m6_start_rit", "2026-08-31 employed from_20", "potentieel_uitkomst =1 2026-11-20", "2027-02-28", DUE,
     "2027-02-28", "2026", "potential"},

    {"bezoek_uitnodiging", "2025-10-01 employed", "verzoek bezoek 2025-12-31", "2026-01-15", DUE, "2026-01-15", "2025",
     "request"},
    {"bezoek_uitnodiging", "2025-10-01 employed", "verzoek bezoek 2025-12-31", "2026-01-16", OVERDUE, "2026-01-15",
     "2025", "request"},
    {"bezoek_uitnodiging", "2025-10-01 employed", "verzoek bezoek 2026-01-01", "2026-06-16", DUE, "", "2026",
     "request"},
    {"bezoek_uitnodiging", EMPLOYED, "verzoek bezoek 2026-02-01; opvolging #bezoek_uitnodiging =1 2026-02-03",
     "2026-02-16", DONE, "", "2026", "request"},

    {"rit_start_mogelijk", "2022-03-01 employed", "", "2022-06-30", COMING, "2022-07-01", "2017", "spell"},
    {"rit_start_mogelijk", "2022-07-15 employed", "", "2022-10-14", COMING, "2022-10-15", "2022", "spell"},
    {"rit_start_mogelijk", "2022-07-15 employed", "", "2022-10-15", DUE, "2022-10-15", "2022", "spell"},
    {"rit_start_mogelijk", EMPLOYED, "", "2026-01-05", DUE, "2026-01-05", "2026", "spell"},
    {"rit_start_mogelijk", "2025-11-15 employed", "", "2025-12-31", COMING, "2026-02-15", "2022", "spell"},
    {"rit_start_mogelijk", "2025-11-15 employed", "", "2026-01-01", DUE, "2025-11-15", "2026", "spell"},
    {"rit_start_mogelijk", "2025-06-15 employed", "verzoek rit 2025-12-31", "2026-02-01", DONE, "2025-09-15", "2022",
     "spell"},

    {"rit_beoordeling", EMPLOYED, RIT26, "2026-04-20", DUE, "2026-04-20", "2022", "request"},
    {"rit_beoordeling", EMPLOYED, RIT26, "2026-04-21", OVERDUE, "2026-04-20", "2022", "request"},
    {"rit_beoordeling", EMPLOYED, RIT26 "; beoordeling 2022 =1 2026-04-10", "2026-04-21", DONE, "2026-04-20", "2022",
     "request"},
    {"rit_beoordeling", EMPLOYED, "beoordeling 2022 =1 2026-02-10; " RIT26, "2026-04-21", OVERDUE, "2026-04-20", "2022",
     "request"},
    {"rit_beoordeling", "2022-05-02 employed", RIT22, "2022-11-19", DUE, "2022-11-19", "2022", "request"},
    {"rit_beoordeling", "2022-05-02 employed", RIT16, "2022-11-19", DUE, "2022-11-29", "2017", "request"},
    {"rit_beoordeling", EMPLOYED, RIT26 NO_SHOW1 NO_SHOW2 NO_SHOW3 "; opvolging #rit_geen_gevolg =1 2026-04-08",
     "2026-04-21", DONE, "2026-04-20", "2022", "request"},

    {"rit_plan", EMPLOYED, RIT26 "; beoordeling 2022 =1 2026-04-10", "2026-06-12", DUE, "2026-06-12", "2022",
     "decision"},
    {"rit_plan", EMPLOYED, RIT26 "; beoordeling 2022 =1 2026-04-10", "2026-06-13", OVERDUE, "2026-06-12", "2022",
     "decision"},
    {"rit_plan", EMPLOYED, RIT26 "; beoordeling 2022 =2 2026-08-31", "2027-02-28", DUE, "2027-02-28", "2022",
     "decision"},
    {"rit_plan", EMPLOYED, RIT26 "; beoordeling 2022 =3 2026-04-10", "2026-06-12", NOT, "", "2022", "other_outcome"},
    {"rit_plan", EMPLOYED, RIT26 "; beoordeling 2022 =1 2026-04-10; plan rit =0 2026-05-05", "2026-06-13", DONE,
     "2026-06-12", "2022", "decision"},
    {"rit_plan", EMPLOYED, "beoordeling 2022 =1 2026-02-10; " RIT26, "2026-04-01", NOT, "", "2022", "not_yet"},
    /* The traject ended with the report: what the arbeidsarts finds in the force majeure after it asks for no plan. */
    {"rit_plan", EMPLOYED,
     RIT26 "; beoordeling 2022 =2 2026-04-10; plan rit =0 2026-05-05; verzoek overmacht 2026-07-10; "
           "beoordeling 2022 =2 2026-08-03",
     "2026-08-04", DONE, "2026-10-10", "2022", "decision"},
    {"rit_beroep", EMPLOYED,
     RIT26 "; beoordeling 2022 =2 2026-04-10; plan rit =0 2026-05-05; verzoek overmacht 2026-07-10; "
           "beoordeling 2022 =2 2026-08-03",
     "2026-08-04", NOT, "2026-05-01", "2022", "lapsed"},
    {"rit_plan", "2021-09-01 employed", "verzoek rit 2022-01-10; beoordeling 2016 =1 2022-03-01", "2022-05-18", DUE,
     "2022-05-18", "2017", "decision"},
    {"rit_plan", "2021-09-01 employed", "verzoek rit 2022-01-10; beoordeling 2016 =3 2022-03-01", "2022-05-18", COMING,
     "2023-03-01", "2017", "decision"},
    {"rit_plan", "2021-09-01 employed", "verzoek rit 2022-01-10; beoordeling 2016 =4 2022-03-01", "2022-05-18", NOT, "",
     "2017", "other_outcome"},
    {"rit_plan", "2022-05-02 employed", RIT16 "; beoordeling 2022 =1 2022-10-10", "2022-12-01", DUE, "2022-12-12",
     "2022", "decision"},

    {"rit_reactie", EMPLOYED, "plan rit =1 2026-05-05", "2026-05-19", DUE, "2026-05-19", "2022", "plan"},
    {"rit_reactie", EMPLOYED, "plan rit =1 2026-05-05", "2026-05-20", OVERDUE, "2026-05-19", "2022", "plan"},
    {"rit_reactie", EMPLOYED, "plan rit =0 2026-05-05", "2026-05-20", NOT, "2026-05-19", "2022", "no_plan_with_work"},
    {"rit_reactie", EMPLOYED, "plan rit =1 2026-05-05; opmerking #rit_reactie 2026-05-10", "2026-05-20", DONE,
     "2026-05-19", "2022", "plan"},
    {"rit_reactie", "2022-01-03 employed", "plan rit =1 2022-09-30", "2022-10-07", DUE, "2022-10-07", "2017", "plan"},

    {"rit_beroep", EMPLOYED, RIT26 "; beoordeling 2022 =2 2026-04-10", "2026-05-01", DUE, "2026-05-01", "2022",
     "decision"},
    {"rit_beroep", EMPLOYED, RIT26 "; beoordeling 2022 =2 2026-04-10", "2026-05-02", NOT, "2026-05-01", "2022",
     "lapsed"},
    {"rit_beroep", EMPLOYED, RIT26 "; beoordeling 2022 =1 2026-04-10", "2026-04-11", NOT, "", "2022", "not_yet"},
    {"rit_beroep", EMPLOYED, RIT26 "; beoordeling 2022 =2 2026-04-10; verzoek beroep 2026-04-30", "2026-05-02", DONE,
     "2026-05-01", "2022", "decision"},
    {"rit_beroep", "2021-09-01 employed", "verzoek rit 2022-01-10; beoordeling 2016 =4 2022-03-01", "2022-03-10", DUE,
     "2022-03-10", "2017", "decision"},
    {"rit_beroep_beslissing", EMPLOYED, "verzoek beroep 2026-04-30", "2026-06-11", DUE, "2026-06-11", "2022",
     "request"},
    {"rit_beroep_beslissing", EMPLOYED, "verzoek beroep 2026-04-30", "2026-06-12", OVERDUE, "2026-06-11", "2022",
     "request"},
    {"rit_beroep_beslissing", EMPLOYED, "verzoek beroep 2026-04-30; beslissing #rit_beroep_beslissing =0 2026-06-01",
     "2026-06-12", DONE, "2026-06-11", "2022", "request"},

    {"rit_geen_gevolg", EMPLOYED, RIT26 NO_SHOW1 NO_SHOW2, "2026-04-07", NOT, "", "2026", "not_yet"},
    {"rit_geen_gevolg", EMPLOYED, RIT26 NO_SHOW1 NO_SHOW2 NO_SHOW3, "2026-04-07", DUE, "2026-04-07", "2026",
     "absences"},
    {"rit_geen_gevolg", EMPLOYED, RIT26 NO_SHOW1 "; opvolging #rit_beoordeling =0 2026-03-23" NO_SHOW3, "2026-04-07",
     NOT, "", "2026", "not_yet"}, /* the second is only 13 days after the first */
    {"rit_geen_gevolg", EMPLOYED, RIT26 NO_SHOW1 NO_SHOW2 NO_SHOW3 "; opvolging #rit_geen_gevolg =1 2026-04-08",
     "2026-04-21", DONE, "2026-04-07", "2026", "absences"},

    {"overmacht_mogelijk", "2025-04-01 employed", "", "2025-12-31", COMING, "2026-01-01", "2022", "spell"},
    {"overmacht_mogelijk", "2025-04-01 employed", "", "2026-01-01", DUE, "2025-10-01", "2026", "spell"},
    {"overmacht_mogelijk", EMPLOYED, "", "2026-07-04", COMING, "2026-07-05", "2026", "spell"},
    {"overmacht_mogelijk", EMPLOYED, "", "2026-07-05", DUE, "2026-07-05", "2026", "spell"},
    {"overmacht_mogelijk", EMPLOYED, RIT26, "2026-07-05", NOT, "2026-07-05", "2026", "rit_running"},
    {"overmacht_mogelijk", EMPLOYED, RIT26 "; beoordeling 2022 =3 2026-04-10", "2026-07-05", DUE, "2026-07-05", "2026",
     "spell"},
    {"overmacht_mogelijk", EMPLOYED, RIT26 "; beoordeling 2022 =3 2026-03-02", "2026-07-05", DUE, "2026-07-05", "2026",
     "spell"}, /* asked and ended on one day */
    {"overmacht_mogelijk", EMPLOYED, RIT26 "; plan rit =0 2026-06-10", "2026-07-05", DUE, "2026-07-05", "2026",
     "spell"},
    /* A traject that was asked for after the first day on which it was possible. */
    {"overmacht_mogelijk", EMPLOYED, "verzoek rit 2026-08-01", "2026-08-02", NOT, "2026-07-05", "2026", "rit_running"},
    {"overmacht_mogelijk", EMPLOYED, "verzoek rit 2026-08-01; plan rit =0 2026-10-10", "2026-10-10", DUE, "2026-07-05",
     "2026", "spell"},
    {"overmacht_mogelijk", "2022-01-03 employed", "", "2022-11-27", NOT, "2022-01-03", "2017", "no_rit_ended"},
    {"overmacht_mogelijk", "2022-02-03 employed", "", "2022-11-28", DUE, "2022-11-03", "2022", "spell"},
    {"overmacht_mogelijk", EMPLOYED, "verzoek overmacht 2026-07-20", "2026-07-21", DONE, "2026-07-05", "2026", "spell"},
    {"overmacht_onderzoek", EMPLOYED, "verzoek overmacht 2026-07-20", "2026-07-29", COMING, "2026-07-30", "2022",
     "request"},
    {"overmacht_onderzoek", EMPLOYED, "verzoek overmacht 2026-07-20", "2026-10-30", DUE, "2026-07-30", "2022",
     "request"},
    {"overmacht_onderzoek", EMPLOYED, "verzoek overmacht 2026-07-20; beoordeling 2022 =2 2026-08-03", "2026-10-30",
     DONE, "2026-07-30", "2022", "request"},

    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-04-27", "", "2026-05-12", DUE, "2026-05-12", "all",
     "resumption"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-04-27", "", "2026-05-13", NOT, "2026-05-12", "all", "lapsed"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-02-02", "", "2026-02-03", DUE, "2026-02-16", "all",
     "resumption"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-02-01", "", "2026-02-03", NOT, "2026-02-13", "all",
     "short_absence"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-04-27", "", "2026-04-26", NOT, "2026-05-12", "all",
     "not_at_work"},
    {"nazorg", EMPLOYED " resumed:2026-04-30", "", "2026-07-15", COMING, "2026-07-30", "own", "resumption"},
    {"nazorg", EMPLOYED " resumed:2026-04-30", "", "2026-09-01", DUE, "2026-07-30", "own", "resumption"},
    {"nazorg", EMPLOYED " resumed:2026-04-30", "opvolging #nazorg =1 2026-07-20", "2026-09-01", DONE, "2026-07-30",
     "own", "resumption"},
};

/* A certificate that begins so many days after the first day of work. */
#define AGAIN "gao relapse 2026-05-14 from:"

/* The same, and unfit a third time. */
#define TWICE AGAIN "2026-07-10 until:2026-08-01; " AGAIN

static const struct row relapse[] = {
    /* 13 days of work: the same spell. */
    {"m7_contact", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-14 until:2026-08-01", "2026-07-10", DUE, "2026-08-05",
     "2023", "spell"},
    {"overmacht_mogelijk", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-14 until:2026-08-01", "2026-07-05", DUE,
     "2026-07-05", "2026", "spell"},
    /* 14 days: a new one, and what was done in the old one is no answer to it. */
    {"m7_contact", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-15 until:2026-08-01", "2026-07-10", COMING,
     "2026-12-15", "2023", "spell"},
    {"m4_contact", EMPLOYED " resumed:2026-05-01",
     "opvolging #m4_contact =1 2026-04-20; " AGAIN "2026-05-15 until:2026-08-01", "2026-07-10", COMING, "2026-09-15",
     "2023", "spell"},
    {"overmacht_mogelijk", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-15 until:2026-08-01", "2026-07-05", COMING,
     "2026-11-15", "2026", "spell"},
    /* What happens on its first day is of the new spell. */
    {"w4_info", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-15 until:2026-08-01; opvolging #w4_info =1 2026-05-15",
     "2026-07-10", DONE, "2026-06-12", "2026", "spell"},
    {"w4_info", EMPLOYED " resumed:2026-05-01",
     "opvolging #w4_info =1 2026-05-14; " AGAIN "2026-05-15 until:2026-08-01", "2026-07-10", OVERDUE, "2026-06-12",
     "2026", "spell"},
    /* Unfit again on the very day of the resumption. */
    {"m7_contact", EMPLOYED " resumed:2026-05-14", AGAIN "2026-05-14 until:2026-08-01", "2026-07-10", DUE, "2026-08-05",
     "2023", "spell"},
    /* Not before the relapse has begun. */
    {"m7_contact", EMPLOYED " resumed:2026-05-01", AGAIN "2026-05-14 until:2026-08-01", "2026-05-13", NOT, "2026-08-05",
     "2023", "at_work"},
    /* A new spell in 2026 of who fell ill in 2025 has the rules of 2026. */
    {"w8_potentieel_vraag", "2025-10-01 employed resumed:2026-05-01", AGAIN "2026-05-15 until:2026-08-01", "2026-07-10",
     DUE, "2026-07-10", "2026", "spell"},
    {"w8_potentieel_vraag", "2025-10-01 employed resumed:2026-05-01", AGAIN "2026-05-14 until:2026-08-01", "2026-07-10",
     NOT, "", "2026", "before_law"},
    /* In invalidity: three months, for the spell; what must be uninterrupted still breaks after 14 days. */
    {"jaarlijks_consult", "2025-04-30 employed resumed:2026-05-01", AGAIN "2026-07-31 until:2026-09-01", "2026-08-10",
     COMING, "2027-04-30", "announced", "spell"},
    {"jaarlijks_consult", "2025-04-30 employed resumed:2026-05-01", AGAIN "2026-08-01 until:2026-09-01", "2026-08-10",
     COMING, "2027-08-01", "announced", "spell"},
    {"overmacht_mogelijk", "2025-04-30 employed resumed:2026-05-01", AGAIN "2026-07-31 until:2026-09-01", "2026-08-10",
     COMING, "2027-01-31", "2026", "spell"},
    /* The last day of the twelfth month is not yet in invalidity: 14 days. */
    {"jaarlijks_consult", "2025-05-01 employed resumed:2026-05-01", AGAIN "2026-07-30 until:2026-09-01", "2026-08-10",
     COMING, "2027-07-30", "announced", "spell"},
    /* A second resumption takes nothing from the first: the relapse of before stays in the spell, */
    {"m7_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-14", "2026-07-10", DUE,
     "2026-08-05", "2023", "spell"},
    /* the second spell stays one, and the relapse of now is one of it, */
    {"m7_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-07-10", COMING,
     "2026-12-15", "2023", "spell"},
    {"overmacht_mogelijk", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-07-10", COMING,
     "2026-11-15", "2026", "spell"},
    /* or a third one begins. */
    {"m4_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-06-26", TWICE "2026-05-15", "2026-07-10", COMING,
     "2026-11-10", "2023", "spell"},
    /* On a day between, the spell of then: as if the later ones were not yet. */
    {"m7_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-05-10", NOT,
     "2026-08-05", "2023", "at_work"},
    {"m4_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-06-10", COMING,
     "2026-09-15", "2023", "spell"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-06-10",
     NOT, "2026-07-15", "all", "not_at_work"},
    {"werkhervattingsonderzoek", EMPLOYED " resumed:2026-05-01 resumed:2026-07-01", TWICE "2026-05-15", "2026-07-02",
     DUE, "2026-07-15", "all", "resumption"},
    /* Without a certificate the last day of work says it. */
    {"m7_contact", EMPLOYED " worked:2026-05-01..2026-05-13", "", "2026-07-10", DUE, "2026-08-05", "2023", "spell"},
    {"m4_contact", EMPLOYED " worked:2026-05-01..2026-05-14", "", "2026-07-10", COMING, "2026-09-15", "2023", "spell"},
    /* Nobody says that they were unfit between the two: the first was a mistake, and 11 days are a relapse. */
    {"m7_contact", EMPLOYED " resumed:2026-05-01 resumed:2026-05-04", AGAIN "2026-05-15 until:2026-08-01", "2026-07-10",
     DUE, "2026-08-05", "2023", "spell"},
    /* In invalidity, twice: both are relapses within three months; the second breaks what must be uninterrupted. */
    {"jaarlijks_consult", "2025-01-10 employed resumed:2026-02-01 resumed:2026-06-01",
     AGAIN "2026-04-30 until:2026-05-31; " AGAIN "2026-06-20 until:2026-09-01", "2026-08-10", COMING, "2027-01-10",
     "announced", "spell"},
    {"overmacht_mogelijk", "2025-01-10 employed resumed:2026-02-01 resumed:2026-06-01",
     AGAIN "2026-04-30 until:2026-05-31; " AGAIN "2026-06-20 until:2026-09-01", "2026-08-10", COMING, "2026-12-20",
     "2026", "spell"},
    /* Invalidity is reckoned from the spell that was interrupted, not from the first: 14 days, not three months. */
    {"m4_contact", "2025-01-10 employed resumed:2025-12-01 resumed:2026-03-02",
     AGAIN "2026-01-12 until:2026-03-01; " AGAIN "2026-03-16 until:2026-06-01", "2026-04-10", COMING, "2026-07-16",
     "2023", "spell"},
    /* Terms end where dates do. */
    {"m4_contact", "9999-12-31 employed", "", "2026-08-10", COMING, "9999-12-30", "2023", "spell"},
    {"overmacht_mogelijk", "9999-09-01 employed", "", "2026-08-10", COMING, "9999-12-30", "2026", "spell"},
};

static void
check_row(const struct timeline *timeline, const struct row *row)
{
    struct process process = case_process(row->facts, row->events);
    struct timeline_step step = case_step(timeline, &process, row->today, row->rule, false);
    char due[DATE_TEXT] = "";
    if (step.due != 0) {
        date_format(due, step.due);
    }
    if (strcmp(step.rule, row->rule) != 0 || step.state != row->state || strcmp(due, row->due) != 0 ||
        strcmp(step.version, row->version) != 0 || strcmp(step.why, row->why) != 0) {
        print_error("%s on %s, of %s with %s: %s, due %s, version %s, why %s\n", row->rule, row->today, row->facts,
                    row->events, codes_text(&codes_step_state, step.state), due, step.version, step.why);
        fail();
    }
    assert_true((step.state == STEP_DONE || process.event_count == 0) || step.done_by.bytes[0] == 0);
}

static void
check_rows(void **state, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_row(*state, &rows[i]);
    }
}

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static void
steps_of_the_insurance_until_the_referral(void **state)
{
    check_rows(state, insurance, COUNT(insurance));
}

static void
steps_of_the_traject_and_what_else_the_fund_does(void **state)
{
    check_rows(state, traject, COUNT(traject));
}

static void
steps_of_the_welfare_code(void **state)
{
    check_rows(state, welfare, COUNT(welfare));
}

static void
a_relapse_continues_the_spell_or_begins_another(void **state)
{
    check_rows(state, relapse, COUNT(relapse));
}

/* A step that comes back shows the one before as done, by what fulfilled it, in the version of its own time. */
static void
what_comes_back_shows_the_last_done(void **state)
{
    struct process plan = case_process(UNEMPLOYED, PLAN "; opvolging #opvolggesprek =1 2026-07-30");
    struct timeline_step before = case_step(*state, &plan, "2026-08-02", "opvolggesprek", true);
    assert_int_equal(before.state, STEP_DONE);
    assert_int_equal(before.due, case_day("2026-08-01"));
    assert_int_equal(before.done_by.bytes[0], 2);
    assert_int_equal(before.anchor.bytes[0], 1);

    struct process gao =
        case_process("2025-12-20 employed", "gao incapacity from:2025-12-20 until:2026-01-31 2025-12-20; "
                                            "gao extension from:2026-02-01 until:2026-03-31 2026-01-30");
    before = case_step(*state, &gao, "2026-02-02", "gao_einde", true);
    assert_int_equal(before.state, STEP_DONE);
    assert_string_equal(before.version, "2025");
    assert_int_equal(before.due, case_day("2026-01-31"));

    struct process yearly = case_process(EMPLOYED, "opvolging #jaarlijks_consult =1 2027-11-20");
    before = case_step(*state, &yearly, "2027-12-01", "jaarlijks_consult", true);
    assert_int_equal(before.state, STEP_DONE);
    assert_int_equal(before.due, case_day("2028-01-05"));

    struct process first = case_process(UNEMPLOYED, PLAN);
    assert_string_equal(case_step(*state, &first, "2026-08-02", "opvolggesprek", true).rule, "");
}

/* Of what would fulfil it, the first; on one day the first that was written. */
static void
a_step_names_the_first_that_fulfilled_it(void **state)
{
    struct process process =
        case_process(EMPLOYED, "opvolging #m4_contact =1 2026-04-21; opvolging #m4_contact =1 2026-04-20; "
                               "opvolging #m4_contact =1 2026-04-20");
    assert_int_equal(case_step(*state, &process, "2026-05-06", "m4_contact", false).done_by.bytes[0], 2);
}

static void
a_step_tells_whose_it_is_and_where_its_window_lies(void **state)
{
    struct process process = case_process(EMPLOYED, "");
    struct timeline_step step = case_step(*state, &process, "2026-04-01", "m4_contact", false);
    assert_int_equal(step.from, case_day("2026-04-05"));
    assert_int_equal(step.until, case_day("2026-05-05"));
    assert_int_equal(step.who, CODE_BIT(ROLE_ADVISEREND_ARTS));
    assert_true(step.duty);
    assert_int_equal(step.status, STEP_STATUS_LAW);
    assert_int_equal(step.purpose, PURPOSE_NONE);
    assert_string_equal(step.source, "S0:68-74, 101-105; V3; JDM1");
    assert_string_equal(step.title->in[LANGUAGE_NL], "Contact in maand 4");
    assert_string_equal(step.why_text->in[LANGUAGE_EN], "Because you are unfit for work.");
    assert_string_equal(step.benefit->in[LANGUAGE_NL], "Of dit uw uitkering verandert? Vraag dit aan uw ziekenfonds.");
    /* An open window: the first day is due, and there is no last. */
    step = case_step(*state, &process, "2026-04-01", "w8_potentieel_vraag", false);
    assert_int_equal(step.from, step.due);
    assert_int_equal(step.until, 0);
}

static int
set_up(void **state)
{
    *state = case_load();
    return 0;
}

static int
tear_down(void **state)
{
    struct timeline *timeline = *state;
    timeline_free(&timeline);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_of_the_insurance_until_the_referral),
        cmocka_unit_test(steps_of_the_traject_and_what_else_the_fund_does),
        cmocka_unit_test(steps_of_the_welfare_code),
        cmocka_unit_test(a_relapse_continues_the_spell_or_begins_another),
        cmocka_unit_test(what_comes_back_shows_the_last_done),
        cmocka_unit_test(a_step_names_the_first_that_fulfilled_it),
        cmocka_unit_test(a_step_tells_whose_it_is_and_where_its_window_lies),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
