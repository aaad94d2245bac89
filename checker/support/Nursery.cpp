#include "Nursery.h"

#include "Confinement.h"
#include "Error.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <unistd.h>

namespace corolint {

[[noreturn]] static void bearAll(OpenFile &channel, const std::function<void(OpenFile)> &live) {
  std::signal(SIGCHLD, SIG_IGN); // nobody waits for the children: the system buries them
  while (std::optional<Packet> asked = receive(channel)) {
    if (asked->files.size() != 1 || fork() != 0)
      continue;
    channel.close();
    live(std::move(asked->files.front()));
    _exit(0);
  }
  _exit(0);
}

llvm::Expected<Nursery> Nursery::start(std::function<void(OpenFile channel)> live, uint64_t memoryBytes) {
  auto ends = makeChannel();
  const pid_t process = ends ? fork() : -1;
  if (process == 0) {
    (*ends)[0].close();
    constexpr uint64_t longestResult = uint64_t{256} << 20;
    confine({memoryBytes, longestResult});
    bearAll((*ends)[1], live);
  }
  if (process < 0)
    return error("no process can be started ({0}); end other programs", std::strerror(errno));
  return Nursery(std::move((*ends)[0]));
}

std::optional<OpenFile> Nursery::bear() const {
  auto ends = makeChannel();
  if (!ends || !send(channel, 0, 0, (*ends)[1].get()))
    return std::nullopt;
  return std::move((*ends)[0]);
}

} // namespace corolint
