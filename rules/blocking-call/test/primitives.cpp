// What blocks: a choice of every kind.
#include <aio/aio.h>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

aio::Coroutine<void> bad_primitives(int fd, pollfd *set) {
  ::sleep(1); // expect: blocking-call "sleeps"
  usleep(10); // expect: blocking-call
  addrinfo *found = nullptr;
  getaddrinfo("example.org", "80", nullptr, &found); // expect: blocking-call "waits for name resolution"
  std::system("sync"); // expect: blocking-call "waits for a process"
  waitpid(1, nullptr, 0); // expect: blocking-call
  poll(set, 1, 1000); // expect: blocking-call
  char byte;
  recv(fd, &byte, 1, 0); // expect: blocking-call "waits for the network"
  fsync(fd); // expect: blocking-call "waits for the disk"
  co_return;
}

aio::Coroutine<void> ok_that_do_not_block(int fd, pollfd *set) {
  poll(set, 1, 0);
  std::ifstream closed;
  getpid();
  co_return;
}

aio::Coroutine<void> ok_non_blocking(int fd) {
  char byte;
  recv(fd, &byte, 1, MSG_DONTWAIT);
  co_return;
}

aio::Coroutine<int> ok_non_blocking_mode(int fd) {
  fcntl(fd, F_SETFL, O_NONBLOCK);
  char byte;
  co_return read(fd, &byte, 1);
}
