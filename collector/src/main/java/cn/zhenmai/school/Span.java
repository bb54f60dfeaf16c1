package cn.zhenmai.school;

import java.time.LocalDate;

/**
 * A half-open run of days [from, until). A null end is open: validity in the registry is always told in days, because that is how
 * schools tell it.
 */
public record Span(LocalDate from, LocalDate until) {

    public static final Span ALWAYS = new Span(null, null);

    public boolean contains(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }
}
