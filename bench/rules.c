/* What judging costs a record: conditions as rules in expressions, as rules in Lua, and as loops written by hand over
   the same tables. All must find the same. Prints the medians of interleaved runs in processor time of one thread, and
   writes them to a file as one line of JSON. Lua is timed on the first log alone. Arguments: file for JSON, model,
   pack, facts documents: people, rooms, logs. */
#include "timing.h"

#include "base/mem.h"
#include "eval/audit.h"

#include <stdio.h>

enum { FIRST_LOG_END = 3 };

/* ---- by hand ---- */

/* The columns that the conditions read. */
typedef struct rooms_log {
    uint32_t entries, permissions;
    const uint32_t *person, *room;
    const moment *entered, *left;
    const uint32_t *holder, *permitted_room, *granter;
    const moment *granted;
    const period *valid;
    period audited;
    uint32_t *heads, *next; /* permissions by person and room: rows plus 1 */
    uint32_t mask;
} rooms_log;

static column column_of(const facts *f, const char *type, const char *name)
{
    const record_type *t = model_find_type(f->model, str_of(type));
    return facts_table(f, t)->columns[model_find_field(t, str_of(name))->index];
}

static uint32_t hash(const rooms_log *l, uint32_t person, uint32_t room)
{
    uint64_t mixed = (person * UINT64_C(0x9E3779B97F4A7C15)) ^ (room * UINT64_C(0xC2B2AE3D27D4EB4F));
    return (uint32_t)(mixed >> 32) & l->mask;
}

static void join_permissions(rooms_log *l)
{
    l->mask = 1;
    while (l->mask < 2 * l->permissions)
        l->mask = l->mask * 2 + 1;
    l->heads = mem_alloc((l->mask + (size_t)1) * sizeof *l->heads);
    l->next = mem_alloc(l->permissions * sizeof *l->next);
    for (uint32_t row = l->permissions; row-- > 0;) {
        uint32_t *head = &l->heads[hash(l, l->holder[row], l->permitted_room[row])];
        l->next[row] = *head;
        *head = row + 1;
    }
}

static rooms_log read_log(const facts *f, period audited)
{
    return (rooms_log){
        .entries = facts_table(f, model_find_type(f->model, STR("room-entry")))->row_count,
        .permissions = facts_table(f, model_find_type(f->model, STR("room-permission")))->row_count,
        .person = column_of(f, "room-entry", "person").rows,
        .room = column_of(f, "room-entry", "room").rows,
        .entered = column_of(f, "room-entry", "entered").moments,
        .left = column_of(f, "room-entry", "left").moments,
        .holder = column_of(f, "room-permission", "person").rows,
        .permitted_room = column_of(f, "room-permission", "room").rows,
        .granter = column_of(f, "room-permission", "granted_by").rows,
        .granted = column_of(f, "room-permission", "granted_at").moments,
        .valid = column_of(f, "room-permission", "valid").periods,
        .audited = audited,
    };
}

static bool is_within(moment m, period p)
{
    return m != MOMENT_MISSING && moment_first(m) >= moment_first(p.from) && moment_last(m) <= moment_last(p.to);
}

/* Whether the rules are about the entry. */
static bool is_judged(const rooms_log *l, uint32_t e)
{
    return is_within(l->entered[e], l->audited);
}

/* The next permission for the entry's person and room from that one on, all as rows plus 1; 0 after the last. */
static uint32_t find_permission(const rooms_log *l, uint32_t e, uint32_t from)
{
    while (from > 0 && (l->holder[from - 1] != l->person[e] || l->permitted_room[from - 1] != l->room[e]))
        from = l->next[from - 1];
    return from;
}

static uint32_t first_permission(const rooms_log *l, uint32_t e)
{
    return find_permission(l, e, l->heads[hash(l, l->person[e], l->room[e])]);
}

static uint32_t next_permission(const rooms_log *l, uint32_t e, uint32_t after)
{
    return find_permission(l, e, l->next[after - 1]);
}

static uint64_t count_times(rooms_log *l)
{
    uint64_t found = 0;
    for (uint32_t e = 0; e < l->entries; e++)
        found +=
            is_judged(l, e) && (l->left[e] == MOMENT_MISSING || moment_last(l->entered[e]) > moment_first(l->left[e]));
    return found;
}

static uint64_t count_some(rooms_log *l)
{
    uint64_t found = 0;
    join_permissions(l);
    for (uint32_t e = 0; e < l->entries; e++) {
        bool is_permitted = !is_judged(l, e);
        for (uint32_t p = first_permission(l, e); p > 0 && !is_permitted; p = next_permission(l, e, p))
            is_permitted = moment_last(l->granted[p - 1]) < moment_first(l->entered[e]) &&
                           is_within(l->entered[e], l->valid[p - 1]);
        found += !is_permitted;
    }
    return found;
}

/* One permission is enough here: the rule would join several. */
static uint64_t count_covered(rooms_log *l)
{
    uint64_t found = 0;
    join_permissions(l);
    for (uint32_t e = 0; e < l->entries; e++) {
        bool is_permitted = !is_judged(l, e);
        for (uint32_t p = first_permission(l, e); p > 0 && !is_permitted; p = next_permission(l, e, p))
            is_permitted = is_within(l->entered[e], l->valid[p - 1]) && is_within(l->left[e], l->valid[p - 1]);
        found += !is_permitted;
    }
    return found;
}

static uint64_t count_none(rooms_log *l)
{
    uint64_t found = 0;
    join_permissions(l);
    for (uint32_t e = 0; e < l->entries; e++) {
        bool is_own = false;
        for (uint32_t p = is_judged(l, e) ? first_permission(l, e) : 0; p > 0; p = next_permission(l, e, p))
            is_own |= l->granter[p - 1] == l->person[e];
        found += is_own;
    }
    return found;
}

/* ---- all ways ---- */

enum way { BY_HAND, BY_RULE, BY_RULE_EACH, BY_LUA, WAY_COUNT };

static const char *const way_names[] = {"C", "rule", "rule, no two alike", "Lua"};
static const char *const way_keys[] = {"c", "rule", "rule_each", "lua"};

typedef struct condition {
    const char *name;
    uint64_t (*count)(rooms_log *l);
    stretch took[WAY_COUNT][RUNS];
    uint64_t found[WAY_COUNT];
} condition;

static condition conditions[] = {
    {.name = "times", .count = count_times},
    {.name = "some", .count = count_some},
    {.name = "covered", .count = count_covered},
    {.name = "none", .count = count_none},
};

enum { CONDITION_COUNT = sizeof conditions / sizeof conditions[0] };

typedef struct bench {
    diags diags;
    pack *pack;
    facts *all, *first; /* logs */
    period audited;
} bench;

static void fail(const diags *d)
{
    buffer b = {0};
    diags_print(&b, d, LANGUAGE_EN);
    fputs(buffer_str(&b).at, stderr);
    exit(1);
}

static stretch time_by_hand(const bench *b, condition *c)
{
    stretch begin = now();
    rooms_log l = read_log(b->all, b->audited);
    c->found[BY_HAND] = c->count(&l);
    mem_free(l.heads);
    mem_free(l.next);
    return since(begin);
}

static pack pack_of_rule(const bench *b, const char *prefix, const char *name)
{
    pack one = *b->pack;
    buffer id = {0};
    buffer_addf(&id, "%s.%s", prefix, name);
    one.rules = (rule *)(uintptr_t)pack_find_rule(b->pack, buffer_str(&id));
    one.rule_count = 1;
    buffer_free(&id);
    return one;
}

static stretch time_rule(bench *b, condition *c, enum way way)
{
    pack one = pack_of_rule(b, way == BY_LUA ? "lua" : "xml", c->name);
    audit_options options = {.period = b->audited,
                             .as_of = moment_parse(STR("2026-04-30")),
                             .threads = 1,
                             .judges_each = way == BY_RULE_EACH,
                             .without_pictures = true};
    stretch begin = now();
    audit *a = audit_run(&one, way == BY_LUA ? b->first : b->all, &options, &b->diags);
    stretch took = since(begin);
    if (a == NULL)
        fail(&b->diags);
    c->found[way] = audit_get_result(a)->rules[0].finding_count;
    audit_free(a);
    return took;
}

static void run_all(bench *b)
{
    for (int run = 0; run < RUNS; run++)
        for (size_t i = 0; i < CONDITION_COUNT; i++) {
            condition *c = &conditions[i];
            c->took[BY_HAND][run] = time_by_hand(b, c);
            for (enum way way = BY_RULE; way <= BY_LUA; way++)
                c->took[way][run] = time_rule(b, c, way);
        }
}

/* ---- printing ---- */

static double count_entries(const facts *f)
{
    return facts_table(f, model_find_type(f->model, STR("room-entry")))->row_count;
}

static void print(const bench *b, FILE *json)
{
    printf("nanoseconds a record, processor time of one thread, median of %d runs over %.0f records (Lua: %.0f)\n",
           RUNS, count_entries(b->all), count_entries(b->first));
    printf("  %-10s", "");
    for (int way = 0; way < WAY_COUNT; way++)
        printf(" %20s", way_names[way]);
    printf("\n");
    fprintf(json, "{\"records\":%.0f,\"runs\":%d", count_entries(b->all), RUNS);
    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        const condition *c = &conditions[i];
        double by_hand = median(c->took[BY_HAND]).cpu * 1e9 / count_entries(b->all);
        printf("  %-10s", c->name);
        fprintf(json, ",\"%s\":{\"findings\":%llu", c->name, (unsigned long long)c->found[BY_HAND]);
        for (int way = 0; way < WAY_COUNT; way++) {
            double each = median(c->took[way]).cpu * 1e9 / count_entries(way == BY_LUA ? b->first : b->all);
            printf(" %8.1f (%6.2f times)", each, each / by_hand);
            fprintf(json, ",\"%s_ns\":%.2f,\"%s_ratio\":%.3f", way_keys[way], each, way_keys[way], each / by_hand);
        }
        printf("\n");
        fprintf(json, "}");
    }
    fprintf(json, "}\n");
}

/* Of Lua, the first log alone is compared with what C finds there. */
static void compare(bench *b)
{
    for (size_t i = 0; i < CONDITION_COUNT; i++) {
        condition *c = &conditions[i];
        rooms_log l = read_log(b->first, b->audited);
        uint64_t first = c->count(&l);
        mem_free(l.heads);
        mem_free(l.next);
        if (c->found[BY_RULE] != c->found[BY_HAND] || c->found[BY_RULE_EACH] != c->found[BY_HAND] ||
            c->found[BY_LUA] != first) {
            fprintf(stderr, "%s: findings differ: %llu, %llu, %llu; first log: %llu, %llu\n", c->name,
                    (unsigned long long)c->found[BY_HAND], (unsigned long long)c->found[BY_RULE],
                    (unsigned long long)c->found[BY_RULE_EACH], (unsigned long long)first,
                    (unsigned long long)c->found[BY_LUA]);
            exit(1);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc < 4 + FIRST_LOG_END + 1)
        return 64;
    bench b = {.audited = {moment_parse(STR("2025-04-01")), moment_parse(STR("2026-03-31"))}};
    const char *const *paths = (const char *const *)argv + 4;
    FILE *json = fopen(argv[1], "w");
    diags_init(&b.diags, 10);
    arena *a = arena_new();
    const fact_model *model = model_read(a, argv[2], &b.diags);
    b.pack = model != NULL ? pack_load(model, argv[3], &b.diags) : NULL;
    if (json == NULL || b.pack == NULL)
        fail(&b.diags);
    b.all = facts_load(model, paths, (size_t)argc - 4, (load_options){.threads = 2}, &b.diags);
    b.first = facts_load(model, paths, FIRST_LOG_END, (load_options){.threads = 2}, &b.diags);
    if (b.all == NULL || b.first == NULL)
        fail(&b.diags);
    run_all(&b);
    compare(&b);
    print(&b, json);
    facts_free(b.first);
    facts_free(b.all);
    pack_free(b.pack);
    arena_free(a);
    diags_free(&b.diags);
    return fclose(json) == 0 ? 0 : 1;
}
