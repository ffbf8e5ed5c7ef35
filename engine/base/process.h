/* Other programs, run to their end. */
#ifndef JUNSHU_PROCESS_H
#define JUNSHU_PROCESS_H

#include "base/buffer.h"

enum process_end {
    PROCESS_DONE,    /* with exit status 0 */
    PROCESS_MISSING, /* there is no such program */
    PROCESS_FAILED,  /* anything else */
};

/* Runs a program, found in PATH, with `input` on its standard input. Takes its name and arguments, and NAME=VALUE of
   its whole environment, both ended by NULL. Appends what it wrote to standard output and to standard error, however it
   ended. It is killed when the calling thread ends before it. */
enum process_end process_run(const char *const *command, const char *const *environment, str input, buffer *output,
                             buffer *complaint);

#endif
