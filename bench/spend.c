/* Runs a command and appends to a file what it spent: its name, seconds on the clock, seconds of all processors, the
   most memory of one of its processes in bytes, its exit status. Arguments: file, name, command… Exits as the command
   does. */
#include "timing.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double read_seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 64;
    stretch begin = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (wait4(child, &status, 0, &used) != child)
        return 1;
    double cpu = read_seconds(used.ru_utime) + read_seconds(used.ru_stime);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE *log = fopen(argv[1], "a");
    if (log == NULL)
        return 1;
    fprintf(log, "%s %.4f %.4f %ld %d\n", argv[2], since(begin).wall, cpu, used.ru_maxrss * 1024, code);
    return fclose(log) == 0 ? code : 1;
}
