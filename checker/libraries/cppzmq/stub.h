// A stand-in for <zmq.hpp>: the declarations that the cases use.
#pragma once

#include <optional>
#include <vector>

namespace zmq {
class message_t {};
enum class recv_flags { none, dontwait };
struct pollitem_t {};

namespace detail {
class socket_base {
public:
  std::optional<unsigned long> recv(message_t &message, recv_flags flags = recv_flags::none);
};
} // namespace detail

class socket_t : public detail::socket_base {};

int poll(pollitem_t *items, unsigned long count, long milliseconds);
int poll(std::vector<pollitem_t> &items, long milliseconds = -1);
} // namespace zmq
