#include "fault.h"

#include <stdarg.h>
#include <stdio.h>

struct row {
    const char *code;
    const char *meaning;
};

#define ROW(name, code, meaning) {code, meaning},
static const struct row rows[TNW_FAULT_COUNT] = {TNW_FAULT_LIST(ROW)};

const char *
tnw_fault_code(enum tnw_fault fault)
{
    return (unsigned)fault < TNW_FAULT_COUNT ? rows[fault].code : "";
}

const char *
tnw_fault_meaning(enum tnw_fault fault)
{
    return (unsigned)fault < TNW_FAULT_COUNT ? rows[fault].meaning : "";
}

void
fault_none(struct tnw_finding *finding)
{
    if (finding != NULL) {
        *finding = (struct tnw_finding){.fault = TNW_FAULT_NONE, .seq = FAULT_NOWHERE};
    }
}

enum tnw_err
fault_found(struct tnw_finding *finding, enum tnw_fault fault, int64_t seq, const char *format, ...)
{
    if (finding != NULL) {
        va_list args;
        *finding = (struct tnw_finding){.fault = fault, .seq = seq};
        va_start(args, format);
        (void)vsnprintf(finding->text, sizeof finding->text, format, args);
        va_end(args);
    }
    return TNW_E_CRYPTO;
}
