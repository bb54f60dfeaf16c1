package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of one mapping in a rule file, as a reader asks for them. Asking is all that there is to say about a field: {@link
 * YamlFields} answers with what a file has, {@link SchemaFields} notes what was asked for, so the reader and the JSON Schema are one
 * text. What is wrong or unknown is answered with something harmless; nobody may rely on it.
 */
public interface Fields {

    void problem(String field, String message);

    /** A text that must be there and not be empty. */
    String text(String field);

    /** Null where it is absent. */
    String optionalText(String field);

    int number(String field, int otherwise, int least);

    boolean flag(String field, boolean otherwise);

    /** A number, a fraction, or {@code {standard: id}}; null where it is absent and not required. */
    Threshold threshold(String field, boolean required);

    /** Null where it is absent. */
    LocalDate date(String field);

    /** Written 45m, 12h or 3d. */
    Duration duration(String field, Duration otherwise);

    /** Written in lower case with hyphens, or as it is. {@code otherwise} null = required. */
    <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise);

    Set<String> texts(String field);

    <E extends Enum<E>> Set<E> constants(String field, Class<E> type);

    Set<Integer> numbers(String field, int least, int most);

    /** A mapping that must be there. */
    Fields fields(String field);

    Optional<Fields> optional(String field);

    /** Empty where it is absent. */
    List<Fields> list(String field);

    /** A list that must be there, with at least so many entries. */
    List<Fields> list(String field, int least);

    /** One of some forms, told apart by the text of the field. */
    <T> T choose(String field, Map<String, Function<Fields, T>> forms);

    /** One of some forms, told apart by which of the fields is there. */
    <T> T oneOf(Map<String, Function<Fields, T>> forms);

    /** This mapping is of a kind that has a name, because it may occur in itself. */
    <T> T as(String definition, Function<Fields, T> read);

    /** This mapping's fields, and where they are absent those of the other, less the named ones. */
    Fields over(Fields other, Set<String> without);

    /** Every field that nobody has asked for is unknown: a misspelt switch must not be silently off. */
    void end();
}
