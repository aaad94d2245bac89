#include "Preview.h"

#include "Uri.h"

#include <llvm/Support/MemoryBuffer.h>

namespace corolint {

int preview(const std::string &file, Analysis &analysis, const ServerOptions &options, llvm::raw_ostream &out) {
  const auto text = llvm::MemoryBuffer::getFile(file);
  if (!text) {
    llvm::errs() << "corolint: error: " << file << ": " << text.getError().message() << "\n";
    return 2;
  }
  EventQueue queue;
  Client client([](const Json &) {});
  client.can.relatedInformation = client.can.codeDescription = client.can.tags = client.can.data = true;
  Session session(analysis, queue, options.makeEngine, [&](const std::string &) { queue.stop(); });
  Waiters waiters(session);
  RulePages pages(options.pageFolder);
  const Workspace workspace{session, queue, client, waiters, pages, {}};
  session.setSettings(options.settings);
  session.open(file, 1, (*text)->getBuffer().str());
  queue.run();
  const Json items = diagnosticsOf(file, workspace);
  out << Json{{"uri", uriOfPath(file)}, {"version", 1}, {"diagnostics", items}}.dump(2, ' ', false,
                                                                                     Json::error_handler_t::replace)
      << "\n";
  return !session.problems(file).empty() ? 3 : items.empty() ? 0 : 1;
}

} // namespace corolint
