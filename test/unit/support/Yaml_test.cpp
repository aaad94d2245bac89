#include "support/Yaml.h"

#include <gtest/gtest.h>

using namespace corolint;

static YamlNode parse(llvm::StringRef text) {
  YamlMistakes mistakes;
  return parseYaml(text, mistakes).value();
}

static std::string errorOf(llvm::StringRef text) {
  YamlMistakes mistakes;
  parseYaml(text, mistakes);
  return mistakes.empty() ? "none" : llvm::toString(yamlError("c.yaml", mistakes));
}

TEST(Yaml, BecomesATree) {
  const YamlNode root = parse("name: 'it''s'\n"
                              "list: [a, \"b\\n\"]\n");
  ASSERT_EQ(root.kind, YamlNode::Map);
  EXPECT_EQ(root.fields[0].key, "name");
  EXPECT_EQ(root.fields[0].value.text, "it's");
  ASSERT_EQ(root.fields[1].value.kind, YamlNode::List);
  EXPECT_EQ(root.fields[1].value.items[1].text, "b\n");
}

TEST(Yaml, EveryNodeKnowsItsPlace) {
  const YamlNode root = parse("a:\n"
                              "  - b: c\n");
  const YamlField &inner = root.fields[0].value.items[0].fields[0];
  EXPECT_EQ(inner.place, (LineColumn{2, 5}));
  EXPECT_EQ(inner.value.place, (LineColumn{2, 8}));
}

TEST(Yaml, AListInBracketsBeginsWithItsBracket) {
  EXPECT_EQ(parse("a: [ b ]\n").fields[0].value.place, (LineColumn{1, 4}));
  EXPECT_EQ(parse("{ a: b }\n").place, (LineColumn{1, 1}));
}

TEST(Yaml, NothingIsNothing) {
  for (const char *text : {"", "\n", "# only a comment\n", "---\n", "~", "null", "\xef\xbb\xbf"})
    EXPECT_EQ(parse(text).kind, YamlNode::Nothing) << text;
  EXPECT_EQ(parse("''").kind, YamlNode::Text);
}

TEST(Yaml, AByteOrderMarkIsNoPartOfTheText) {
  const YamlNode root = parse("\xef\xbb\xbf"
                              "a: b\n");
  EXPECT_EQ(root.fields[0].key, "a");
  EXPECT_EQ(root.fields[0].place, (LineColumn{1, 1}));
}

TEST(Yaml, BlockTextIsAScalar) { EXPECT_EQ(parse("a: |\n  one\n  two\n").fields[0].value.text, "one\ntwo\n"); }

TEST(Yaml, AMistakeIsOneLineWithItsPlace) {
  EXPECT_EQ(errorOf("a: 1\nb: 2\na: 3\n"), "c.yaml:3:1: duplicate key 'a'");
  EXPECT_EQ(errorOf("a: *b\n"), "c.yaml:1:1: anchors, aliases and tags are not read here; write the value itself");
  EXPECT_EQ(errorOf("[a]: b\n"), "c.yaml:1:1: a key must be a plain word");
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
  EXPECT_EQ(errorOf(std::string(100'000, '[')), "c.yaml:1:34: nested deeper than 32 levels");
}
