#include "tnw/audit.h"

#include <inttypes.h>
#include <stdio.h>

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_audit_list(struct tnw_client *client, const struct tnw_audit_query *query, struct tnw_audit_entries **entries)
{
    static const struct tnw_audit_query all;
    query = query == NULL ? &all : query;
    ASK_RETURN(client, entries, .method = "GET", .path = "/v1/audit/records",
               .query = {{"actor", query->actor},
                         {"dossier", query->dossier},
                         {"organisation", query->organisation},
                         {"request", query->request},
                         {"action", query->action},
                         {"decision", query->decision},
                         {"ground", query->ground},
                         {"from", query->from},
                         {"until", query->until}},
               .page = &query->page, .out = &shapes_audit_entries);
}

enum tnw_err
tnw_audit_get(struct tnw_client *client, uint64_t seq, struct tnw_audit_entry **entry)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, seq);
    ASK_RETURN(client, entry, .method = "GET", .path = "/v1/audit/records/{}", .ids = {number},
               .out = &shapes_audit_entry);
}

ASK_FREE(accesses)
ASK_FREE(audit_entry)
ASK_FREE(audit_entries)
