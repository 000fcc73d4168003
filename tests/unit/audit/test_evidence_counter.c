#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit/map.h"
#include "base/limits.h"
#include "evidence_shelf.h"

static void
a_counter_of_the_map_that_json_cannot_hold_is_damage(void **state)
{
    (void)state;
    for (unsigned beyond = 0; beyond < 2; beyond++) {
        struct evidence_shelf *shelf = evidence_shelf_new();
        struct map_store store = evidence_shelf_store(shelf);
        struct hash root = map_empty();
        struct map_proof proof;
        struct map_entry entry = {.key = hash_of(slice_str("a dossier")),
                                  .counter = (uint64_t)LIMIT_JSON_NUMBER + beyond};
        assert_int_equal(map_update(&store, &root, &entry, 1), TNW_OK);
        assert_int_equal(map_prove(&store, &root, &entry.key, &proof), beyond ? TNW_E_CORRUPT : TNW_OK);
        evidence_shelf_free(&shelf);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_counter_of_the_map_that_json_cannot_hold_is_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
