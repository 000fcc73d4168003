#include "service/core/audit_facts.h"

#include <string.h>

static bool
has_ground(const struct audit_facts *facts, const char *ground)
{
    size_t len = strlen(ground);
    const char *text = (const char *)facts->ground.ptr;
    for (size_t at = 0; at + len <= facts->ground.len; at++) {
        bool starts = at == 0 || text[at - 1] == ' ';
        bool ends = at + len == facts->ground.len || text[at + len] == ' ';
        if (starts && ends && memcmp(text + at, ground, len) == 0) {
            return true;
        }
    }
    return false;
}

void
audit_facts_ground(struct audit_facts *facts, const char *ground)
{
    if (has_ground(facts, ground)) {
        return;
    }
    if (facts->ground.len > 0) {
        buf_put_u8(&facts->ground, ' ');
    }
    buf_put_str(&facts->ground, ground);
}

void
audit_facts_refusal(struct audit_facts *facts, const char *reason)
{
    buf_clear(&facts->ground);
    buf_put_str(&facts->ground, reason);
    facts->refuses = true;
}

void
audit_facts_object(struct audit_facts *facts, enum id_kind kind, const struct id *id)
{
    id_format(facts->object, kind, id);
}

void
audit_facts_category(struct audit_facts *facts, enum category category)
{
    facts->categories |= CODE_BIT(category);
}
