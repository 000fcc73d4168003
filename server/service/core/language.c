#include "service/core/language.h"

#include "service/core/page.h"
#include "service/core/problem.h"

enum tnw_err
language_wanted(struct call *call, enum language otherwise, enum language *out)
{
    const char *text = page_query(call, "language");
    int found = text == NULL ? (int)otherwise : codes_find(&codes_language, text);
    *out = otherwise;
    if (found < 0) {
        return problem(call, TNW_E_INVALID_PARAMETER, "language must be nl, fr, de or en");
    }
    *out = (enum language)found;
    return TNW_OK;
}
