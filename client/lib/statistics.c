#include "tnw/statistics.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_statistics_read(struct tnw_client *client, const char *by, const char *quarter, const struct tnw_page *page,
                    struct tnw_statistics **statistics)
{
    ASK_RETURN(client, statistics, .method = "GET", .path = "/v1/statistics",
               .query = {{"by", by}, {"quarter", quarter}}, .page = page, .out = &shapes_statistics);
}

ASK_FREE(statistics)

enum tnw_err
tnw_statistics_quarters(struct tnw_client *client, const struct tnw_page *page, struct tnw_quarters **quarters)
{
    ASK_RETURN(client, quarters, .method = "GET", .path = "/v1/statistics/quarters", .page = page,
               .out = &shapes_quarters);
}

ASK_FREE(quarters)
