#include "Git.h"

#include "support/Error.h"
#include "support/Paths.h"

#include <git2.h>
#include <memory>

namespace corolint {

namespace {

/// libgit2 counts its users.
struct Library {
  Library() { git_libgit2_init(); }
  ~Library() { git_libgit2_shutdown(); }
};

template <typename T, void (*release)(T *)> struct Release {
  void operator()(T *object) const { release(object); }
};
template <typename T, void (*release)(T *)> using Owned = std::unique_ptr<T, Release<T, release>>;

using Repository = Owned<git_repository, git_repository_free>;
using Object = Owned<git_object, git_object_free>;
using Config = Owned<git_config, git_config_free>;
using Diff = Owned<git_diff, git_diff_free>;

std::string lastMessage() {
  const git_error *failure = git_error_last();
  return failure && failure->message ? failure->message : "unknown reason";
}

/// Asks the settings: libgit2's own look-up leaks (LeakSanitizer, 1.5).
bool isRemote(llvm::StringRef name, git_repository *repository) {
  git_config *found = nullptr;
  if (git_repository_config_snapshot(&found, repository) != 0)
    return false;
  const Config config(found);
  const char *url = nullptr;
  return git_config_get_string(&url, config.get(), ("remote." + name + ".url").str().c_str()) == 0;
}

/// 'git fetch ...' for a revision that is not here.
std::string fetchLine(git_repository *repository, llvm::StringRef revision) {
  const auto [remote, branch] = revision.split('/');
  if ((!branch.empty() && isRemote(remote, repository)) || (remote == "origin" && !branch.empty()))
    return llvm::formatv("git fetch --no-tags {0} +refs/heads/{1}:refs/remotes/{0}/{1}", remote, branch).str();
  return ("git fetch --no-tags origin " + revision).str();
}

llvm::Expected<Object> commitOf(git_repository *repository, const std::string &revision) {
  git_object *found = nullptr;
  if (git_revparse_single(&found, repository, revision.c_str()) != 0)
    return error("'{0}' is not in this clone; run '{1}'", revision, fetchLine(repository, revision));
  const Object object(found);
  git_object *commit = nullptr;
  if (git_object_peel(&commit, object.get(), GIT_OBJECT_COMMIT) != 0)
    return error("'{0}' names no commit; name a branch, a tag or a commit", revision);
  return Object(commit);
}

llvm::Expected<Object> mergeBase(git_repository *repository, const git_object *other, const std::string &revision) {
  auto head = commitOf(repository, "HEAD");
  if (!head)
    return head.takeError();
  git_oid base;
  if (git_merge_base(&base, repository, git_object_id(head->get()), git_object_id(other)) != 0) {
    if (git_repository_is_shallow(repository) == 1)
      return error("this clone is too shallow to hold where HEAD and '{0}' parted; run 'git fetch --unshallow'",
                   revision);
    return error("HEAD and '{0}' have no common commit; name another base", revision);
  }
  git_object *commit = nullptr;
  if (git_object_lookup(&commit, repository, &base, GIT_OBJECT_COMMIT) != 0)
    return error("the common commit of HEAD and '{0}' cannot be read: {1}", revision, lastMessage());
  return Object(commit);
}

llvm::Expected<Diff> diffOf(git_repository *repository, const git_object *commit) {
  git_object *tree = nullptr;
  if (git_object_peel(&tree, commit, GIT_OBJECT_TREE) != 0)
    return error("the base's files cannot be read: {0}", lastMessage());
  const Object owned(tree);
  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_SHOW_UNTRACKED_CONTENT;
  git_diff *diff = nullptr;
  if (git_diff_tree_to_workdir_with_index(&diff, repository, reinterpret_cast<git_tree *>(tree), &options) != 0)
    return error("the files cannot be compared with the base: {0}", lastMessage());
  Diff result(diff);
  git_diff_find_options find;
  git_diff_find_options_init(&find, GIT_DIFF_FIND_OPTIONS_VERSION);
  find.flags = GIT_DIFF_FIND_RENAMES | GIT_DIFF_FIND_FOR_UNTRACKED;
  git_diff_find_similar(diff, &find); // where it fails, a renamed file counts as new
  return result;
}

/// Takes the lines of a diff, one callback after the other.
struct LineTaker {
  std::string root;
  Changes changes;
  uint32_t lastNew = 0; // the line of the new file that was passed last

  std::string path(const git_diff_delta *delta) const { return absolutePath(delta->new_file.path, root); }

  static int hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload) {
    auto &self = *static_cast<LineTaker *>(payload);
    self.lastNew = hunk->new_lines == 0 ? hunk->new_start : hunk->new_start - 1;
    if (hunk->new_lines > 0)
      self.changes.addContext(self.path(delta), hunk->new_start, hunk->new_start + hunk->new_lines - 1);
    return 0;
  }

  static int line(const git_diff_delta *delta, const git_diff_hunk *, const git_diff_line *line, void *payload) {
    auto &self = *static_cast<LineTaker *>(payload);
    if (delta->status == GIT_DELTA_DELETED)
      return 0;
    if (line->origin == GIT_DIFF_LINE_ADDITION)
      self.changes.add(self.path(delta), line->new_lineno, line->new_lineno);
    else if (line->origin == GIT_DIFF_LINE_DELETION)
      self.changes.add(self.path(delta), std::max<uint32_t>(self.lastNew, 1), self.lastNew + 1);
    if (line->new_lineno > 0)
      self.lastNew = line->new_lineno;
    return 0;
  }
};

} // namespace

llvm::Expected<Changes> changesSince(const GitBase &base, const std::string &folder) {
  const Library library;
  git_repository *opened = nullptr;
  if (git_repository_open_ext(&opened, folder.c_str(), 0, nullptr) != 0)
    return error("{0}: no git repository here or above ({1}); use '--patch FILE'", folder, lastMessage());
  const Repository repository(opened);
  const char *root = git_repository_workdir(opened);
  if (!root)
    return error("{0}: the git repository has no working tree", folder);
  auto commit = commitOf(opened, base.revision);
  if (commit && base.mergeBase)
    commit = mergeBase(opened, commit->get(), base.revision);
  if (!commit)
    return commit.takeError();
  auto diff = diffOf(opened, commit->get());
  if (!diff)
    return diff.takeError();
  LineTaker taker{root, {}, 0};
  if (git_diff_foreach(diff->get(), nullptr, nullptr, LineTaker::hunk, LineTaker::line, &taker) != 0)
    return error("the files cannot be compared with the base: {0}", lastMessage());
  return std::move(taker.changes);
}

} // namespace corolint
