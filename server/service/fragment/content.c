#include "service/fragment/content.h"

#include <stdio.h>

#include "rules/category/category.h"
#include "service/core/problem.h"

const struct schema *
content_schema(const struct schema_set *schemas, enum category category)
{
    char name[64];
    (void)snprintf(name, sizeof name, "category/%s", codes_text(&codes_category, category));
    return schema_find(schemas, name);
}

enum tnw_err
content_check(const struct world *world, enum category category, const json_t *content, day_num today,
              struct fault *fault)
{
    if ((world->policy->known_categories & CODE_BIT(category)) == 0) {
        return fault_at(fault, "/category", "enum", "this category is not known yet");
    }
    const struct schema *schema = content_schema(world->schemas, category);
    if (schema == NULL) {
        return TNW_E_INTERNAL; /* start-up has checked */
    }
    enum tnw_err err = schema_validate(schema, content, "/content", today, &fault->errors);
    return err == TNW_OK ? fault_breach(fault, "/content", category_check(category, content, today)) : err;
}
