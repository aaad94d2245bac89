// The name by which the libraries' data knows a declaration.
//
// Data is written by people, so names carry neither template arguments nor the inline namespaces of versions.
#pragma once

#include <string>

namespace clang {
class Decl;
class NamedDecl;
}

namespace corolint {

/// Qualified, without template arguments and without inline namespaces: 'std::this_thread::sleep_for',
/// 'asio::basic_socket::connect', 'std::thread::thread' for a constructor, 'getaddrinfo' for a global function.
std::string qualifiedName(const clang::NamedDecl &decl);

/// Whether the declaration is part of the standard library.
bool isStandard(const clang::Decl &decl);

/// The last part of that name: a constructor's is its class's name; empty for unnamed declarations.
std::string unqualifiedName(const clang::NamedDecl &decl);

} // namespace corolint
