#include "lsp/Frames.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>
#include <unistd.h>

using namespace corolint;
using Kind = FrameReader::Kind;

namespace {
/// A pipe into which all of a text is written, some bytes at a time.
class Pipe {
public:
  explicit Pipe(std::string text, std::size_t atATime = 1u << 16) {
    EXPECT_EQ(pipe(ends), 0);
    writer = std::thread([this, text = std::move(text), atATime] {
      for (std::size_t done = 0; done < text.size();) {
        const ssize_t wrote = write(ends[1], text.data() + done, std::min(atATime, text.size() - done));
        done = wrote < 0 ? text.size() : done + static_cast<std::size_t>(wrote);
      }
      close(ends[1]);
    });
  }
  ~Pipe() {
    writer.join();
    close(ends[0]);
  }
  Pipe(const Pipe &) = delete;

  int input() const { return ends[0]; }

private:
  int ends[2] = {-1, -1};
  std::thread writer;
};
} // namespace

static std::string framed(const std::string &text) {
  return "Content-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text;
}

TEST(Frames, ComeOneAfterTheOtherHoweverTheBytesArrive) {
  for (const std::size_t atATime : {1, 2, 7, 1000}) {
    const Pipe pipe(framed("{}") + framed("") + framed(std::string(500, 'x')), atATime);
    FrameReader reader(pipe.input());
    for (const std::string &expected : {std::string("{}"), std::string(), std::string(500, 'x')}) {
      const FrameReader::Frame frame = reader.read();
      EXPECT_EQ(frame.kind, Kind::Message);
      EXPECT_EQ(frame.text, expected);
    }
    EXPECT_EQ(reader.read().kind, Kind::End);
  }
}

TEST(Frames, ABrokenLengthIsToldAndTheNextFrameFound) {
  const Pipe pipe("Content-Length: many\r\n\r\n" + framed("{}"));
  FrameReader reader(pipe.input());
  EXPECT_EQ(reader.read().kind, Kind::Broken);
  EXPECT_EQ(reader.read().text, "{}");
}

TEST(Frames, AMessageThatIsCutIsTheEnd) {
  const Pipe pipe(framed("{}").substr(0, 21));
  FrameReader reader(pipe.input());
  EXPECT_EQ(reader.read().kind, Kind::End);
}

TEST(Frames, WhatIsWrittenIsRead) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  EXPECT_TRUE(FrameWriter(ends[1]).write("{\"a\":1}"));
  close(ends[1]);
  EXPECT_EQ(FrameReader(ends[0]).read().text, "{\"a\":1}");
  close(ends[0]);
}

// Whatever bytes come in, reading comes to an end.
TEST(Frames, RandomBytesEnd) {
  std::mt19937 chance(3); // NOLINT(bugprone-random-generator-seed): the same bytes in each run
  for (int round = 0; round < 200; ++round) {
    std::string text = framed("{}") + framed("[1]");
    for (std::size_t i = chance() % 20; i > 0; --i)
      text[chance() % text.size()] = static_cast<char>(chance());
    const Pipe pipe(text);
    FrameReader reader(pipe.input());
    unsigned frames = 0;
    while (reader.read().kind != Kind::End)
      ASSERT_LE(++frames, text.size());
  }
}
