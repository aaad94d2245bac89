#include "Hover.h"

#include <llvm/ADT/STLExtras.h>

namespace corolint {

/// The smallest finding at `offset`; null where there is none.
static const Finding *findingAt(const std::vector<Finding> &findings, uint32_t offset) {
  const Finding *best = nullptr;
  for (const Finding &finding : findings) {
    const Span &span = finding.span;
    const bool isThere = span.begin <= offset && offset <= span.end;
    if (isThere && (!best || span.end - span.begin < best->span.end - best->span.begin))
      best = &finding;
  }
  return best;
}

/// The answer is what is known now: a mouse does not wait for a check.
static Json hoverAt(const std::string &path, const Json &position, const Workspace &workspace) {
  const Document *document = workspace.session.document(path);
  if (!document)
    return nullptr;
  const PlaceRange place = rangeFrom({{"start", position}, {"end", position}});
  const std::vector<Finding> findings = workspace.session.findings(path);
  const Finding *finding = findingAt(findings, document->offset(place.begin, workspace.session.encoding()));
  if (!finding)
    return nullptr;
  const std::string page = RulePages::textOf(finding->rule).str();
  return {{"contents",
           {{"kind", workspace.client.can.markdown ? "markdown" : "plaintext"},
            {"value", finding->message + "\n\n---\n\n" + page}}},
          {"range", toJson(document->range(finding->span, workspace.session.encoding()))}};
}

void serveHover(Router &router, Workspace &workspace) {
  router.onRequest("textDocument/hover", [&workspace](const Json &params, const Reply &reply) {
    reply(hoverAt(documentOf(params), params.at("position"), workspace));
  });
}

} // namespace corolint
