/* A bar on standard error that tells how far long work has come. */
#include "cmd/cmd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 40 };

static const char full[] = "########################################",
                  empty[] = "........................................";

/* One call writes a whole line, since threads call it. */
static void draw(void *context, enum junshu_stage stage, unsigned percent)
{
    const arguments *a = context;
    words what = stage == JUNSHU_READING ? (words){"読込み", "reading"} : (words){"判定", "judging"};
    int done = (int)(percent * WIDTH / 100);
    if (percent == 100)
        fputs("\r\033[K", stderr);
    else
        fprintf(stderr, "\r\033[K%s [%.*s%.*s] %u%%", choose(what, a->language), done, full, WIDTH - done, empty,
                percent);
    fflush(stderr);
}

static bool has_text(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

void show_progress(junshu *session, const arguments *a)
{
    const char *terminal = getenv("TERM");
    if (isatty(STDERR_FILENO) && !has_text("NO_COLOR") && terminal != NULL && strcmp(terminal, "dumb") != 0)
        junshu_watch(session, draw, (void *)(uintptr_t)a);
}
