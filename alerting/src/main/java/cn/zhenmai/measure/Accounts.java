package cn.zhenmai.measure;

import cn.zhenmai.school.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** How a tallied value came about: its sessions (or days), and the sum. */
final class Accounts {

    private Accounts() {}

    static Account of(Tallied tallied, SubjectFacts of, AsOf now) {
        Span days = isOfPerson(tallied, of) ? Windows.days(tallied.window(), now.today(), now) : null;
        if (days != null) {
            return ofPerson(tallied, of, days, now);
        }
        List<Entry> entries = tallied.standing(of, now);
        Total total = Total.of(entries);
        List<Item> items = items(tallied, entries);
        String sum = tallied.isCount()
                ? Texts.sum(items) + " = " + whole(tallied, total.numerator())
                : share(tallied, total);
        String zh = tallied.definition().nameZh() + " " + sum;
        String en = tallied.definition().nameEn() + " " + sum;
        if (tallied.comparison() instanceof Comparison.Absolute || total.isEmpty()) {
            return new Account(items, zh, en);
        }
        return compared(tallied, of, now, items, zh, en);
    }

    private static boolean isOfPerson(Tallied tallied, SubjectFacts of) {
        return (of instanceof StudentFacts || of instanceof EnrolmentFacts)
                && tallied.comparison() instanceof Comparison.Absolute
                && !(tallied.definition().numerator() instanceof Enum<?>)
                && !Windows.isOfSessions(tallied.window());
    }

    /** The same without an entry for each session of the days. */
    private static Account ofPerson(Tallied tallied, SubjectFacts of, Span days, AsOf now) {
        FactItems items = new FactItems();
        Total total = Totals.list(tallied, of, days, now, items);
        String sum = tallied.isCount()
                ? Texts.sum(items.counts()) + " = " + whole(tallied, total.numerator())
                : share(tallied, total);
        return new Account(
                items,
                tallied.definition().nameZh() + " " + sum,
                tallied.definition().nameEn() + " " + sum);
    }

    private static List<Item> items(Tallied tallied, List<Entry> entries) {
        FactItems facts = new FactItems();
        List<Item> sums = new ArrayList<>();
        for (Entry entry : entries) {
            boolean counts = !tallied.isCount() || entry.numerator() != 0;
            if (counts && entry.fact() != null) {
                facts.add(entry.fact(), entry.numerator(), null);
            } else if (counts) {
                sums.add(item(tallied, entry));
            }
        }
        return sums.isEmpty() ? facts : sums;
    }

    private static Account compared(Tallied tallied, SubjectFacts of, AsOf now, List<Item> own, String zh, String en) {
        List<Item> items = new ArrayList<>(own);
        String against = "";
        String againstEn = "";
        if (tallied.comparison() instanceof Comparison.Standard standard) {
            String line = written(tallied, standard.value().value().doubleValue());
            against = "；标准 " + line;
            againstEn = "; standard " + line;
        } else {
            List<Compared.Other> others = Compared.others(tallied, of, now);
            for (Compared.Other other : others) {
                items.add(said(null, other.name(now.school()) + " " + share(tallied, other.total())));
            }
            double[] values = Compared.values(tallied, others);
            String median = values.length == 0 ? "–" : written(tallied, Compared.median(values));
            boolean peers = tallied.comparison() instanceof Comparison.Peers;
            against = "；" + (peers ? values.length + " 个可比对象的中位数 " : "自身以往 " + values.length + " 期的中位数 ") + median;
            againstEn = "; median of "
                    + (peers ? values.length + " comparable ones " : "the own last " + values.length + " ")
                    + median;
        }
        Total difference = Compared.total(tallied, of, now);
        if (difference != null) {
            double by = (double) difference.numerator() / Tallied.FRACTION;
            boolean deviations = Compared.isInDeviations(tallied.comparison());
            boolean rate = !deviations && tallied.definition().form() == Measure.Form.RATE;
            String number = Texts.decimal(rate ? 100 * by : by, rate ? 1 : 2);
            against += "；相差 " + number + (deviations ? " 倍离差（MAD）" : rate ? " 个百分点" : "");
            againstEn += "; difference " + number + (deviations ? " MAD" : rate ? " points" : "");
        }
        return new Account(items, zh + against, en + againstEn);
    }

    /** Something that the arithmetic rests on and that adds nothing to the number itself. */
    static Item said(LocalDate day, String text) {
        return new Item(null, null, day, 0, 0, null, null, BigDecimal.ZERO, text, null, null);
    }

    /** "10/12 = 83.3%"; of a count the number alone. */
    static String share(Tallied tallied, Total total) {
        return tallied.isCount()
                ? whole(tallied, total.numerator())
                : whole(tallied, total.numerator()) + "/" + whole(tallied, total.denominator()) + " = "
                        + value(tallied, total);
    }

    static String written(Tallied tallied, double value) {
        return tallied.definition().form() == Measure.Form.RATE
                ? Texts.decimal(100 * value, 1) + "%"
                : Texts.decimal(value, 2);
    }

    private static String whole(Tallied tallied, long amount) {
        long scale = tallied.definition().scale();
        return Texts.plain(BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(scale), 4, RoundingMode.HALF_UP));
    }

    private static String value(Tallied tallied, Total total) {
        if (total.denominator() == 0) {
            return "–";
        }
        return tallied.definition().form() == Measure.Form.RATE
                ? Texts.percent(total.numerator(), total.denominator())
                : BigDecimal.valueOf(total.numerator())
                        .divide(BigDecimal.valueOf(total.denominator()), 2, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    static Item item(Tallied tallied, Entry entry) {
        if (entry.fact() != null) {
            return entry.fact().item(entry.numerator(), null);
        }
        Place place = entry.place();
        BigDecimal count = new BigDecimal(whole(tallied, entry.numerator()));
        String share = whole(tallied, entry.numerator()) + "/" + whole(tallied, entry.denominator());
        Instant none = null;
        return new Item(
                place == null ? null : place.roll.session().id(),
                place == null ? entry.offering() : place.at().offering(),
                entry.day(),
                entry.firstPeriod(),
                0,
                null,
                null,
                count,
                tallied.isCount() ? null : share,
                null,
                none);
    }
}
