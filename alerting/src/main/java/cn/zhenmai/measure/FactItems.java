package cn.zhenmai.measure;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * What a number rests on where that is attendance, a few bytes each: places and kinds never say anything else later, so that the items
 * are written when somebody looks. Between them may stand what is no fact, as it is.
 */
final class FactItems extends AbstractList<Item> {

    private static final int FIRST = 4;

    /** One where all are of one person. */
    private StudentFacts[] students = new StudentFacts[1];

    private Place[] places = new Place[FIRST];
    private byte[] kinds = new byte[FIRST];
    private int[] counts = new int[FIRST];
    /** Null where none says anything. */
    private String[] texts;

    /** What stands where there is no place; null where there is none of it. */
    private Item[] others;

    private int size;

    /** What is no fact. */
    void addOther(Item other) {
        grow();
        others = others == null ? new Item[places.length] : others;
        others[size] = other;
        put(size == 0 || students.length > 1 ? null : students[0]);
        size++;
    }

    /** All of another list, none of which adds to the number. */
    void addAsideAll(List<Item> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items instanceof FactItems facts && facts.places[i] != null) {
                add(facts.fact(i), 0, facts.texts == null ? null : facts.texts[i]);
            } else {
                addOther(items.get(i).counting(BigDecimal.ZERO));
            }
        }
    }

    private void grow() {
        if (size == places.length) {
            resize(2 * size);
        }
    }

    void add(Fact fact, long count, String text) {
        grow();
        put(fact.student());
        places[size] = fact.place();
        kinds[size] = (byte) fact.kind();
        counts[size] = Math.toIntExact(count);
        if (text != null) {
            texts = texts == null ? new String[places.length] : texts;
            texts[size] = text;
        }
        size++;
    }

    private void put(StudentFacts student) {
        boolean isOfOne = students.length == 1;
        if (isOfOne && size > 0 && students[0] != null && students[0] != student) {
            StudentFacts only = students[0];
            students = new StudentFacts[places.length];
            Arrays.fill(students, 0, size, only);
            isOfOne = false;
        }
        students[isOfOne ? 0 : size] = student;
    }

    private void resize(int room) {
        students = students.length == 1 ? students : Arrays.copyOf(students, room);
        places = Arrays.copyOf(places, room);
        kinds = Arrays.copyOf(kinds, room);
        counts = Arrays.copyOf(counts, room);
        texts = texts == null ? null : Arrays.copyOf(texts, room);
        others = others == null ? null : Arrays.copyOf(others, room);
    }

    /** The same without the room for more. */
    FactItems trimmed() {
        if (size < places.length) {
            resize(size);
        }
        return this;
    }

    /** Texts that others say too are kept once. */
    void share(TextPool pool) {
        for (int i = 0; texts != null && i < size; i++) {
            texts[i] = pool.of(texts[i]);
        }
        for (int i = 0; others != null && i < size; i++) {
            others[i] = others[i] == null ? null : others[i].sharing(pool);
        }
    }

    void write(PackedOut out) throws IOException {
        out.number(size);
        out.number(students.length);
        for (int i = 0; i < students.length && i < size; i++) {
            out.number(students[i] == null ? 0 : students[i].ordinal() + 1);
        }
        int last = 0;
        for (int i = 0; i < size; i++) {
            out.bool(places[i] == null);
            if (places[i] == null) {
                PackedAccounts.write(out, others[i]);
            } else {
                out.signed(places[i].ordinal - last);
                last = places[i].ordinal;
                out.byteOf(kinds[i]);
                out.signed(counts[i]);
            }
        }
        out.bool(texts != null);
        for (int i = 0; texts != null && i < size; i++) {
            out.text(texts[i]);
        }
    }

    static FactItems read(PackedIn in, Subjects of) throws IOException {
        FactItems items = new FactItems();
        items.size = in.int4();
        items.students = new StudentFacts[in.int4()];
        for (int i = 0; i < items.students.length && i < items.size; i++) {
            int student = in.int4();
            items.students[i] = student == 0 ? null : of.student(student - 1);
        }
        items.places = new Place[items.size];
        items.kinds = new byte[items.size];
        items.counts = new int[items.size];
        int place = 0;
        for (int i = 0; i < items.size; i++) {
            if (in.bool()) {
                items.others = items.others == null ? new Item[items.size] : items.others;
                items.others[i] = PackedAccounts.item(in);
            } else {
                place += (int) in.signed();
                items.places[i] = of.places().at(place);
                items.kinds[i] = in.byteOf();
                items.counts[i] = (int) in.signed();
            }
        }
        if (in.bool()) {
            items.texts = new String[items.size];
            for (int i = 0; i < items.size; i++) {
                items.texts[i] = in.text();
            }
        }
        return items;
    }

    /** What each adds to the number. */
    int[] counts() {
        return Arrays.copyOf(counts, size);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Item get(int index) {
        return places[index] == null
                ? others[index]
                : fact(index).item(counts[index], texts == null ? null : texts[index]);
    }

    private Fact fact(int index) {
        return new Fact(students[students.length == 1 ? 0 : index], places[index], kinds[index]);
    }

    @Override
    public boolean equals(Object other) {
        // Two places may yet say the same, where what an item tells is not what tells them apart.
        return other instanceof FactItems that
                ? size == that.size && (isSame(that) || super.equals(other))
                : super.equals(other);
    }

    private boolean isSame(FactItems that) {
        return Arrays.equals(places, 0, size, that.places, 0, size)
                && Arrays.equals(kinds, 0, size, that.kinds, 0, size)
                && Arrays.equals(counts, 0, size, that.counts, 0, size)
                && areTextsSame(that)
                && areStudentsSame(that)
                && areOthersSame(that);
    }

    private boolean areTextsSame(FactItems that) {
        for (int i = 0; i < size; i++) {
            String own = texts == null ? null : texts[i];
            String other = that.texts == null ? null : that.texts[i];
            if (own == null ? other != null : !own.equals(other)) {
                return false;
            }
        }
        return true;
    }

    private boolean areOthersSame(FactItems that) {
        for (int i = 0; i < size; i++) {
            if (places[i] == null && !others[i].equals(that.others[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean areStudentsSame(FactItems that) {
        return students.length == that.students.length && Arrays.equals(students, that.students);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(counts());
    }

    /**
     * For others to read while the engine goes on: all that an item is written from, taken now out of places that go on growing; the
     * items themselves are written when somebody looks.
     */
    static List<Item> handedOut(List<Item> items) {
        return items instanceof FactItems facts ? facts.handedOut() : List.copyOf(items);
    }

    private List<Item> handedOut() {
        int all = size;
        String[] names = new String[students.length];
        Place.Stated[] stated = new Place.Stated[all];
        for (int i = 0; i < all; i++) {
            stated[i] = places[i] == null ? null : places[i].stated(kinds[i]);
        }
        for (int i = 0; i < names.length && all > 0; i++) {
            names[i] = students[i] == null ? null : students[i].id();
        }
        int[] added = counts();
        String[] said = texts == null ? null : Arrays.copyOf(texts, all);
        Item[] between = others;
        return new AbstractList<>() {
            @Override
            public Item get(int index) {
                if (stated[index] == null) {
                    return between[index];
                }
                String student = names[names.length == 1 ? 0 : index];
                return stated[index].item(student, added[index], said == null ? null : said[index]);
            }

            @Override
            public int size() {
                return all;
            }
        };
    }

    /** For whoever keeps a list: small as it is, or a copy. */
    static List<Item> kept(List<Item> items) {
        return items instanceof FactItems facts ? facts.trimmed() : List.copyOf(items);
    }
}
