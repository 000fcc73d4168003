#include "service/consent/consent_request.h"
#include "service/due/due.h"

/* Asked by the caller themself, in this role; nobody asks it for somebody. */
bool
due_consent_find(const struct due *due, const struct access *access, const struct agenda_entry *entry,
                 struct asking *request)
{
    const struct call *call = due->call;
    return asking_get(due->txn, &entry->dossier, &entry->id, request) && access->is_participant &&
           id_is_zero(&call->found.deputy.actor) && id_eq(&request->by, &call->found.actor) &&
           request->role == call->found.role && consent_request_is_open(request, call->found.today);
}

/* The next one of the dossier that waits for its patient. false: none. */
static bool
next_waiting(const struct due *due, struct range *walk, const struct access *access, struct asking *out)
{
    while (asking_next(walk, &access->dossier.id, out)) {
        if (consent_request_is_open(out, due->call->found.today)) {
            return true;
        }
        asking_wipe(out);
    }
    return false;
}

bool
due_consent_waits(const struct due *due, const struct access *access)
{
    struct range walk;
    struct asking request;
    asking_walk(&walk, due->txn, &access->dossier.id, &(struct id){{0}});
    bool waits = next_waiting(due, &walk, access, &request);
    asking_wipe(&request);
    range_close(&walk);
    return waits;
}

static void
show_waiting(struct due *due, const struct access *access)
{
    struct range walk;
    struct asking request;
    asking_walk(&walk, due->txn, &access->dossier.id, &(struct id){{0}});
    while (next_waiting(due, &walk, access, &request)) {
        consent_request_show(&due->page.jw, NULL, due->call, due->txn, access, due->language, &request);
        asking_wipe(&request);
    }
    range_close(&walk);
}

void
due_consent_show(struct due *due, const struct due_item *item)
{
    if (item->all_requests) {
        show_waiting(due, item->access);
    } else if (item->request != NULL) {
        consent_request_show(&due->page.jw, NULL, due->call, due->txn, item->access, due->language, item->request);
    }
}
