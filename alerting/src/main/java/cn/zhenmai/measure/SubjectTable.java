package cn.zhenmai.measure;

import java.util.Arrays;
import java.util.function.Function;

/** Subjects found by a key of their own, four bytes each and no entry: there are many. Nothing is ever taken out. */
final class SubjectTable<K, S> {

    private static final int FIRST = 16;

    private final Function<S, K> key;
    private Object[] table = new Object[FIRST];
    private int size;

    SubjectTable(Function<S, K> key) {
        this.key = key;
    }

    /** Null where there is none. */
    @SuppressWarnings("unchecked")
    S find(K wanted) {
        int place = place(wanted, table.length);
        while (table[place] != null) {
            S found = (S) table[place];
            if (key.apply(found).equals(wanted)) {
                return found;
            }
            place = place + 1 & table.length - 1;
        }
        return null;
    }

    /** One that is not there yet. */
    void add(S subject) {
        size++;
        if (3 * size > 2 * table.length) {
            Object[] before = table;
            table = new Object[2 * before.length];
            Arrays.stream(before).filter(each -> each != null).forEach(this::put);
        }
        put(subject);
    }

    @SuppressWarnings("unchecked")
    private void put(Object subject) {
        int place = place(key.apply((S) subject), table.length);
        while (table[place] != null) {
            place = place + 1 & table.length - 1;
        }
        table[place] = subject;
    }

    private static int place(Object key, int length) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & length - 1;
    }
}
