#include "support/Yaml.h"

#include <gtest/gtest.h>

using namespace corolint;

static YamlValue parse(llvm::StringRef text) { return llvm::cantFail(readYaml("c.yaml", text)); }

static std::string errorOf(llvm::StringRef text) {
  auto node = readYaml("c.yaml", text);
  return node ? "none" : llvm::toString(node.takeError());
}

TEST(Yaml, BecomesATree) {
  const YamlValue root = parse("name: 'it''s'\n"
                               "list: [a, \"b\\n\"]\n");
  ASSERT_EQ(root.kind, YamlValue::Map);
  EXPECT_EQ(root.entries[0].key.text, "name");
  EXPECT_EQ(root.entries[0].value.text, "it's");
  ASSERT_EQ(root.entries[1].value.kind, YamlValue::List);
  EXPECT_EQ(root.entries[1].value.items[1].text, "b\n");
}

TEST(Yaml, EveryNodeKnowsItsPlace) {
  const YamlValue root = parse("a:\n"
                               "  - b: c\n");
  const YamlEntry &inner = root.entries[0].value.items[0].entries[0];
  EXPECT_EQ(inner.key.place, (LineColumn{2, 5}));
  EXPECT_EQ(inner.value.place, (LineColumn{2, 8}));
}

TEST(Yaml, NothingIsNull) {
  for (const char *text : {"", "\n", "# only a comment\n", "---\n", "~", "null", "\xef\xbb\xbf"})
    EXPECT_EQ(parse(text).kind, YamlValue::Null) << text;
  EXPECT_EQ(parse("''").kind, YamlValue::Scalar);
}

TEST(Yaml, AByteOrderMarkIsNoPartOfTheText) {
  const YamlValue root = parse("\xef\xbb\xbf"
                               "a: b\n");
  EXPECT_EQ(root.entries[0].key.text, "a");
  EXPECT_EQ(root.entries[0].key.place, (LineColumn{1, 1}));
}

TEST(Yaml, BlockTextIsAScalar) { EXPECT_EQ(parse("a: |\n  one\n  two\n").entries[0].value.text, "one\ntwo\n"); }

TEST(Yaml, AMistakeIsOneLineWithItsPlace) {
  EXPECT_EQ(errorOf("a: 1\nb: 2\na: 3\n"), "c.yaml:3:1: duplicate key 'a'");
  EXPECT_EQ(errorOf("a: *b\n"), "c.yaml:1:1: aliases are not read here; write the value out");
  EXPECT_EQ(errorOf("[a]: b\n"), "c.yaml:1:2: a key must be a plain word");
  EXPECT_EQ(errorOf("a: b\n---\nc: d\n"), "c.yaml:4:1: more than one YAML document; keep only one");
}

TEST(Yaml, TextThatIsNoYamlIsAMistake) {
  EXPECT_EQ(errorOf("a: [b\n"), "c.yaml:1:6: broken YAML: could not find closing ]");
  EXPECT_EQ(errorOf("a: 'b\n"), "c.yaml:1:6: broken YAML: expected quote at end of scalar");
  EXPECT_EQ(errorOf("a: \"\\q\"\n"), "c.yaml:1:6: broken YAML: unrecognized escape code");
  EXPECT_EQ(errorOf("a: b\n- c\n"), "c.yaml:2:1: broken YAML: unexpected token, expected Key or Block End");
  const llvm::StringRef utf16("\xff\xfe"
                              "a\0",
                              4);
  EXPECT_EQ(errorOf(utf16), "c.yaml:1:1: UTF-16 is not read here; save the file as UTF-8");
}

TEST(Yaml, DeepNestingIsAMistakeAndNoCrash) {
  std::string block;
  for (int i = 0; i < 2'000; ++i)
    block += "- ";
  EXPECT_EQ(errorOf(block), "c.yaml:1:67: nested deeper than 32 levels");
  EXPECT_EQ(errorOf(std::string(100'000, '[')), "c.yaml:1:35: nested deeper than 32 levels");
}
