#include "BuildId.h"

#include <llvm/Support/MemoryBuffer.h>

#include <cstring>
#include <elf.h>
#include <link.h>

namespace corolint {

static std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; } // elf(5): notes are words

/// The linker's note of what it has put together (ld --build-id); empty where `notes` hold none.
static llvm::StringRef linkersNote(llvm::StringRef notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) head;
    std::memcpy(&head, notes.data(), sizeof head);
    notes = notes.drop_front(sizeof head);
    const llvm::StringRef name = notes.take_front(head.n_namesz);
    notes = notes.drop_front(std::min(notes.size(), padded(head.n_namesz)));
    if (head.n_type == NT_GNU_BUILD_ID && name == llvm::StringRef("GNU\0", 4))
      return notes.take_front(head.n_descsz);
    notes = notes.drop_front(std::min(notes.size(), padded(head.n_descsz)));
  }
  return {};
}

static llvm::StringRef idOf(const dl_phdr_info &object) {
  for (unsigned i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object.dlpi_phdr[i];
    if (segment.p_type != PT_NOTE)
      continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): dl_iterate_phdr(3) tells addresses as numbers
    const auto *notes = reinterpret_cast<const char *>(object.dlpi_addr + segment.p_vaddr);
    if (const llvm::StringRef id = linkersNote({notes, segment.p_memsz}); !id.empty())
      return id;
  }
  return {};
}

/// Of the program itself, for a linker that leaves no note.
static std::string contentOfProgram() {
  const auto program = llvm::MemoryBuffer::getFile("/proc/self/exe");
  const Digest digest = program ? digestOf((*program)->getBuffer()) : Digest();
  return {reinterpret_cast<const char *>(&digest), sizeof digest};
}

Digest buildId() {
  std::string ids;
  const auto add = [](dl_phdr_info *object, std::size_t, void *all) {
    auto &text = *static_cast<std::string *>(all);
    const bool isProgram = text.empty(); // dl_iterate_phdr(3): it comes first
    const llvm::StringRef id = idOf(*object);
    text += isProgram && id.empty() ? contentOfProgram() : id.str();
    return 0;
  };
  dl_iterate_phdr(add, &ids);
  return digestOf(ids);
}

} // namespace corolint
