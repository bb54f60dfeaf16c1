package cn.zhenmai.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a pack's rules into a school's rule file as text, so that the file keeps its comments and its order. */
public final class PackAdoption {

    private static final List<String> SECTIONS = List.of("standards", "schedules", "rules");

    private PackAdoption() {}

    /** The file with the pack's rules before its own. Throws {@link RuleProblems} where it already has rules of these ids. */
    public static String into(String yaml, PolicyPack pack) {
        JsonNode own = YamlTree.read(yaml);
        JsonNode added = YamlTree.read(pack.yaml());
        String text = yaml.endsWith("\n") ? yaml : yaml + "\n";
        for (String section : SECTIONS) {
            Set<String> both = ids(own, section);
            both.retainAll(ids(added, section));
            if (!both.isEmpty()) {
                throw new RuleProblems(List.of(new RuleProblem(
                        section,
                        "已有同名项，请先改名或删去：" + String.join("、", both) + "／already there, rename or remove first")));
            }
            String block = block(pack.yaml(), section);
            if (!block.isEmpty()) {
                text = insert(text, section, marked(block, section, pack));
            }
        }
        return text;
    }

    private static Set<String> ids(JsonNode file, String section) {
        Set<String> ids = new TreeSet<>();
        file.path(section).forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    /** The lines of a section, without its name; packs are written in block style. */
    private static String block(String yaml, String section) {
        Matcher found = Pattern.compile("(?m)^" + section + ":\\s*\\n((?:(?: .*|)\\n?)*)")
                .matcher(yaml);
        return found.find() ? found.group(1).stripTrailing() + "\n" : "";
    }

    private static String marked(String block, String section, PolicyPack pack) {
        return section.equals("rules")
                ? block.replaceAll("(?m)^( *)- id: (.*)$", "$1- id: $2\n$1  pack: " + pack.id() + "@" + pack.version())
                : block;
    }

    private static String insert(String text, String section, String block) {
        Matcher place = Pattern.compile("(?m)^" + section + ":[ \\t]*(#.*)?\\n(?=(?:\\s*#.*\\n|\\s*\\n)*( *)-)")
                .matcher(text);
        if (place.find()) {
            String own = place.group(2);
            return text.substring(0, place.end())
                    + block.replaceAll("(?m)^  ", own)
                    + "\n"
                    + text.substring(place.end());
        }
        Matcher empty = Pattern.compile("(?m)^" + section + ":[ \\t]*\\[[ \\t]*][ \\t]*\\n")
                .matcher(text);
        if (empty.find()) {
            return text.substring(0, empty.start()) + section + ":\n" + block + text.substring(empty.end());
        }
        return section + ":\n" + block + "\n" + text;
    }
}
