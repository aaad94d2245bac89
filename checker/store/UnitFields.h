// What is written of findings, summaries and results (Archive.h).
//
// Times are left out: they say how a run went, not what it found.
#pragma once

#include "Archive.h"
#include "program/UnitResult.h"

namespace corolint {

template <typename A> void fields(A &archive, Archived<A, Digest> &digest) { archive(digest.low, digest.high); }

template <typename A> void fields(A &archive, Archived<A, Input> &input) {
  archive.path(input.path);
  archive.choice(input.kind, InputKind::File);
  archive(input.content);
}

template <typename A> void fields(A &archive, Archived<A, UserFile> &file) {
  archive.path(file.path);
  archive(file.hash);
}

template <typename A> void fields(A &archive, Archived<A, Span> &span) {
  archive.path(span.path);
  archive(span.begin, span.end);
}

template <typename A> void fields(A &archive, Archived<A, Step> &step) { archive(step.span, step.message); }
template <typename A> void fields(A &archive, Archived<A, Edit> &edit) { archive(edit.span, edit.text); }
template <typename A> void fields(A &archive, Archived<A, Fix> &fix) { archive(fix.title, fix.safe, fix.edits); }

template <typename A> void fields(A &archive, Archived<A, Finding> &finding) {
  archive(finding.rule, finding.span, finding.message, finding.path, finding.fixes, finding.symbol,
          finding.fingerprint);
  archive.choice(finding.severity, Severity::Error);
}

template <typename A> void fields(A &archive, Archived<A, Problem> &problem) {
  archive.path(problem.path);
  archive.text(problem.message);
}

template <typename A> void fields(A &archive, Archived<A, Report> &report) {
  archive(report.findings, report.problems, report.stats.units, report.stats.functions, report.stats.functionsSkipped);
}

template <typename A> void fields(A &archive, Archived<A, GivenCallable> &given) {
  archive(given.parameter, given.value);
}

template <typename A> void fields(A &archive, Archived<A, CallSummary> &call) {
  archive.choice(call.kind, CallKind::Slot);
  archive(call.callee, call.name, call.span, call.onLoop, call.inCallback, call.given);
}

template <typename A> void fields(A &archive, Archived<A, DeedSummary> &deed) {
  archive(deed.rule, deed.name, deed.deed, deed.remedy, deed.tier, deed.span);
}

template <typename A> void fields(A &archive, Archived<A, FunctionSummary> &function) {
  archive(function.key, function.name, function.symbol, function.isLink, function.calledParameters, function.deeds,
          function.calls, function.overridden);
}

template <typename A> void fields(A &archive, Archived<A, SlotFill> &fill) { archive(fill.slot, fill.value); }

template <typename A> void fields(A &archive, Archived<A, Question> &question) {
  archive(question.function, question.parameter);
  archive.choice(question.query, Query::MayFail);
}

template <typename A> void fields(A &archive, Archived<A, Answered> &answer) {
  archive(answer.question, answer.holds, answer.where, answer.how, answer.step);
}

template <typename A> void fields(A &archive, Archived<A, Supposition> &supposition) {
  archive(supposition.question, supposition.rule, supposition.span, supposition.message, supposition.path,
          supposition.symbol, supposition.shown, supposition.tier);
}

template <typename A> void fields(A &archive, Archived<A, UnitSummary> &summary) {
  archive(summary.functions, summary.fills, summary.answers, summary.suppositions);
}

template <typename A> void fields(A &archive, Archived<A, UnitResult> &result) {
  archive(result.report, result.userFiles, result.summary, result.inputs);
}

} // namespace corolint
