#include "store_families.h"

#include <stdlib.h>
#include <string.h>

#include "store/cipher/cipher.h"
#include "store/cipher/place.h"
#include "store/inside.h"
#include "store/records/actor.h"
#include "store/records/asking.h"
#include "store/records/certificate.h"
#include "store/records/consent.h"
#include "store/records/dossier.h"
#include "store/records/fiche.h"
#include "store/records/fragment.h"
#include "store/records/process/process.h"
#include "store/records/process/statistic.h"
#include "store/records/process/suspension.h"
#include "store/records/usage.h"
#include "store_family_attachment.h"
#include "store_family_signature.h"
#include "store_place.h"
#include "trio_rows.h"

#define FACTS_STORED (4 + FACTS_CBE + 1 + 4 + 1 + FACTS_ZONE + 16 + 1 + 1 + 1 + 4 + 1 + 2 * 16)

static void
put_actor(struct txn *txn, uint8_t number)
{
    struct actor actor = {.id = place_id(number), .epoch = 1, .roles = CODE_BIT(ROLE_HUISARTS)};
    actor.identity = (struct identity){.kind = IDENTITY_NISS, .number = "80031295793"};
    buf_put_str(&actor.name, "An");
    buf_put_str(&actor.contact, "{}");
    actor_put(txn, &actor);
    actor_wipe(&actor);
}

static bool
get_actor(struct txn *txn, uint8_t number)
{
    struct actor actor;
    struct id id = place_id(number);
    bool found = actor_get(txn, &id, &actor);
    actor_wipe(&actor);
    return found;
}

static void
put_dossier(struct txn *txn, uint8_t number)
{
    struct dossier dossier = {.id = place_id(number), .niss = "85021595110", .participant_count = 1};
    dossier.participants[0] = (struct participant){.actor = place_id(9), .role = ROLE_HUISARTS, .since = 1};
    buf_put_str(&dossier.name, "Jan");
    dossier_put(txn, &dossier);
    dossier_wipe(&dossier);
}

static bool
get_dossier(struct txn *txn, uint8_t number)
{
    struct dossier dossier;
    struct id id = place_id(number);
    bool found = dossier_get(txn, &id, &dossier);
    dossier_wipe(&dossier);
    return found;
}

static struct fragment_head
head_of(uint8_t number)
{
    return (struct fragment_head){.dossier = place_id(1),
                                  .id = place_id(number),
                                  .category = CATEGORY_GAO,
                                  .author = place_id(9),
                                  .author_role = ROLE_HUISARTS,
                                  .latest = 1};
}

static void
put_fragment(struct txn *txn, uint8_t number)
{
    struct fragment_head head = head_of(number);
    struct fragment version = {.version = 1, .author = place_id(9), .author_role = ROLE_HUISARTS, .written = 1};
    buf_put_str(&version.content, "{\"a\":1}");
    fragment_put(txn, &head, &version);
    fragment_wipe(&version);
}

static bool
get_head(struct txn *txn, uint8_t number)
{
    struct fragment_head head = head_of(number);
    return fragment_get_head(txn, &head.dossier, &head.id, &head);
}

static struct key
version_key(uint8_t number)
{
    struct key key = place_pair(number);
    key_add_u32(&key, 1);
    return key;
}

static bool
get_fragment(struct txn *txn, uint8_t number)
{
    struct fragment_head head = head_of(number);
    struct fragment version;
    bool found = fragment_get(txn, &head, 1, &version);
    fragment_wipe(&version);
    return found;
}

/* Earlier ones lie there under another key: preparing makes fresh ones. */
static void
forget_terms(struct txn *txn, uint8_t number)
{
    struct id dossier = place_id(number);
    txn_del(txn, SPACE_CONSENT_TERMS, id_slice(&dossier));
}

static void
put_consent(struct txn *txn, uint8_t number)
{
    forget_terms(txn, 1);
    struct consent consent = {
        .dossier = place_id(1), .id = place_id(number), .role = ROLE_NONE, .actor = place_id(9), .until = 1};
    buf_put_str(&consent.reference, "paper");
    consent_put(txn, &consent);
    consent_wipe(&consent);
}

static bool
get_consent(struct txn *txn, uint8_t number)
{
    struct consent consent;
    struct id dossier = place_id(1);
    struct id id = place_id(number);
    bool found = consent_get(txn, &dossier, &id, &consent);
    consent_wipe(&consent);
    return found;
}

static void
put_terms(struct txn *txn, uint8_t number)
{
    forget_terms(txn, number);
    struct consent consent = {.dossier = place_id(number), .id = place_id(1), .role = ROLE_NONE, .until = 1};
    consent_put(txn, &consent);
}

static bool
get_terms(struct txn *txn, uint8_t number)
{
    struct consent_terms *terms;
    struct id dossier = place_id(number);
    bool found = consent_load_terms(txn, &dossier, &terms) > 0;
    free(terms);
    return found;
}

static struct hash
usage_owner(uint8_t number)
{
    return hash_of(slice_of(&number, 1));
}

static struct key
usage_key(uint8_t number)
{
    struct hash owner = usage_owner(number);
    struct key key = {.len = 0};
    key_add(&key, owner.bytes, HASH_SIZE);
    return key;
}

static void
put_usage(struct txn *txn, uint8_t number)
{
    struct hash owner = usage_owner(number);
    usage_put(txn, &owner, &(struct usage){.day = 20000, .used = {number}});
}

static bool
get_usage(struct txn *txn, uint8_t number)
{
    struct hash owner = usage_owner(number);
    struct usage usage;
    usage_get(txn, &owner, 20000, &usage);
    return usage.used[0] == number;
}

static void
put_certificates(struct txn *txn, uint8_t number)
{
    struct hash owner = usage_owner(number);
    struct certificates certificates = {.count = 0};
    (void)certificates_use(&certificates, &owner, 1, 20000);
    certificates_put(txn, &owner, &certificates);
}

static bool
get_certificates(struct txn *txn, uint8_t number)
{
    struct hash owner = usage_owner(number);
    struct certificates certificates;
    certificates_get(txn, &owner, &certificates);
    return certificates.count == 1 && hash_eq(&certificates.list[0].fingerprint, &owner);
}

static struct key
statistic_family_key(uint8_t number)
{
    struct key key = {.len = 0};
    key_add_u32(&key, number);
    return key;
}

static void
put_statistic(struct txn *txn, uint8_t number)
{
    struct statistic_row row = {.figure = FIGURE_STEP, .count = 12};
    struct statistic_release release = {
        .quarter = number, .step_count = 1, .steps = {"x"}, .row_count = 1, .rows = &row};
    (void)statistic_put(txn, &release);
}

static bool
get_statistic(struct txn *txn, uint8_t number)
{
    struct statistic_release release;
    bool found = statistic_get(txn, number, &release) && release.row_count == 1 && release.rows[0].count == 12;
    statistic_wipe(&release);
    return found;
}

static void
put_process(struct txn *txn, uint8_t number)
{
    struct id dossier = place_id(number);
    struct process *process = calloc(1, sizeof *process);
    struct process_marks *marks = calloc(1, sizeof *marks);
    if (process != NULL && marks != NULL) {
        process_add(process, &(struct process_event){.object = place_id(3), .category = CATEGORY_GAO, .kind = "x"});
        *marks = (struct process_marks){.wake = 1, .row_count = 1, .told_count = 1};
        process_put(txn, &dossier, process, marks);
    }
    free(process);
    free(marks);
}

static bool
get_process(struct txn *txn, uint8_t number)
{
    struct id dossier = place_id(number);
    struct process *process = calloc(1, sizeof *process);
    struct process_marks *marks = calloc(1, sizeof *marks);
    bool found = process != NULL && marks != NULL && process_get(txn, &dossier, process, marks) &&
                 process->event_count == 1 && marks->wake == 1;
    free(process);
    free(marks);
    return found;
}

static void
put_suspension(struct txn *txn, uint8_t number)
{
    struct suspension suspension = {.dossier = place_id(1), .terms = {.id = place_id(number), .from = 1}};
    buf_put_str(&suspension.reason, "rit");
    suspension_put(txn, &suspension);
    suspension_wipe(&suspension);
}

static bool
get_suspension(struct txn *txn, uint8_t number)
{
    struct suspension suspension;
    struct id dossier = place_id(1);
    struct id id = place_id(number);
    bool found = suspension_get(txn, &dossier, &id, &suspension);
    suspension_wipe(&suspension);
    return found;
}

static void
put_asking(struct txn *txn, uint8_t number)
{
    struct asking asking = {.dossier = place_id(1), .id = place_id(number), .by = place_id(9)};
    buf_put_str(&asking.text, "Waarom");
    asking_put(txn, &asking);
    asking_wipe(&asking);
}

static bool
get_asking(struct txn *txn, uint8_t number)
{
    struct asking asking;
    struct id dossier = place_id(1);
    struct id id = place_id(number);
    bool found = asking_get(txn, &dossier, &id, &asking);
    asking_wipe(&asking);
    return found;
}

static void
put_fiche(struct txn *txn, uint8_t number)
{
    struct fiche fiche = FICHE_EMPTY;
    fiche.id = place_id(number);
    fiche.kind = FICHE_KIND_GTB;
    buf_put_str(&fiche.texts[FICHE_NAME], "GTB");
    fiche_put(txn, &fiche);
    fiche_wipe(&fiche);
}

static bool
get_fiche(struct txn *txn, uint8_t number)
{
    struct fiche fiche;
    struct id id = place_id(number);
    bool found = fiche_get(txn, &id, &fiche);
    fiche_wipe(&fiche);
    return found;
}

const struct family store_families[FAMILIES] = {
    {"actor", SPACE_ACTOR, place_key, put_actor, get_actor,
     1 + 8 + 1 + 1 + 4 + 1 + 16 + 1 + 12 + 12 + 3 + 11 + 1 + 4 + 2 + 4 + 2 + 4, .open_end = false},
    {"dossier", SPACE_DOSSIER, place_key, put_dossier, get_dossier,
     1 + 2 * 8 + 2 * 16 + 12 + 4 + 1 + FACTS_STORED + 4 + 3 + 2 + 16 + 1 + 8 + 16 + ROLE_COUNT + 2 + 4 + 8,
     .open_end = false},
    {"fragment_head", SPACE_FRAGMENT_HEAD, place_pair, put_fragment, get_head, 1 + 1 + 16 + 1 + 8 + 8 + 4 + 4 + 8,
     .open_end = false},
    {"fragment", SPACE_FRAGMENT, version_key, put_fragment, get_fragment, 1 + 16 + 1 + 16 + 8 + 4, .open_end = true},
    {"attachment", SPACE_ATTACHMENT, place_pair, store_family_attachment_put, store_family_attachment_get,
     1 + 16 + 16 + 1 + 4 + 32 + 16 + 8 + 1 + 16 + 16 + 4, .open_end = false},
    {"consent", SPACE_CONSENT, place_pair, put_consent, get_consent,
     1 + 1 + 1 + 16 + 5 * 4 + 8 + 16 + 1 + 4 + 8 + 16 + 16 + 2 * 8, .open_end = true},
    {"consent_terms", SPACE_CONSENT_TERMS, place_key, put_terms, get_terms, 1 + 2 * 16 + 5 + 5 * 4, .open_end = false},
    {"thread", SPACE_THREAD, place_pair, trio_rows_put_thread, trio_rows_get_thread,
     1 + 1 + 8 + 16 + 8 + 16 + 2 + 16 + 1 + 1 + 2 + 16 + 1 + 1 + 2 + 4 + 1 + 4 + 7, .open_end = true},
    {"message", SPACE_MESSAGE, place_pair, trio_rows_put_message, trio_rows_get_message,
     1 + 4 + 1 + 16 + 1 + 16 + 8 + 16 + 4 + 2 + 16 + 2 + 2 + 1 + 1 + 4, .open_end = true},
    {"receipt", SPACE_RECEIPT, trio_rows_receipt_key, trio_rows_put_receipt, trio_rows_get_receipt, 1 + 8,
     .open_end = false},
    {"event", SPACE_INBOX, trio_rows_event_key, trio_rows_put_event, trio_rows_get_event,
     1 + 1 + 8 + 5 * 16 + 1 + 4 + 1 + 4, .open_end = false},
    {"seen", SPACE_SEEN, place_key, trio_rows_put_seen, trio_rows_get_seen, 1 + 8, .open_end = false},
    {"process", SPACE_PROCESS, place_key, put_process, get_process,
     1 + 2 + 2 * 16 + 3 + 2 + 1 + 6 * 4 + 2 * 4 + 2 + 16 + 4 + 1 + 1 + 4 + 1 + 4 + 2 + 16, .open_end = false},
    {"suspension", SPACE_SUSPENSION, place_pair, put_suspension, get_suspension, 1 + 1 + 4 + 4 + 8 + 16 + 1 + 8 + 16,
     .open_end = true},
    {"asking", SPACE_ASKING, place_pair, put_asking, get_asking, 1 + 16 + 1 + 5 * 4 + 8 + 1 + 8 + 16, .open_end = true},
    {"agenda", SPACE_AGENDA, trio_rows_question_key, trio_rows_put_question, trio_rows_get_question, 1 + 2 * 16,
     .open_end = false},
    {"signature", SPACE_SIGNATURE, store_family_signature_key, store_family_signature_put, store_family_signature_get,
     1 + 16 + 32 + 8, .open_end = false},
    {"fiche", SPACE_FICHE, place_key, put_fiche, get_fiche,
     1 + 8 + 1 + 16 + 1 + 4 * FICHE_SETS + FICHE_FLAGS + 2 + 4 + 4 + 16 + 4 * FICHE_TEXTS + 3, .open_end = false},
    {"statistic", SPACE_STATISTIC, statistic_family_key, put_statistic, get_statistic,
     1 + 4 + 8 + 2 * 4 + STATISTIC_LEVELS * 8 + 2 + 2 + 4 + 21, .open_end = false},
    {"certificate", SPACE_CERTIFICATE, usage_key, put_certificates, get_certificates, 1 + 1 + 32 + 8 + 4 + 4,
     .open_end = false},
    {"usage", SPACE_USAGE, usage_key, put_usage, get_usage, 1 + 4 + 8 * QUOTA_COUNT, .open_end = false},
};

struct id
store_families_place(const struct family *family, uint8_t number)
{
    struct key key = family->key(number);
    struct id place = {{0}};
    switch (place_rule(family->space)) {
    case PLACE_RULE_FIRST:
        memcpy(place.bytes, key.bytes, ID_SIZE);
        break;
    case PLACE_RULE_THREAD: /* of the dossier */
        place = place_id(1);
        break;
    default:
        break;
    }
    return place;
}

static void
ensure_key(struct txn *txn, const struct id *place)
{
    struct slice wrapped;
    if (!txn_get(txn, SPACE_DATA_KEY, id_slice(place), &wrapped)) {
        cipher_new_key(txn, place);
    }
}

void
store_families_prepare(struct txn *txn)
{
    for (uint8_t number = 1; number <= 2; number++) {
        struct id dossier = place_id(number);
        ensure_key(txn, &dossier);
        for (size_t i = 0; i < FAMILIES; i++) {
            struct id place = store_families_place(&store_families[i], number);
            ensure_key(txn, &place);
        }
    }
}
