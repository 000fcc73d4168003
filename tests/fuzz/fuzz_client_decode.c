/* The bytes of an answer as a hostile server would send them: the first one picks the shape. What is taken can be read
 * to its end, and is freed without a trace. */
#include <stdint.h>
#include <string.h>

#include "shapes/shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct shape *const shapes[] = {
    &shapes_problem,   &shapes_me,       &shapes_actors,      &shapes_dossiers,      &shapes_participant,
    &shapes_fragments, &shapes_consents, &shapes_threads,     &shapes_messages,      &shapes_receipt,
    &shapes_events,    &shapes_accesses, &shapes_audit_entry, &shapes_audit_entries, &shapes_actor,
    &shapes_dossier,   &shapes_fragment, &shapes_consent,     &shapes_thread,        &shapes_message,
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char where[SHAPE_WHERE];
    void *result = NULL;
    if (size == 0) {
        return 0;
    }
    const struct shape *shape = shapes[(size_t)(data[0] - 'a') % (sizeof shapes / sizeof shapes[0])];
    enum tnw_err err = shape_decode(shape, (const char *)data + 1, size - 1, &result, where);
    if ((err == TNW_OK) != (result != NULL) || (err == TNW_E_PROTOCOL && strlen(where) == 0)) {
        __builtin_trap();
    }
    result_free(result);
    return 0;
}
