/* Checks a consent receipt without any server. usage: verify LOG_KEY RECEIPT.json */
#include <stdio.h>
#include <tnw/tnw.h>

int
main(int argc, char **argv)
{
    static char json[1 << 20];
    char why[256];
    struct tnw_verifier *verifier = NULL;
    struct tnw_receipt_proof proof;
    struct tnw_finding finding;
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: verify LOG_KEY RECEIPT.json\n");
        return 2;
    }
    size_t len = fread(json, 1, sizeof json, file);
    fclose(file);
    if (tnw_verifier_new(argv[1], NULL, 0, &verifier, why) != TNW_OK) {
        fprintf(stderr, "%s\n", why);
        return 2;
    }
    enum tnw_err err = tnw_verify_receipt(verifier, json, len, &proof, &finding);
    if (err == TNW_OK) {
        printf("%s was given at %s: record %llu of the log\n", proof.consent, proof.given.time,
               (unsigned long long)proof.given.seq);
    } else {
        fprintf(stderr, "%s: %s\n", tnw_error_info(err)->title, finding.text);
    }
    tnw_verifier_free(&verifier);
    return err == TNW_OK ? 0 : 1;
}
