#include "client_access.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct tnw_verifier *
client_access_verifier(const struct client_log *log)
{
    struct tnw_verifier *verifier;
    const char *const witnesses[] = {log->witness_text, NULL};
    assert_int_equal(tnw_verifier_new(log->log_text, witnesses, 1, &verifier, NULL), TNW_OK);
    return verifier;
}

const char *
client_access_dossier(char out[ID_TEXT], unsigned dossier)
{
    struct id id = client_log_dossier(dossier);
    id_format(out, ID_DOSSIER, &id);
    return out;
}

enum tnw_err
client_access_give(struct tnw_access_check *check, json_t *page, struct tnw_finding *finding)
{
    struct buf text = client_log_text(page);
    enum tnw_err err = tnw_access_check_page(check, (const char *)text.ptr, text.len, NULL, finding);
    buf_free(&text);
    json_decref(page);
    return err;
}

enum tnw_err
client_access_check(const struct client_log *log, unsigned dossier, const struct tnw_access_head *known, json_t *page,
                    struct tnw_access_proof *proof, struct tnw_finding *finding)
{
    char text[ID_TEXT];
    struct tnw_access_check *check;
    struct tnw_finding again;
    struct tnw_verifier *verifier = client_access_verifier(log);
    assert_int_equal(tnw_access_check_new(verifier, client_access_dossier(text, dossier), known, &check), TNW_OK);
    enum tnw_err err = client_access_give(check, page, finding);
    if (err == TNW_OK) {
        err = tnw_access_check_end(check, proof, finding);
    } else {
        assert_int_equal(tnw_access_check_end(check, proof, &again), err);
        assert_memory_equal(&again, finding, sizeof again);
        assert_int_equal(proof->head.counter, 0);
    }
    assert_int_equal(err == TNW_OK, finding->fault == TNW_FAULT_NONE);
    tnw_access_check_free(&check);
    tnw_verifier_free(&verifier);
    return err;
}

json_t *
client_access_items(json_t *page)
{
    return json_object_get(page, "items");
}

json_t *
client_access_item(json_t *page, size_t i)
{
    return json_array_get(client_access_items(page), i);
}

void
client_access_set(json_t *object, const char *name, const char *text)
{
    assert_int_equal(json_object_set_new(object, name, json_string(text)), 0);
}
