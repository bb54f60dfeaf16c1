package cn.zhenmai.measure;

/** Equal texts as one object: alerts of many persons say the same. A place that is taken is given to who came last. */
public final class TextPool {

    private static final int PLACES = 1 << 12;

    private final String[] texts = new String[PLACES];

    /** May be null. */
    public String of(String text) {
        if (text == null) {
            return null;
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        if (!text.equals(texts[place])) {
            texts[place] = text;
        }
        return texts[place];
    }
}
