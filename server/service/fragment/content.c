#include "service/fragment/content.h"

#include <stdio.h>

#include "rules/category.h"
#include "service/core/problem.h"

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
    const json_t *content = json_object_get(call->ready.body, "content");
    if (schema == NULL) {
        return TNW_E_INTERNAL; /* start-up has checked */
    }
    enum tnw_err err = schema_validate(schema, content, "/content", &call->found.fault.errors);
    if (err != TNW_OK) {
        return err;
    }
    return problem_breach(call, "/content", category_check(category, content, call->found.today));
}
