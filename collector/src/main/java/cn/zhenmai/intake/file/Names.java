package cn.zhenmai.intake.file;

import cn.zhenmai.school.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom a file means: classes by number, name or alias, teachers by staff number or by a name that only one bears. What it can't tell it
 * says in an IllegalArgumentException with words for people.
 */
final class Names {

    private static final Pattern NUMBER_FIRST =
            Pattern.compile("[\\[(（]?([A-Za-z]{0,3}\\d{1,12})[\\])）]?[\\s/-]*(\\D+)");
    private static final Pattern NUMBER_LAST =
            Pattern.compile("(\\D+?)[\\s/-]*[\\[(（]?([A-Za-z]{0,3}\\d{1,12})[\\])）]?");
    /** 陆志伟(篮球)[讲师], 董朝阳[副教授], 包博文讲师. */
    private static final Pattern BEHIND_NAME = Pattern.compile("[(（\\[【].*|(?<=\\S{2})(副?教授|讲师|助教|老师|高级讲师|正高级|未定级)$");

    private final Map<String, String> classes = new HashMap<>();
    private final Set<String> classIds = new HashSet<>();
    private final Map<String, List<String>> teachers = new HashMap<>();
    private final Map<String, String> teacherNames = new LinkedHashMap<>();
    private final Map<String, String> teacherAliases;

    /** Aliases by what a file says. */
    record Aliases(Map<String, String> classes, Map<String, String> teachers) {
        static final Aliases NONE = new Aliases(Map.of(), Map.of());
    }

    Names(Registry registry, Aliases aliases) {
        Set<String> twice = new HashSet<>();
        for (Registry.AdministrativeClass one : registry.classes()) {
            classIds.add(one.id());
            String other = classes.put(bare(one.name()), one.id());
            if (other != null && !other.equals(one.id())) {
                twice.add(bare(one.name()));
            }
        }
        twice.forEach(classes::remove);
        aliases.classes().forEach((alias, id) -> classes.put(bare(alias), id));
        registry.teachers().forEach(one -> addTeacher(one.id(), one.name()));
        teacherAliases = aliases.teachers();
    }

    void addClass(String id, String name) {
        classIds.add(id);
        classes.put(bare(name), id);
    }

    void addTeacher(String id, String name) {
        if (teacherNames.put(id, name) == null) {
            teachers.computeIfAbsent(name, n -> new ArrayList<>()).add(id);
        }
    }

    boolean knowsTeacher(String id) {
        return teacherNames.containsKey(id);
    }

    String classId(String said) {
        String known = findClass(said);
        if (known == null) {
            throw new IllegalArgumentException("没有这个班级，可设别名／no such class, an alias may help: " + said);
        }
        return known;
    }

    /** Null where none is called so. */
    String findClass(String said) {
        return classIds.contains(said) ? said : classes.get(bare(said));
    }

    /** 软件2501班 and 软件2501 are one; so are brackets of both widths. */
    private static String bare(String name) {
        String plain = name.replaceAll("\\s", "").replace('（', '(').replace('）', ')');
        return plain.length() > 2 && plain.endsWith("班") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Staff numbers of everyone named in the cell; {@code numbers} is a cell with their numbers, or null. */
    List<String> teachers(String said, String numbers) {
        if (numbers != null) {
            return split(numbers).stream().distinct().toList();
        }
        return split(said).stream().map(this::teacher).distinct().toList();
    }

    /** Names of a cell one by one, with their numbers where it tells them. */
    static List<String> split(String cell) {
        return Arrays.stream(cell.split("[,，、;；/\\n]|\\s{2,}"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    static String plainName(String said) {
        Matcher first = NUMBER_FIRST.matcher(said);
        Matcher last = NUMBER_LAST.matcher(said);
        String name = first.matches() ? first.group(2) : last.matches() ? last.group(1) : said;
        return BEHIND_NAME.matcher(name.strip()).replaceAll("").strip();
    }

    String teacher(String said) {
        if (teacherNames.containsKey(said)) {
            return said;
        }
        String alias = teacherAliases.get(said);
        if (alias != null) {
            return alias;
        }
        Matcher first = NUMBER_FIRST.matcher(said);
        Matcher last = NUMBER_LAST.matcher(said);
        String number = first.matches() ? first.group(1) : last.matches() ? last.group(2) : null;
        if (number != null && teacherNames.containsKey(number)) {
            return number;
        }
        String name = plainName(said);
        List<String> ids = teachers.getOrDefault(name, List.of());
        if (ids.size() == 1) {
            return ids.get(0);
        }
        throw new IllegalArgumentException(
                ids.isEmpty()
                        ? "没有这位教师，请加工号列或设别名／no such teacher: add a column of staff numbers, or an alias: " + said
                        : "重名，请写工号：" + joined(ids) + "／several teachers have this name: give the staff number");
    }

    private static String joined(Collection<String> ids) {
        return ids.stream().sorted().collect(Collectors.joining("、"));
    }
}
