package cn.zhenmai.rule;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {names}; a [part] in brackets falls away where one of its names has no value. */
public record Template(String text) {

    /** What a title or text may name. */
    static final Set<String> NAMES = Set.of(
            "value",
            "numerator",
            "denominator",
            "n",
            "distance",
            "next",
            "level",
            "course",
            "classes",
            "date",
            "periods");

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");

    /** Names that no text may use. */
    Set<String> unknownNames() {
        Set<String> unknown = new TreeSet<>();
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            if (!NAMES.contains(name.group(1))) {
                unknown.add(name.group(1));
            }
        }
        return unknown;
    }

    public String fill(Map<String, String> values) {
        String kept = OPTIONAL.matcher(text).replaceAll(part -> {
            Matcher name = NAME.matcher(part.group(1));
            while (name.find()) {
                if (values.get(name.group(1)) == null) {
                    return "";
                }
            }
            return Matcher.quoteReplacement(part.group(1));
        });
        return NAME.matcher(kept).replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
    }
}
