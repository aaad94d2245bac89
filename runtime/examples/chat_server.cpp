// A chat server: what one guest says, all others hear. Its guests are in the same program, over the loopback device.
//
// Each guest has a task that hears what they say and one that sends them what the others say, out of a queue: a guest
// who does not read holds up nobody, and misses what is said while the queue is full.

#include <aio/aio.h>

#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

using namespace std::chrono_literals;

class Room;

/// A guest is in the room as long as this lives.
class Guest {
public:
  Guest(Room &room, std::string name);
  Guest(const Guest &) = delete;
  Guest &operator=(const Guest &) = delete;
  ~Guest();

  void say(const std::string &line);

  aio::Queue<std::string> unread{100};

private:
  Room &room_;
  std::string name_;
};

class Room {
public:
  void enter(Guest &guest) { guests_.push_back(&guest); }
  void leave(Guest &guest) { std::erase(guests_, &guest); }
  void tell_others(const Guest &speaker, const std::string &line) {
    for (Guest *guest : guests_)
      if (guest != &speaker && !guest->unread.full())
        guest->unread.put_nowait(line);
  }

private:
  std::vector<Guest *> guests_;
};

Guest::Guest(Room &room, std::string name) : room_(room), name_(std::move(name)) { room_.enter(*this); }
Guest::~Guest() { room_.leave(*this); }
void Guest::say(const std::string &line) { room_.tell_others(*this, name_ + ": " + line + "\n"); }

static std::string without_newline(std::string line) {
  std::erase(line, '\n');
  return line;
}

static aio::Coroutine<> send_unread(Guest &guest, aio::StreamWriter writer) {
  while (true) {
    writer.write(co_await guest.unread.get());
    co_await writer.drain(); // As long as the guest does not read.
  }
}

static aio::Coroutine<> host(Room &room, aio::StreamReader reader, aio::StreamWriter writer) {
  Guest guest(room, without_newline(co_await reader.read_line()));
  writer.write("welcome\n");
  const auto talk = [&](aio::TaskGroup &group) -> aio::Coroutine<> {
    const auto sending = group.create_task(send_unread(guest, writer));
    for (std::string line = co_await reader.read_line(); !line.empty(); line = co_await reader.read_line())
      guest.say(without_newline(line));
    sending.cancel();
  };
  try {
    co_await aio::task_group(talk);
  } catch (const aio::ExceptionGroup &) { // The connection broke: the guest has left.
  }
  writer.close();
}

static aio::Coroutine<aio::Stream> enter(std::uint16_t port, std::string name) {
  aio::Stream chat = co_await aio::open_connection("127.0.0.1", port);
  chat.writer.write(name + "\n");
  co_await chat.reader.read_line(); // Who is welcomed is in the room.
  co_return chat;
}

/// Says `line`, and leaves when `others` guests have said theirs.
static aio::Coroutine<> chat(std::string name, aio::Stream stream, std::string line, int others) {
  stream.writer.write(line + "\n");
  for (int heard = 0; heard < others; ++heard) {
    const std::string said = co_await stream.reader.read_line();
    std::printf("%s hears %s", name.c_str(), said.c_str());
  }
  stream.writer.close();
}

static aio::Coroutine<> meet(std::uint16_t port) {
  const auto [ada, grace, barbara] =
      co_await aio::gather(enter(port, "Ada"), enter(port, "Grace"), enter(port, "Barbara"));
  co_await aio::gather(chat("Ada", ada, "hello", 2), chat("Grace", grace, "good morning", 2),
                       chat("Barbara", barbara, "hi", 2));
}

static aio::Coroutine<> demonstrate(Room &room) {
  const auto serve = [&room](aio::StreamReader reader, aio::StreamWriter writer) {
    return host(room, std::move(reader), std::move(writer));
  };
  const aio::Server server = aio::start_server(serve, "127.0.0.1", 0);
  co_await aio::wait_for(meet(server.port()), 10s);
  server.close();
}

int main() {
  Room room; // Lives longer than the loop, whose last tasks are the guests.
  aio::run(demonstrate(room));
}
