// C and POSIX in coroutines. The system's own headers are the stub.
#include <aio/aio.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

aio::Coroutine<void> bad_sleeps() {
  sleep(1);       // expect: blocking-call
  usleep(50'000); // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_sleeps() {
  usleep(0);
  co_await aio::sleep(std::chrono::seconds(1));
}

aio::Coroutine<void> bad_readiness(pollfd *fds, epoll_event *events, int epoll) {
  poll(fds, 1, -1);                  // expect: blocking-call
  epoll_wait(epoll, events, 8, 100); // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_readiness(pollfd *fds, epoll_event *events, int epoll) {
  poll(fds, 1, 0);
  epoll_wait(epoll, events, 8, 0);
  co_return;
}

aio::Coroutine<void> bad_socket(int fd, const sockaddr *address, char *buffer) {
  connect(fd, address, sizeof *address); // expect: blocking-call
  send(fd, buffer, 4, 0);                // expect: blocking-call
  recv(fd, buffer, 4, 0);                // expect: blocking-call
  accept(fd, nullptr, nullptr);          // expect: blocking-call
  co_return;
}
aio::Coroutine<bool> ok_socket(int fd, char *buffer) {
  if (recv(fd, buffer, 4, 0) < 0)
    co_return errno == EAGAIN;
  co_return true;
}
aio::Coroutine<bool> ok_flag(int fd, char *buffer) { co_return recv(fd, buffer, 4, MSG_DONTWAIT) > 0; }

aio::Coroutine<void> bad_names(addrinfo **found, const sockaddr *address) {
  getaddrinfo("example.org", "80", nullptr, found);                 // expect: blocking-call
  gethostbyname("example.org");                                     // expect: blocking-call
  getnameinfo(address, sizeof *address, nullptr, 0, nullptr, 0, 0); // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_numeric(addrinfo **found) {
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  getaddrinfo("127.0.0.1", "80", &hints, found);
  co_return;
}

aio::Coroutine<void> bad_files(const char *path, char *buffer) {
  FILE *file = std::fopen(path, "r"); // expect: blocking-call
  std::fread(buffer, 1, 8, file);     // expect: blocking-call
  fgets(buffer, 8, file);             // expect: blocking-call
  std::fclose(file);                  // expect: blocking-call
  struct stat status;
  stat(path, &status); // expect: blocking-call
  mkdir(path, 0700);   // expect: blocking-call
  co_return;
}
aio::Coroutine<void> bad_sync(int fd, char *buffer) {
  read(fd, buffer, 8);      // expect: blocking-call
  pwrite(fd, buffer, 8, 0); // expect: blocking-call
  fsync(fd);                // expect: blocking-call
  flock(fd, LOCK_EX);       // expect: blocking-call
  co_return;
}
aio::Coroutine<bool> ok_lock(int fd) { co_return flock(fd, LOCK_EX | LOCK_NB) == 0; }
aio::Coroutine<void> ok_print() {
  std::printf("hello\n");
  co_return;
}

aio::Coroutine<int> bad_processes(pid_t child) {
  std::system("make");             // expect: blocking-call
  FILE *pipe = popen("date", "r"); // expect: blocking-call
  pclose(pipe);                    // expect: blocking-call
  int status = 0;
  waitpid(child, &status, 0); // expect: blocking-call
  co_return status;
}
aio::Coroutine<bool> ok_process(pid_t child) {
  int status = 0;
  co_return waitpid(child, &status, WNOHANG) == child;
}

aio::Coroutine<void> bad_threads(pthread_t thread, pthread_cond_t *changed, pthread_mutex_t *mutex) {
  pthread_join(thread, nullptr);     // expect: blocking-call
  pthread_cond_wait(changed, mutex); // expect: blocking-call
  co_return;
}
aio::Coroutine<void> ok_thread(pthread_t *thread) {
  pthread_create(thread, nullptr, [](void *) -> void * { return sleep(1), nullptr; }, nullptr);
  co_return;
}

aio::Coroutine<int> bad_console() {
  int number = 0;
  std::scanf("%d", &number); // expect: blocking-call
  co_return std::getchar();  // expect: blocking-call
}

// Functions of C++ that have the names of C's.
namespace app {
aio::Coroutine<void> sleep(int seconds);
aio::Coroutine<int> read(int fd);
} // namespace app
aio::Coroutine<int> connect(const char *host);
aio::Coroutine<int> ok_own_names() {
  co_await app::sleep(1);
  co_await connect("example.org");
  co_return co_await app::read(3);
}
