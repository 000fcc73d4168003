#include "referral_case.h"

#include <stdio.h>
#include <stdlib.h>

#include "rules/policy_load.h"

json_t *
referral_case_json(const char *path)
{
    json_t *root = json_load_file(path, 0, NULL);
    if (root == NULL) {
        (void)fprintf(stderr, "%s does not load\n", path);
        abort();
    }
    return root;
}

const struct policy *
referral_case_policy(void)
{
    static struct policy policy;
    static bool loaded;
    char where[256] = "";
    if (!loaded) {
        json_t *root = referral_case_json("schemas/policy.json");
        char *text = json_dumps(root, 0);
        if (policy_load(&policy, slice_str(text), where) != TNW_OK) {
            (void)fprintf(stderr, "schemas/policy.json: %s\n", where);
            abort();
        }
        loaded = true;
        free(text);
        json_decref(root);
    }
    return &policy;
}

enum tnw_err
referral_case_load(json_t *table, struct referral **out, char where[256])
{
    char *text = json_dumps(table, 0);
    enum tnw_err err = referral_load(out, slice_str(text), referral_case_policy(), where);
    free(text);
    return err;
}

struct referral *
referral_case_ours(void)
{
    char where[256] = "";
    struct referral *ours = NULL;
    json_t *table = referral_case_json(REFERRAL_TABLE);
    if (referral_case_load(table, &ours, where) != TNW_OK) {
        (void)fprintf(stderr, REFERRAL_TABLE ": %s\n", where);
        abort();
    }
    json_decref(table);
    return ours;
}

day_num
referral_case_today(void)
{
    day_num today = 0;
    if (date_parse(&today, "2026-11-28") != TNW_OK) {
        abort();
    }
    return today;
}
