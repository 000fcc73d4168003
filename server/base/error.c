#include "tnw/error.h"

#include <string.h>

static const struct tnw_error_info table[TNW_E_COUNT] = {[TNW_OK] = {"ok", "Done", "", 200, TNW_CLASS_NONE},
#define ROW(name, code, status, class, title, hint) [TNW_E_##name] = {code, title, hint, status, TNW_CLASS_##class},
                                                         TNW_ERROR_REGISTRY(ROW)
#undef ROW
};

const struct tnw_error_info *
tnw_error_info(enum tnw_err err)
{
    if ((unsigned)err >= TNW_E_COUNT) {
        return &table[TNW_E_INTERNAL];
    }
    return &table[err];
}

enum tnw_err
tnw_error_from_code(const char *code)
{
    for (unsigned i = 1; i < TNW_E_COUNT; i++) {
        if (strcmp(table[i].code, code) == 0) {
            return (enum tnw_err)i;
        }
    }
    return TNW_E_PROTOCOL;
}
