package cn.zhenmai.measure;

import cn.zhenmai.observation.Status;
import java.io.IOException;
import java.util.List;

/** What a number rests on as bytes: facts by their places, which mean the same in a ledger with the same {@link LedgerImage#sum}. */
public final class PackedAccounts {

    private static final Status[] STATUSES = Status.values();
    private static final Contribution.Kind[] PARTS = Contribution.Kind.values();

    private PackedAccounts() {}

    /** May be null. */
    public static void write(PackedOut out, Account account) throws IOException {
        out.bool(account != null);
        if (account != null) {
            write(out, account.items());
            out.text(account.arithmetic());
            out.text(account.arithmeticEn());
        }
    }

    public static Account account(PackedIn in, Ledger of) throws IOException {
        return in.bool() ? new Account(items(in, of), in.text(), in.text()) : null;
    }

    public static void write(PackedOut out, List<Item> items) throws IOException {
        out.bool(items instanceof FactItems);
        if (items instanceof FactItems facts) {
            facts.write(out);
        } else {
            out.all(items, item -> write(out, item));
        }
    }

    public static List<Item> items(PackedIn in, Ledger of) throws IOException {
        return in.bool() ? FactItems.read(in, of.known()) : List.copyOf(in.all(() -> item(in)));
    }

    static void write(PackedOut out, Item item) throws IOException {
        out.text(item.session());
        out.text(item.offering());
        out.day(item.heldOn());
        out.signed(item.firstPeriod());
        out.signed(item.periods());
        out.text(item.student());
        out.choice(item.status());
        out.decimal(item.count());
        out.text(item.text());
        out.text(item.source());
        out.instant(item.receivedAt());
    }

    static Item item(PackedIn in) throws IOException {
        return new Item(
                in.text(),
                in.text(),
                in.day(),
                (int) in.signed(),
                (int) in.signed(),
                in.text(),
                in.choice(STATUSES),
                in.decimal(),
                in.text(),
                in.text(),
                in.instant());
    }

    public static void write(PackedOut out, Contribution part) throws IOException {
        out.choice(part.kind());
        out.text(part.id());
        out.decimal(part.numerator());
        out.decimal(part.denominator());
        out.decimal(part.share());
    }

    public static Contribution contribution(PackedIn in) throws IOException {
        return new Contribution(in.choice(PARTS), in.text(), in.decimal(), in.decimal(), in.decimal());
    }

    /** May be null. */
    public static void write(PackedOut out, Reading.Point point) throws IOException {
        out.bool(point != null);
        if (point != null) {
            out.signed(point.numerator());
            out.signed(point.denominator());
            out.signed(point.n());
            out.instant(point.at());
        }
    }

    public static Reading.Point point(PackedIn in) throws IOException {
        return in.bool() ? new Reading.Point(in.signed(), in.signed(), (int) in.signed(), in.instant()) : null;
    }
}
