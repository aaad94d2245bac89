#include "Trace.h"

#include "Json.h"
#include "support/Error.h"

namespace corolint {

llvm::Expected<Trace> Trace::into(const std::string &file) {
  std::error_code code;
  Trace trace;
  trace.out = std::make_unique<llvm::raw_fd_ostream>(file, code);
  if (code)
    return error("{0}: cannot be written ({1})", file, code.message());
  return trace;
}

void Trace::write(llvm::StringRef from, llvm::StringRef message) {
  if (!out)
    return;
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  const bool isJson = Json::accept(message.begin(), message.end());
  *out << R"({"from":")" << from << R"(","ms":)" << ms.count() << R"(,"message":)"
       << (isJson ? message.str() : dump(Json(message.str()))) << "}\n";
  out->flush();
}

} // namespace corolint
