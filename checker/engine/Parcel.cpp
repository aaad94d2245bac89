#include "Parcel.h"

#include "store/Archive.h"
#include "store/UnitRecord.h"
#include "support/Error.h"

namespace corolint {

namespace {

struct Time {
  std::string of;
  uint64_t nanoseconds = 0;
};

struct Parcel {
  std::string record; // empty where the unit was not checked, because of
  std::string error;
  std::vector<Time> phases, rules;
};

} // namespace

static constexpr llvm::StringLiteral kind = "parcel";
static constexpr llvm::StringLiteral noRoot = ""; // both ends are on one disk

template <typename A> static void fields(A &archive, Archived<A, Time> &time) { archive(time.of, time.nanoseconds); }
template <typename A> static void fields(A &archive, Archived<A, Parcel> &parcel) {
  archive(parcel.record, parcel.error, parcel.phases, parcel.rules);
}

static std::vector<Time> timesOf(const std::map<std::string, double> &milliseconds) {
  std::vector<Time> times;
  times.reserve(milliseconds.size());
  for (const auto &[of, duration] : milliseconds)
    times.push_back({of, static_cast<uint64_t>(duration * 1e6)});
  return times;
}

static std::map<std::string, double> milliseconds(const std::vector<Time> &times) {
  std::map<std::string, double> result;
  for (const Time &time : times)
    result[time.of] = static_cast<double>(time.nanoseconds) / 1e6;
  return result;
}

std::string pack(llvm::Expected<UnitResult> unit) {
  Parcel parcel;
  if (unit) {
    const Stats &stats = unit->report.stats;
    parcel = {encodeUnit(*unit, noRoot), "", timesOf(stats.phaseMs), timesOf(stats.ruleMs)};
  } else {
    parcel.error = llvm::toString(unit.takeError());
  }
  return encode(kind, parcel, noRoot);
}

llvm::Expected<UnitResult> unpack(llvm::StringRef bytes) {
  Parcel parcel;
  if (!decode(kind, bytes, noRoot, parcel))
    return error("its process sent back something else than a result");
  if (parcel.record.empty())
    return error("{0}", parcel.error);
  llvm::Expected<UnitResult> unit = decodeUnit(parcel.record, noRoot);
  if (unit) {
    unit->report.stats.phaseMs = milliseconds(parcel.phases);
    unit->report.stats.ruleMs = milliseconds(parcel.rules);
  }
  return unit;
}

} // namespace corolint
