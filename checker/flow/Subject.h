// Something that a body refers to, and the variables of the body that refer into it.
//
//     Task<> send(const Message &m) {
//       auto &body = m.body;                 // a use of body is a use of m
//       co_await connect();
#pragma once

#include "FlowGraph.h"
#include "Roots.h"
#include "model/AsyncModel.h"

#include <llvm/ADT/DenseSet.h>

namespace corolint {

class Subject {
public:
  /// The object that a member function is called on, or what a lambda has captured.
  static Subject object(const FlowGraph &flow, AsyncModel &model);
  static Subject place(const clang::ValueDecl &place, const FlowGraph &flow, AsyncModel &model);

  /// Whether `use` names the subject or something that refers into it.
  bool isNamedBy(const Event &use) const;

  bool contains(const clang::ValueDecl &place) const { return places.contains(&place); }

private:
  bool reaches(const Root &root, AsyncModel &model) const;
  void addAliases(const FlowGraph &flow, AsyncModel &model);

  bool isObject = false;
  bool ofLambda = false;
  llvm::DenseSet<const clang::ValueDecl *> places;
};

/// Whether the class or one of its bases has the operator as a member.
bool hasOperator(const clang::CXXRecordDecl &record, clang::OverloadedOperatorKind kind);

/// Whether variables of this type refer to what they were made from: references, pointers, views, iterators.
bool refersToOthers(clang::QualType type, AsyncModel &model);

} // namespace corolint
