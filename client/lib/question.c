#include "tnw/question.h"

#include "ask.h"
#include "shapes/shapes.h"

enum tnw_err
tnw_question_list(struct tnw_client *client, const char *side, const char *before, const struct tnw_page *page,
                  struct tnw_questions **questions)
{
    ASK_RETURN(client, questions, .method = "GET", .path = "/v1/questions",
               .query = {{"side", side}, {"before", before}}, .page = page, .out = &shapes_questions);
}

ASK_FREE(questions)
