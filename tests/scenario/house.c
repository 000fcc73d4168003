#include "house.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "house_test.h"
#include "journal.h"

void
house_start(struct house *house)
{
    struct answer answer;
    sandbox_start(&house->sandbox);
    house_ask(house, &(struct ask){.actor = "auditor", .method = "GET", .path = "/v1/me"}, &answer);
    answer_free(&answer);
    house_hang_up(house);
    house->descriptors = sandbox_descriptors(&house->sandbox);
}

struct house *
house_open(void)
{
    char where[256];
    struct house *house = calloc(1, sizeof *house);
    assert_non_null(house);
    (void)signal(SIGPIPE, SIG_IGN);
    setenv("TZ", "Europe/Brussels", 1);
    tzset();
    pthread_mutex_init(&house->lock, NULL);
    house->entries = calloc(HOUSE_ENTRIES, sizeof *house->entries);
    house->names = json_object();
    house->operations = json_object();
    house->log = json_array();
    assert_non_null(house->entries);
    if (openapi_load(&house->api, where) != TNW_OK) {
        fail_msg("openapi.json: %s", where);
    }
    house_start(house);
    return house;
}

static void
forget_clients(struct house *house)
{
    house_hang_up(house);
    for (size_t i = 0; i < house->client_count; i++) {
        SSL_CTX_free(house->clients[i].tls);
    }
    house->client_count = 0;
}

static void
stop_server(struct house *house)
{
    house_hang_up(house);
    sandbox_expect_descriptors(&house->sandbox, house->descriptors + 1); /* one may linger from the first request */
    sandbox_stop(&house->sandbox);
}

void
house_restart(struct house *house)
{
    stop_server(house);
    house_start(house);
}

void
house_close(struct house **house)
{
    struct house *own = *house;
    journal_check(own);
    stop_server(own);
    forget_clients(own);
    sandbox_remove(&own->sandbox);
    for (size_t i = 0; i < own->entry_count; i++) {
        free(own->entries[i].ground);
    }
    leak_free(&own->leak);
    free(own->entries);
    openapi_free(own->api);
    json_decref(own->names);
    json_decref(own->operations);
    json_decref(own->log);
    pthread_mutex_destroy(&own->lock);
    free(own);
    *house = NULL;
}

int
house_setup(void **state)
{
    *state = house_open();
    return 0;
}

int
house_teardown(void **state)
{
    house_close((struct house **)state);
    return 0;
}
