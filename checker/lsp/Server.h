// The language server: the protocol's methods on one side, the session on the other.
//
//     stdin -> FrameReader -> EventQueue -> Router -> sync, diagnostics, actions, hover -> Session -> Analysis
//
// What is read waits in the queue, so a slow answer never keeps a message from being read.
#pragma once

#include "Actions.h"
#include "Diagnostics.h"
#include "Frames.h"
#include "Trace.h"

namespace corolint {

struct ServerOptions {
  EngineMaker makeEngine;
  Settings settings;                               // where the client sets nothing else
  std::string pageFolder;                          // for the pages of rules
  std::string version;                             // of corolint
  std::optional<Encoding> encoding = std::nullopt; // for clients that do not say which they take
};

class Server {
public:
  Server(Analysis &analysis, ServerOptions options, FrameWriter &writer, Trace trace);

  /// Serves what comes from `input` until 'exit' or its end, and says how the program ends.
  int run(int input);

private:
  void serve();
  void serveDocuments();
  void serveSettings();
  Json initialize(const Json &params);
  Json capabilities() const;
  void initialized();
  void askSettings();
  void foldersFrom(const Json &list);
  void documentChanged(const std::string &path);
  void send(const Json &message);
  void receive(const FrameReader::Frame &frame);

  ServerOptions options;
  FrameWriter &writer;
  Trace trace;
  std::shared_ptr<EventQueue> queue = std::make_shared<EventQueue>(); // the reader may outlive this
  Client client;
  Router router;
  Session session;
  Waiters waiters;
  RulePages pages;
  Workspace workspace;
  Diagnostics diagnostics;
  Actions actions;
  std::vector<std::string> folders;
  Settings fromClient; // of the client's start
  bool isCut = false;  // the input ended without 'exit'
};

} // namespace corolint
