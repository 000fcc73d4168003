#include "tnw/due.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_due_list(struct tnw_client *client, const char *before, const char *language, const struct tnw_page *page,
             struct tnw_dues **dues)
{
    ASK_RETURN(client, dues, .method = "GET", .path = "/v1/due", .query = {{"before", before}, {"language", language}},
               .page = page, .out = &shapes_dues);
}

ASK_FREE(dues)
