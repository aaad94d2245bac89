// What all features of the server share.
#pragma once

#include "Client.h"
#include "Router.h"
#include "RulePages.h"
#include "Session.h"

namespace corolint {

/// Lets requests wait until what is known of a document is of its present text.
class Waiters {
public:
  explicit Waiters(const Session &session) : session(session) {}

  /// Calls `ready` at once or later: when all is known, or when the document is closed.
  void whenUpToDate(const std::string &path, std::function<void()> ready);

  /// What is known of the document has changed.
  void changed(const std::string &path);

private:
  const Session &session;
  std::map<std::string, std::vector<std::function<void()>>> waiting; // by document
};

struct Workspace {
  Session &session;
  EventQueue &queue;
  Client &client;
  Waiters &waiters;
  RulePages &pages;
  std::map<std::string, std::string> uris; // of open documents, as the client spells them

  std::string uriOf(const std::string &path) const;
};

// Places and edits as the protocol writes them.
Json toJson(const PlaceRange &range);
PlaceRange rangeFrom(const Json &json);

/// The path that 'textDocument' names; throws where there is none. Empty for documents that are no files.
std::string documentOf(const Json &params);

/// Of a span in any file: of its present text where it is open, else of the disk.
Json locationOf(const Span &span, const Workspace &workspace);

/// A WorkspaceEdit, of documents with the versions that the edits are for.
Json workspaceEdit(const std::vector<Edit> &edits, const Workspace &workspace);

} // namespace corolint
