package cn.zhenmai.intake;

import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.store.Source;
import java.util.Set;

/**
 * What the office says of a source.
 *
 * @param rank reader 10, class monitor 20, teacher 30, student-affairs office 40
 * @param owner account of who answers for it, or null
 * @param cadenceMinutes in school hours it is expected to say something at least that often; null = never expected
 * @param rowsPerSecond what it may send on average
 * @param types that it may send, null = all
 * @param classes that it may send for, null = all
 * @param signed its requests carry a signature instead of the key
 * @param revoked nothing more is taken from it
 */
public record SourceSettings(
        String id,
        String name,
        int rank,
        boolean offRoster,
        String owner,
        Integer cadenceMinutes,
        int rowsPerSecond,
        Set<String> types,
        Set<String> classes,
        boolean signed,
        boolean revoked) {

    public static final int DEFAULT_ROWS_PER_SECOND = 5_000;

    private static final int MOST_ROWS_PER_SECOND = 200_000;
    private static final int LONGEST = 100;
    private static final int MOST_MINUTES = 7 * 24 * 60;

    public static SourceSettings of(String id, String name, int rank, boolean offRoster, Set<String> types) {
        return new SourceSettings(
                id, name, rank, offRoster, null, null, DEFAULT_ROWS_PER_SECOND, types, null, false, false);
    }

    Source source() {
        return new Source(id, rank, offRoster, classes);
    }

    /** Throws {@link InvalidFieldException} with the first thing that can't be. */
    public SourceSettings checked() {
        check(id != null && id.matches("[a-z0-9][a-z0-9-]{0,39}"), "id", "1–40 个小写字母、数字或连字符／1–40 of a–z, 0–9 and -");
        check(isText(name), "name", "须为 1–100 字／must be 1–100 characters");
        check(rank >= 1 && rank <= 100, "rank", "须在 1 到 100 之间／must be from 1 to 100");
        check(owner == null || isText(owner), "owner", "须为 1–100 字／must be 1–100 characters");
        check(
                cadenceMinutes == null || (cadenceMinutes >= 1 && cadenceMinutes <= MOST_MINUTES),
                "cadenceMinutes",
                "须在 1 到 10080 分钟之间／must be from 1 to 10080 minutes");
        check(
                rowsPerSecond >= 1 && rowsPerSecond <= MOST_ROWS_PER_SECOND,
                "rowsPerSecond",
                "须在 1 到 200000 之间／must be from 1 to 200000");
        check(
                types == null || (!types.isEmpty() && ObservationJson.TYPES.containsAll(types)),
                "types",
                "未知类型／unknown type");
        check(
                classes == null || (!classes.isEmpty() && classes.stream().allMatch(SourceSettings::isText)),
                "classes",
                "班级编号有误／not the ids of classes");
        return this;
    }

    private static boolean isText(String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= LONGEST
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static void check(boolean holds, String field, String message) {
        if (!holds) {
            throw new InvalidFieldException(field, message);
        }
    }
}
