/* Evidence as a hostile server would write it, under a key that the fuzzer cannot sign with but the corpus was: the
 * first byte picks what it is. What passes must say so without a finding, what fails must say why. */
#include <stdint.h>
#include <string.h>

#include "tnw/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Of the logs in tests/unit/client/client_log.c, which made the corpus. */
static const char log_key[] = "log.example/tnw+c6278488+AYNPr7+TWsUCQxaomhuqsbSeVNPJjItrXRjwaPStXlCc";
static const char witness_key[] = "witness.example+7184a3fe+BHh6F8QDYwoJfUqVVg+CKwt7Fc7iinDG0GKhYmB86e3s";
static const char dossier[] = "dos_71F3VW82GC2RPZGMAH04HQKWZW";

static void
must_agree(enum tnw_err err, const struct tnw_finding *finding)
{
    if ((err == TNW_OK) != (finding->fault == TNW_FAULT_NONE && finding->text[0] == 0) ||
        (err != TNW_OK && err != TNW_E_CRYPTO)) {
        __builtin_trap();
    }
}

static void
try_access(const struct tnw_verifier *verifier, const char *text, size_t len)
{
    struct tnw_access_check *check;
    struct tnw_access_proof proof;
    struct tnw_finding finding;
    if (tnw_access_check_new(verifier, dossier, NULL, &check) != TNW_OK) {
        __builtin_trap();
    }
    must_agree(tnw_access_check_page(check, text, len, NULL, &finding), &finding);
    must_agree(tnw_access_check_end(check, &proof, &finding), &finding);
    tnw_access_check_free(&check);
}

/* In two pieces: where they part must not matter. */
static void
try_export(const struct tnw_verifier *verifier, const char *text, size_t len)
{
    struct tnw_finding findings[2];
    for (size_t i = 0; i < 2; i++) {
        struct tnw_export_check *check;
        struct tnw_export_proof proof;
        size_t first = i == 0 ? 0 : len / 2;
        if (tnw_export_check_new(verifier, &check) != TNW_OK) {
            __builtin_trap();
        }
        (void)!tnw_export_check_bytes(check, text, first, NULL);
        (void)!tnw_export_check_bytes(check, text + first, len - first, NULL);
        must_agree(tnw_export_check_end(check, &proof, &findings[i]), &findings[i]);
        tnw_export_check_free(&check);
    }
    if (findings[0].fault != findings[1].fault || findings[0].line != findings[1].line) {
        __builtin_trap();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tnw_verifier *verifier;
    struct tnw_receipt_proof receipt;
    struct tnw_seal seal;
    struct tnw_finding finding;
    const char *text = (const char *)data + 1;
    if (size == 0 ||
        tnw_verifier_new(log_key, (const char *const[]){witness_key, NULL}, 1, &verifier, NULL) != TNW_OK) {
        return size == 0 ? 0 : (__builtin_trap(), 0);
    }
    switch (data[0]) {
    case 'a':
        try_access(verifier, text, size - 1);
        break;
    case 'e':
        try_export(verifier, text, size - 1);
        break;
    case 'r':
        must_agree(tnw_verify_receipt(verifier, text, size - 1, &receipt, &finding), &finding);
        break;
    default:
        must_agree(tnw_verify_checkpoint(verifier, text, size - 1, &seal, &finding), &finding);
        break;
    }
    tnw_verifier_free(&verifier);
    return 0;
}
