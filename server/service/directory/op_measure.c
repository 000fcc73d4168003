#include "rules/measures.h"
#include "service/core/answer.h"
#include "service/core/language.h"
#include "service/core/page.h"
#include "service/core/problem.h"
#include "service/operations.h"

/* Whom a person is among, by how they are employed. */
static const enum serves serves_of[EMPLOYMENT_COUNT] = {
    [EMPLOYMENT_EMPLOYED] = SERVES_EMPLOYEE,
    [EMPLOYMENT_UNEMPLOYED] = SERVES_JOBSEEKER,
    [EMPLOYMENT_SELF_EMPLOYED] = SERVES_SELF_EMPLOYED,
    [EMPLOYMENT_CONTRACT_ENDED] = SERVES_JOBSEEKER,
};

/* "for": whom a fiche serves, or how a dossier says that somebody is employed. Out: all, where nothing is asked. */
static enum tnw_err
wanted_serves(struct call *call, code_set *out)
{
    const char *text = page_query(call, "for");
    int found = text == NULL ? -1 : codes_find(&codes_serves, text);
    int employment = text == NULL ? -1 : codes_find(&codes_employment, text);
    *out = CODE_ALL(SERVES_COUNT);
    if (found >= 0) {
        *out = CODE_BIT(found);
    } else if (employment >= 0) {
        *out = CODE_BIT(serves_of[employment]);
    } else if (text != NULL) {
        return problem(call, TNW_E_INVALID_PARAMETER,
                       "for must be employee, self_employed, jobseeker or employer, or an employment");
    }
    return TNW_OK;
}

static enum tnw_err
wanted_regions(struct call *call, code_set *out)
{
    const char *text = page_query(call, "region");
    int found = text == NULL ? -1 : codes_find(&codes_region, text);
    *out = found < 0 ? CODE_ALL(REGION_COUNT) : CODE_BIT(found);
    if (text != NULL && found < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "region must be vlaanderen, brussel, wallonie or ostbelgien");
    }
    return TNW_OK;
}

static void
show_measure(struct json_writer *jw, const struct measure *measure, enum language language)
{
    jw_open(jw, NULL);
    jw_str(jw, "code", measure->code);
    jw_str(jw, "title", measure->title.in[language]);
    jw_str(jw, "explanation", measure->explanation.in[language]);
    jw_codes(jw, "for", &codes_serves, measure->serves);
    jw_codes(jw, "regions", &codes_region, measure->regions);
    jw_codes(jw, "asked_by", &codes_role, measure->asked_by);
    jw_codes(jw, "offices", &codes_fiche_kind, measure->offices);
    jw_str(jw, "where", measure->where.in[language]);
    jw_str(jw, "cost", measure->cost.in[language]);
    jw_str(jw, "benefit", measure->benefit.in[language]);
    jw_str(jw, "status", codes_text(&measure_statuses, measure->status));
    jw_int(jw, "as_of", measure->as_of);
    jw_str(jw, "passage", measure->passage);
    jw_str(jw, "source", measure->source);
    jw_close(jw);
}

enum tnw_err
op_measure_list(struct call *call, struct txn *txn)
{
    code_set serves;
    code_set regions;
    enum language language;
    (void)txn;
    enum tnw_err err = wanted_serves(call, &serves);
    err = err == TNW_OK ? wanted_regions(call, &regions) : err;
    err = err == TNW_OK ? language_wanted(call, LANGUAGE_NL, &language) : err;
    if (err != TNW_OK) {
        return err;
    }
    const struct measures *measures = call->world->measures;
    struct json_writer jw = answer_open(call);
    jw_open(&jw, NULL);
    jw_open_list(&jw, "items");
    for (size_t i = 0; i < measures_count(measures); i++) {
        const struct measure *measure = measures_at(measures, i);
        if ((measure->serves & serves) != 0 && (measure->regions & regions) != 0) {
            show_measure(&jw, measure, language);
        }
    }
    jw_close_list(&jw);
    jw_str(&jw, "version", measures_version(measures));
    jw_close(&jw);
    answer_shown(call);
    answer_keep_hour(call);
    return TNW_OK;
}
