package cn.zhenmai.measure;

import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Points for reasons of several kinds (attendance, behaviour, course): the sum over the reasons that hold of the subject. */
public record Points(Subject.Kind subject, List<Reason> reasons) implements Measure {

    /** {@code points} where the measure is past the bound. */
    public record Reason(
            Measure measure,
            Direction direction,
            Threshold at,
            int minimumN,
            int points,
            String nameZh,
            String nameEn) {

        private boolean asksHowMany() {
            return minimumN > 0 || direction.isDownward();
        }

        boolean holds(Reading.Point point) {
            return point.n() >= minimumN
                    && point.n() > 0
                    && point.denominator() != 0
                    && direction.holds(at.compare(point.numerator(), point.denominator()));
        }
    }

    public Points {
        reasons = List.copyOf(reasons);
        for (Reason reason : reasons) {
            if (reason.measure().subject() != subject) {
                throw new IllegalArgumentException("对象不同／another subject: " + reason.nameZh());
            }
        }
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return "分";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return reasons.stream()
                .anyMatch(reason -> reason.measure().mayMove(moved, Standing.FIRING)
                        || reason.asksHowMany() && reason.measure().mayMoveN(moved));
    }

    /** More points come of a reason that time alone may bring. */
    @Override
    public Instant raisesAt(Reading reading, Direction direction, SubjectFacts of, AsOf now) {
        if (reading.wakeAt() == null
                || direction.isDownward()
                || now.isBetweenTerms()
                || reasons.stream().anyMatch(r -> r.points() < 0)) {
            return reading.wakeAt();
        }
        Instant earliest = null;
        for (Reason reason : reasons) {
            boolean isAsked = !reason.measure().onlyFallsInTime(reason.direction());
            Reading own = isAsked ? reason.measure().readNow(of, now) : Reading.nothing();
            Instant at = reason.measure().raisesAt(own, reason.direction(), of, now);
            earliest = at != null && (earliest == null || at.isBefore(earliest)) ? at : earliest;
        }
        return earliest;
    }

    @Override
    public Instant movesAt(Reading reading, SubjectFacts of, AsOf now) {
        Instant earliest = null;
        for (Reason reason : reasons) {
            if (reason.measure().isShortOf(reason.at(), reason.direction(), of, now)) {
                continue;
            }
            Reading own = reason.measure().readNow(of, now);
            Instant at = reason.asksHowMany() ? own.wakeAt() : reason.measure().movesAt(own, of, now);
            earliest = at != null && (earliest == null || at.isBefore(earliest)) ? at : earliest;
        }
        return earliest;
    }

    /** By those reasons of which it is not sure that they do not hold; what time brings must be sure of all. */
    @Override
    public boolean isShortOf(Threshold bound, Direction direction, SubjectFacts of, AsOf now) {
        if (direction.isDownward() || now.isBetweenTerms()) {
            return false;
        }
        int most = 0;
        for (Reason reason : reasons) {
            if (reason.points() < 0) {
                return false;
            }
            if (!reason.measure().isShortOf(reason.at(), reason.direction(), of, now)) {
                if (!reason.measure().onlyFallsInTime(reason.direction()) || Entries.isAhead(of, now.today())) {
                    return false;
                }
                most += reason.points();
            }
        }
        return !direction.holds(bound.compare(most, 1));
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        int sum = 0;
        int held = 0;
        Instant wakeAt = null;
        for (Reason reason : reasons) {
            if (reason.measure().isShortOf(reason.at(), reason.direction(), of, now)) {
                continue;
            }
            Reading reading = reason.measure().readNow(of, now);
            if (reason.holds(reading.last())) {
                sum += reason.points();
                held++;
            }
            if (reading.wakeAt() != null && (wakeAt == null || reading.wakeAt().isBefore(wakeAt))) {
                wakeAt = reading.wakeAt();
            }
        }
        return held == 0 ? Reading.nothingUntil(wakeAt) : Reading.of(sum, 1, held, wakeAt);
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        FactItems items = new FactItems();
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        int sum = 0;
        for (Reason reason : reasons) {
            if (reason.holds(reason.measure().readNow(of, now).last())) {
                Account account = reason.measure().explain(of, now);
                String text = reason.nameZh() + "：" + account.arithmetic();
                items.addOther(new Item(
                        null, null, null, 0, 0, null, null, BigDecimal.valueOf(reason.points()), text, null, null));
                items.addAsideAll(account.items());
                zh.add(reason.nameZh() + " " + reason.points() + "（" + account.arithmetic() + "）");
                en.add(reason.nameEn() + " " + reason.points() + " (" + account.arithmeticEn() + ")");
                sum += reason.points();
            }
        }
        return new Account(
                items, String.join(" + ", zh) + " = " + sum + " 分", String.join(" + ", en) + " = " + sum + " points");
    }
}
