#include "Packet.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace corolint {

static constexpr std::size_t mostFiles = 4;

void OpenFile::close() {
  if (descriptor >= 0)
    ::close(std::exchange(descriptor, -1));
}

std::optional<std::array<OpenFile, 2>> makeChannel() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return std::nullopt;
  return std::array{OpenFile(ends[0]), OpenFile(ends[1])};
}

bool send(const OpenFile &channel, uint64_t kind, uint64_t value, llvm::ArrayRef<int> files) {
  uint64_t content[] = {kind, value};
  iovec part{content, sizeof content};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  alignas(cmsghdr) char attached[CMSG_SPACE(mostFiles * sizeof(int))] = {};
  if (!files.empty()) {
    message.msg_control = attached;
    message.msg_controllen = CMSG_SPACE(files.size() * sizeof(int));
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(files.size() * sizeof(int));
    std::memcpy(CMSG_DATA(header), files.data(), files.size() * sizeof(int));
  }
  ssize_t sent = -1;
  do {
    sent = sendmsg(channel.get(), &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return sent == sizeof content;
}

static void takeFiles(msghdr &message, std::vector<OpenFile> &files) {
  for (cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
      continue;
    int descriptors[mostFiles];
    const std::size_t count = std::min((header->cmsg_len - CMSG_LEN(0)) / sizeof(int), mostFiles);
    std::memcpy(descriptors, CMSG_DATA(header), count * sizeof(int));
    for (const int descriptor : llvm::ArrayRef(descriptors, count))
      files.emplace_back(descriptor);
  }
}

std::optional<Packet> receive(const OpenFile &channel, bool mayWait) {
  uint64_t content[2] = {};
  iovec part{content, sizeof content};
  alignas(cmsghdr) char attached[CMSG_SPACE(mostFiles * sizeof(int))];
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = attached;
  message.msg_controllen = sizeof attached;
  ssize_t size = -1;
  do {
    size = recvmsg(channel.get(), &message, MSG_CMSG_CLOEXEC | (mayWait ? 0 : MSG_DONTWAIT));
  } while (size < 0 && errno == EINTR);
  if (size < 0)
    return std::nullopt;
  Packet packet{content[0], content[1]};
  takeFiles(message, packet.files);
  if (size != sizeof content)
    return std::nullopt;
  return packet;
}

OpenFile fileInMemory(llvm::StringRef bytes) {
  OpenFile file(memfd_create("corolint", MFD_CLOEXEC));
  while (file && !bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR)
      return {};
    bytes = bytes.drop_front(std::max<ssize_t>(written, 0));
  }
  return file;
}

std::optional<std::string> contentOf(const OpenFile &file) {
  struct stat status = {};
  if (!file || fstat(file.get(), &status) != 0)
    return std::nullopt;
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t done = 0; done < content.size();) {
    const ssize_t size = pread(file.get(), content.data() + done, content.size() - done, static_cast<off_t>(done));
    if (size == 0 || (size < 0 && errno != EINTR))
      return std::nullopt;
    done += static_cast<std::size_t>(std::max<ssize_t>(size, 0));
  }
  return content;
}

} // namespace corolint
