/* Other programs. Their standard streams are files in memory, not pipes: nobody waits for anybody to read, and no
   signal comes from what is not read. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STREAMS = 3, STATUS_NO_EXEC = 126, STATUS_NO_PROGRAM = 127 /* as shells have it */ };

static bool write_all(int fd, str content)
{
    while (content.length > 0) {
        ssize_t written = write(fd, content.at, content.length);
        if (written < 0 && errno != EINTR)
            return false;
        content = str_from(content, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static bool open_streams(int *streams, str input)
{
    for (int i = 0; i < STREAMS; i++)
        streams[i] = memfd_create("stream", MFD_CLOEXEC);
    return streams[STDIN_FILENO] >= 0 && streams[STDOUT_FILENO] >= 0 && streams[STDERR_FILENO] >= 0 &&
           write_all(streams[STDIN_FILENO], input) && lseek(streams[STDIN_FILENO], 0, SEEK_SET) == 0;
}

/* Closes the stream, and appends what is in it. */
static void take_stream(int fd, buffer *out)
{
    off_t size = fd >= 0 ? lseek(fd, 0, SEEK_END) : 0;
    char *content = size > 0 ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (content == MAP_FAILED)
        return;
    buffer_add(out, (str){content, (size_t)size});
    munmap(content, (size_t)size);
}

/* In the child, where nothing may be allocated. Streams that are 0, 1 or 2 themselves, where the host has closed its
   own, are first moved away. */
__attribute__((noreturn)) static void become(const char *const *command, const char *const *environment, int *streams,
                                             pid_t parent)
{
    bool ready = prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
    for (int i = 0; i < STREAMS && ready; i++)
        ready = (streams[i] = fcntl(streams[i], F_DUPFD_CLOEXEC, STREAMS)) >= 0;
    for (int i = 0; i < STREAMS && ready; i++)
        ready = dup2(streams[i], i) == i;
    if (ready)
        execvpe(command[0], (char *const *)command, (char *const *)environment);
    _exit(ready && errno == ENOENT ? STATUS_NO_PROGRAM : STATUS_NO_EXEC);
}

static enum process_end wait_for(pid_t child)
{
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return PROCESS_FAILED;
    if (!WIFEXITED(status))
        return PROCESS_FAILED;
    switch (WEXITSTATUS(status)) {
    case 0:
        return PROCESS_DONE;
    case STATUS_NO_PROGRAM:
        return PROCESS_MISSING;
    default:
        return PROCESS_FAILED;
    }
}

enum process_end process_run(const char *const *command, const char *const *environment, str input, buffer *output,
                             buffer *complaint)
{
    int streams[STREAMS];
    enum process_end end = PROCESS_FAILED;
    pid_t parent = getpid();
    if (open_streams(streams, input)) {
        pid_t child = fork();
        if (child == 0)
            become(command, environment, streams, parent);
        if (child > 0)
            end = wait_for(child);
    }
    if (streams[STDIN_FILENO] >= 0)
        close(streams[STDIN_FILENO]);
    take_stream(streams[STDOUT_FILENO], output);
    take_stream(streams[STDERR_FILENO], complaint);
    return end;
}
