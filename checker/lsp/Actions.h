// What the editor offers to do about findings: mend them, silence them, explain them.
//
// Offered for all of the line, whatever the client says it shows there. Fixes are tried before they are offered:
// applied in memory, parsed and checked (FixSearch.h). Those of many findings are tried when one of them is chosen,
// where the client can wait until then.
#pragma once

#include "FixSearch.h"
#include "Workspace.h"

namespace corolint {

class Actions {
public:
  explicit Actions(Workspace &workspace) : workspace(workspace) {}

  void serve(Router &router);
  void advertise(Json &capabilities) const;

private:
  /// What a client asks for: the kinds, empty for all.
  struct Wish {
    std::string path;
    std::vector<Finding> findings; // of the lines
    std::vector<std::string> only;
    bool wants(llvm::StringRef kind) const;
  };

  void answer(const Wish &wish, const Reply &reply);
  void offerFixes(std::shared_ptr<const Wish> wish, std::size_t next, std::shared_ptr<Json> list, Reply reply);
  void offerAll(const Wish &wish, const std::shared_ptr<Json> &list, const Reply &reply);
  void addSuppressions(const Wish &wish, Json &list) const;
  void addOff(const Finding &finding, Json &list) const;
  void addExplanations(const Wish &wish, Json &list) const;
  void resolve(const Json &action, const Reply &reply);
  void fixAll(const std::string &path, const std::string &rule, std::function<void(const Json &edit)> done);
  void execute(const Json &params, const Reply &reply);
  void explain(const std::string &rule, const Reply &reply);

  Workspace &workspace;
};

} // namespace corolint
