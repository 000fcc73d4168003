/* Says who I am and lists my dossiers: example URL CA CERTIFICATE KEY */
#include <stdio.h>
#include <tnw/tnw.h>

int
main(int argc, char **argv)
{
    if (argc != 5) {
        return 2;
    }
    struct tnw_client *client = NULL;
    struct tnw_me *me = NULL;
    struct tnw_dossiers *dossiers = NULL;
    struct tnw_config config = {.url = argv[1], .ca = argv[2], .certificate = argv[3], .key = argv[4]};
    enum tnw_err err = tnw_client_new(&config, &client);
    if (err == TNW_OK && (err = tnw_me_get(client, &me)) == TNW_OK && me->actor_count > 0) {
        printf("I am %s\n", me->actors[0].name);
        err = tnw_dossier_list(client, NULL, &dossiers);
    }
    for (size_t i = 0; dossiers != NULL && i < dossiers->count; i++) {
        printf("%s since %s\n", dossiers->items[i].id, dossiers->items[i].start);
    }
    if (err != TNW_OK) {
        fprintf(stderr, "%s: %s\n", tnw_error_info(err)->title, client == NULL ? "" : tnw_client_error(client)->detail);
    }
    tnw_dossiers_free(&dossiers);
    tnw_me_free(&me);
    tnw_client_free(&client);
    return err == TNW_OK ? 0 : 1;
}
