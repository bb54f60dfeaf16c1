package cn.zhenmai.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A policy that schools really have, as a rule file that ships: taken into the school's own rules by copying its text, so that what a
 * school judges by never changes with an upgrade.
 *
 * @param source what it rests on
 * @param yaml the whole file; empty while it is read
 */
public record PolicyPack(
        String id, int version, String nameZh, String nameEn, String sourceZh, String sourceEn, String yaml) {

    /** In the order in which they are offered. */
    private static final List<String> SHIPPED = List.of(
            "warning-ladder",
            "sanctions-10",
            "sanctions-10-15",
            "sanctions-20",
            "academic-warning",
            "course-bar",
            "course-bar-above",
            "course-bar-leave",
            "course-bar-above-leave",
            "late-three-make-one",
            "late-fifteen-minutes",
            "late-not-converted",
            "practice-day",
            "teaching-accident",
            "basic-conditions");

    public static List<PolicyPack> all() {
        return SHIPPED.stream().map(PolicyPack::shipped).toList();
    }

    public static Optional<PolicyPack> find(String id) {
        return SHIPPED.contains(id) ? Optional.of(shipped(id)) : Optional.empty();
    }

    private static PolicyPack shipped(String id) {
        String yaml = resource(id + ".yaml");
        PolicyPack header = YamlTree.read(yaml, top -> header(top.fields("pack")));
        return new PolicyPack(
                header.id, header.version, header.nameZh, header.nameEn, header.sourceZh, header.sourceEn, yaml);
    }

    /** The cases that it is held to: a fixture file. */
    public String cases() {
        return resource(id + ".cases.yaml");
    }

    public RuleSet rules() {
        return RuleSet.parse(yaml);
    }

    static PolicyPack header(Fields fields) {
        Fields name = fields.fields("name");
        Fields source = fields.fields("source");
        PolicyPack pack = new PolicyPack(
                fields.text("id"),
                fields.number("version", 1, 1),
                name.text("zh"),
                name.text("en"),
                source.text("zh"),
                source.text("en"),
                "");
        List.of(name, source, fields).forEach(Fields::end);
        return pack;
    }

    Origin origin() {
        return new Origin(id, version, null);
    }

    private static String resource(String file) {
        try (InputStream in = PolicyPack.class.getResourceAsStream("/packs/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenJar) {
            throw new UncheckedIOException(brokenJar);
        }
    }
}
