#include "rules/fragment_traits.h"

#include "rules/field.h"

void
fragment_traits_read(struct fragment_traits *traits, enum category category, const json_t *content)
{
    traits->gao_kind = GAO_KIND_NONE;
    traits->gao_days = 0;
    if (category == CATEGORY_GAO) {
        day_num begin = field_date(content, "begin", 0);
        traits->gao_kind = (enum gao_kind)field_code(content, "kind", &codes_gao_kind, GAO_KIND_NONE);
        traits->gao_days = field_date(content, "end", begin - 1) - begin + 1;
    }
}
