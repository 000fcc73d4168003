#include "base/codes.h"

#include <string.h>

#define CODE_TEXT(name, text) text,
#define CODE_TABLE(variable, LIST, COUNT)                                                                              \
    static const char *const variable##_texts[] = {LIST(CODE_TEXT)};                                                   \
    const struct code_list variable = {.texts = variable##_texts, .count = (COUNT)};

CODE_TABLE(codes_role, ROLE_LIST, ROLE_COUNT)
CODE_TABLE(codes_category, CATEGORY_LIST, CATEGORY_COUNT)
CODE_TABLE(codes_action, ACTION_LIST, ACTION_COUNT)
CODE_TABLE(codes_purpose, PURPOSE_LIST, PURPOSE_COUNT)
CODE_TABLE(codes_message_kind, MESSAGE_KIND_LIST, MESSAGE_KIND_COUNT)
CODE_TABLE(codes_employment, EMPLOYMENT_LIST, EMPLOYMENT_COUNT)
CODE_TABLE(codes_evidence, EVIDENCE_LIST, EVIDENCE_COUNT)
CODE_TABLE(codes_quota, QUOTA_LIST, QUOTA_COUNT)
CODE_TABLE(codes_category_kind, CATEGORY_KIND_LIST, CATEGORY_KIND_COUNT)
CODE_TABLE(codes_gao_kind, GAO_KIND_LIST, GAO_KIND_COUNT)
CODE_TABLE(codes_region, REGION_LIST, REGION_COUNT)
CODE_TABLE(codes_employer_size, EMPLOYER_SIZE_LIST, EMPLOYER_SIZE_COUNT)
CODE_TABLE(codes_route, ROUTE_LIST, ROUTE_COUNT)
CODE_TABLE(codes_entrance, ENTRANCE_LIST, ENTRANCE_COUNT)
CODE_TABLE(codes_exception, EXCEPTION_LIST, EXCEPTION_COUNT)
CODE_TABLE(codes_function, FUNCTION_LIST, FUNCTION_COUNT)
CODE_TABLE(codes_qualification, QUALIFICATION_LIST, QUALIFICATION_COUNT)
CODE_TABLE(codes_service, SERVICE_LIST, SERVICE_COUNT)
CODE_TABLE(codes_fiche_kind, FICHE_KIND_LIST, FICHE_KIND_COUNT)
CODE_TABLE(codes_serves, SERVES_LIST, SERVES_COUNT)
CODE_TABLE(codes_help, HELP_LIST, HELP_COUNT)
CODE_TABLE(codes_reason_group, REASON_GROUP_LIST, REASON_GROUP_COUNT)
CODE_TABLE(codes_outcome, OUTCOME_LIST, OUTCOME_COUNT)
CODE_TABLE(codes_figure, FIGURE_LIST, FIGURE_COUNT)
CODE_TABLE(codes_aspect, ASPECT_LIST, ASPECT_COUNT)
CODE_TABLE(codes_language, LANGUAGE_LIST, LANGUAGE_COUNT)
CODE_TABLE(codes_fact, FACT_LIST, FACT_COUNT)
CODE_TABLE(codes_step_state, STEP_STATE_LIST, STEP_STATE_COUNT)
CODE_TABLE(codes_step_status, STEP_STATUS_LIST, STEP_STATUS_COUNT)

int
codes_find(const struct code_list *list, const char *text)
{
    for (unsigned i = 0; text != NULL && i < list->count; i++) {
        if (strcmp(list->texts[i], text) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const char *
codes_text(const struct code_list *list, unsigned member)
{
    return member < list->count ? list->texts[member] : "";
}
