#include "tnw/measure.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_measure_list(struct tnw_client *client, const char *serves, const char *region, struct tnw_measures **measures)
{
    ASK_RETURN(client, measures, .method = "GET", .path = "/v1/measures",
               .query = {{"for", serves}, {"region", region}, {"language", client->config.language}},
               .out = &shapes_measures);
}

ASK_FREE(measures)
