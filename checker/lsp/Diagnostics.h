// Findings as diagnostics, handed to the client when they change or when it asks, as it prefers.
#pragma once

#include "Workspace.h"

namespace corolint {

/// One finding as a diagnostic.
Json diagnosticOf(const Finding &finding, const Workspace &workspace);

/// All diagnostics of an open document, findings first.
Json diagnosticsOf(const std::string &path, const Workspace &workspace);

class Diagnostics {
public:
  explicit Diagnostics(Workspace &workspace) : workspace(workspace) {}

  void serve(Router &router);
  Json capability() const; // null where diagnostics are not asked for

  /// What is known of the document has changed.
  void changed(const std::string &path);
  void closed(const std::string &path);

private:
  struct WholeRequest {
    Reply reply;
    std::map<std::string, std::string> known; // the client's result ids by URI
  };

  Json report(const Json &items, const std::string &known) const;
  Json wholeReport(const WholeRequest &request) const;
  void answerWhole();

  Workspace &workspace;
  std::vector<WholeRequest> waiting;           // for news of the workspace
  std::map<std::string, std::string> answered; // the result id that the client has, by path
};

} // namespace corolint
