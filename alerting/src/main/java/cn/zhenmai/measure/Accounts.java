package cn.zhenmai.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a tallied value came about: its sessions (or days), and the sum. */
final class Accounts {

    private Accounts() {}

    static Account of(Tallied tallied, SubjectFacts of, AsOf now) {
        List<Entry> entries = tallied.standing(of, now);
        Total total = Total.of(entries);
        List<Item> items = new ArrayList<>();
        for (Entry entry : entries) {
            if (!tallied.isCount() || entry.numerator() != 0) {
                items.add(item(tallied, entry));
            }
        }
        String sum = tallied.isCount()
                ? Texts.sum(items) + " = " + whole(tallied, total.numerator())
                : whole(tallied, total.numerator()) + "/" + whole(tallied, total.denominator()) + " = "
                        + value(tallied, total);
        String zh = tallied.definition().nameZh() + " " + sum;
        String en = tallied.definition().nameEn() + " " + sum;
        if (tallied.comparison() instanceof Comparison.Absolute || total.isEmpty()) {
            return new Account(items, zh, en);
        }
        return compared(tallied, of, now, items, zh, en);
    }

    private static Account compared(
            Tallied tallied, SubjectFacts of, AsOf now, List<Item> items, String zh, String en) {
        String against = "";
        String againstEn = "";
        if (tallied.comparison() instanceof Comparison.Standard standard) {
            against = "；标准 " + standard.value().value().stripTrailingZeros().toPlainString();
            againstEn = "; standard "
                    + standard.value().value().stripTrailingZeros().toPlainString();
        } else {
            double[] others = Compared.others(tallied, of, now);
            String median = others.length == 0 ? "–" : decimal(Compared.median(others));
            boolean peers = tallied.comparison() instanceof Comparison.Peers;
            against = (peers ? "；" + others.length + " 个可比对象的中位数 " : "；自身以往 " + others.length + " 期的中位数 ") + median;
            againstEn = (peers
                            ? "; median of " + others.length + " comparable ones "
                            : "; median of the own last " + others.length + " ")
                    + median;
        }
        Total difference = Compared.total(tallied, of, now);
        if (difference != null) {
            String unit = Compared.isInDeviations(tallied.comparison()) ? " MAD" : "";
            String by = decimal((double) difference.numerator() / Tallied.FRACTION) + unit;
            against += "；相差 " + by;
            againstEn += "; difference " + by;
        }
        return new Account(items, zh + against, en + againstEn);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
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

    private static Item item(Tallied tallied, Entry entry) {
        if (entry.fact() != null) {
            return entry.fact().item(entry.numerator(), null);
        }
        Place place = entry.place();
        BigDecimal count = new BigDecimal(whole(tallied, entry.numerator()));
        String share = whole(tallied, entry.numerator()) + "/" + whole(tallied, entry.denominator());
        Instant none = null;
        return new Item(
                place == null ? null : place.roll.session().id(),
                place == null ? null : place.at.offering(),
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
