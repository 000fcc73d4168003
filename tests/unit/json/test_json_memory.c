#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <stdlib.h>

#include "json/json.h"

/* The n-th allocation from now fails, and with all set each after it; 0: none. */
static struct {
    unsigned until;
    bool all;
    bool failed;
} plan;

static bool
fails(void)
{
    bool now = plan.failed && plan.all;
    if (plan.until > 0 && --plan.until == 0) {
        now = true;
        plan.failed = true;
    }
    return now;
}

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

/* Three are more than a buf's first memory. */
#define HUNDRED "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

/* One of each kind, strings around the sizes at which buffers grow, many members, deep and wide. */
static const char *const shapes[] = {
    "{}",
    "{\"a\":[1,-2.5,1.0,true,false,null,\"\",{},[]]}",
    "{\"fifteen letters\":\"sixteen letters.\",\"thirty-one letters make a "
    "name..\":\"0123456789012345678901234567890\"}",
    "{\"escaped\":\"\\\"\\\\\\u20ac\\ud83d\\ude00" HUNDRED HUNDRED HUNDRED "\\n\",\"\\t" HUNDRED HUNDRED HUNDRED
    "\":1}",
    "{\"n\":0.1234567890123456789012345678901234567890123456789,\"m\":123456789012345,\"o\":-1e-10}",
    "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":10,\"k\":11,\"l\":12,\"m\":13,"
    "\"n\":14,"
    "\"o\":15,\"p\":16,\"q\":17,\"r\":18}",
    "{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]}",
    "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":[[[[[[\"f\"]]]]]]}}}}}",
};

static void
loads_right_or_not_at_all(const char *text, const json_t *expected, bool all)
{
    bool reached = true;
    for (unsigned n = 1; reached; n++) {
        json_t *value;
        plan.until = n;
        plan.all = all;
        plan.failed = false;
        enum tnw_err err = json_load_strict(&value, slice_str(text), NULL);
        reached = plan.failed;
        memset(&plan, 0, sizeof plan);
        assert_int_equal(err, reached ? TNW_E_NO_MEMORY : TNW_OK);
        assert_true(reached ? value == NULL : json_equal(value, expected));
        json_decref(value);
    }
}

static void
when_any_allocation_fails_a_text_is_refused_and_never_read_as_another(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        json_t *expected;
        assert_int_equal(json_load_strict(&expected, slice_str(shapes[i]), NULL), TNW_OK);
        loads_right_or_not_at_all(shapes[i], expected, false);
        loads_right_or_not_at_all(shapes[i], expected, true);
        json_decref(expected);
    }
}

static void
a_broken_text_is_never_read_when_memory_is_short(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"a\":nullx}", "{\"a\":1234567890123456x}", "{\"abcdefghijklmn\":\"\x01\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (unsigned n = 1; n < 20; n++) {
            json_t *value;
            plan.until = n;
            enum tnw_err err = json_load_strict(&value, slice_str(texts[i]), NULL);
            memset(&plan, 0, sizeof plan);
            assert_true(err == TNW_E_NO_MEMORY || err == TNW_E_INVALID_JSON);
            assert_null(value);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(when_any_allocation_fails_a_text_is_refused_and_never_read_as_another),
        cmocka_unit_test(a_broken_text_is_never_read_when_memory_is_short),
    };
    json_set_alloc_funcs(__wrap_malloc, free);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
