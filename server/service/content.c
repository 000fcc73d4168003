#include "service/content.h"

#include <stdio.h>
#include <string.h>

#include "service/field.h"
#include "service/problem.h"

/* A certificate runs at most three calendar months, twelve in invalidity (domain rule of the category `gao`). */
static enum tnw_err
check_gao(struct call *call, const json_t *content)
{
    day_num begin = field_date(content, "begin", 0);
    day_num end = field_date(content, "end", 0);
    const char *regime = field_text(content, "regime");
    int months = regime != NULL && strcmp(regime, "invalidity") == 0 ? 12 : 3;
    if (end < begin) {
        return problem_at(call, "/content/end", "rule", "must not be before begin");
    }
    if (end > date_add_months(begin, months)) {
        return problem_at(call, "/content/end", "rule",
                          "a certificate covers at most 3 months, 12 in the regime invalidity");
    }
    return TNW_OK;
}

static enum tnw_err
check_fit_note(struct call *call, const json_t *content)
{
    day_num from = field_date(content, "from", INT32_MIN);
    day_num until = field_date(content, "until", INT32_MAX);
    return until >= from ? TNW_OK : problem_at(call, "/content/until", "rule", "must not be before from");
}

const struct schema *
content_schema(const struct schema_set *schemas, enum category category)
{
    char name[64];
    (void)snprintf(name, sizeof name, "category/%s", codes_text(&codes_category, category));
    return schema_find(schemas, name);
}

enum tnw_err
content_check(struct call *call, enum category category)
{
    if ((call->world->policy->known_categories & CODE_BIT(category)) == 0) {
        return problem_at(call, "/category", "enum", "this category is not known yet");
    }
    const struct schema *schema = content_schema(call->world->schemas, category);
    const json_t *content = json_object_get(call->body, "content");
    if (schema == NULL) {
        return TNW_E_INTERNAL; /* start-up has checked */
    }
    enum tnw_err err = schema_validate(schema, content, "/content", call->today, &call->problem_errors);
    if (err != TNW_OK) {
        return err;
    }
    switch (category) {
    case CATEGORY_GAO:
        return check_gao(call, content);
    case CATEGORY_FIT_NOTE:
        return check_fit_note(call, content);
    default:
        return TNW_OK;
    }
}
