#include "rules/telltale/found.h"

void
telltales_add(struct telltales *found, enum telltale_kind kind, const struct tokens *tokens, size_t first, size_t last)
{
    const struct token *end = &tokens->list[last];
    uint32_t at = tokens_letter(tokens, &tokens->list[first])->at;
    if (tokens_letter(tokens, end)[end->len - 1].at == 0) {
        return;
    }
    at = at == 0 ? 1 : at;
    for (size_t i = 0; i < found->count; i++) {
        if (found->list[i].at == at && found->list[i].kind == kind) {
            return;
        }
    }
    if (found->count < TELLTALES_MAX) {
        found->list[found->count++] = (struct telltale){.kind = kind, .at = at};
    }
}
