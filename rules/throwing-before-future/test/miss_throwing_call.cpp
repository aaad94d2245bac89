// Calls that throw.
#include "seastar/stub.h"

#include <string>

seastar::future<int> connect(int port);

seastar::future<int> connects(const std::string &port) {
  return connect(std::stoi(port)); // miss: throwing-before-future which functions throw is not known
}
