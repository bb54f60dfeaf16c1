package cn.zhenmai.intake;

/** One JSON object, or an array of rows. It knows just enough of JSON to see where an element ends. */
final class JsonSplitter extends RowSplitter {

    /** What a body may be. */
    enum Shape {
        OBJECT,
        ARRAY,
        EITHER
    }

    private enum At {
        START,
        /** Behind the opening bracket. */
        FIRST,
        ELEMENT,
        /** Behind an element of an array. */
        BEHIND,
        /** Behind a comma. */
        NEXT,
        END
    }

    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final Shape shape;
    private At at = At.START;
    private boolean isArray;
    private int depth;
    private boolean isText;
    private boolean isEscaped;
    private int marks;

    JsonSplitter(Shape shape, RowSink sink) {
        super(sink);
        this.shape = shape;
    }

    @Override
    void accept(byte[] bytes, int length) throws RefusedBodyException {
        int start = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (at == At.ELEMENT) {
                int end = element(b, i);
                if (end >= 0) {
                    complete(bytes, start, end);
                    at = isArray ? At.BEHIND : At.END;
                    // What ended it from outside is looked at again.
                    i = end - 1;
                }
            } else if (between(b)) {
                start = i;
                i--;
            }
        }
        if (at == At.ELEMENT) {
            keep(bytes, start, length);
        }
    }

    /** Where the element ends, -1 while it goes on. */
    private int element(byte b, int i) {
        if (isText) {
            if (isEscaped) {
                isEscaped = false;
            } else if (b == '\\') {
                isEscaped = true;
            } else if (b == '"') {
                isText = false;
                return depth == 0 ? i + 1 : -1;
            }
            return -1;
        }
        switch (b) {
            case '"' -> isText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                if (depth == 0) {
                    return i;
                }
                depth--;
                return depth == 0 ? i + 1 : -1;
            }
            case ',' -> {
                return depth == 0 ? i : -1;
            }
            default -> {
                return depth == 0 && isSpace(b) ? i : -1;
            }
        }
        return -1;
    }

    /** True when an element begins with this byte. */
    private boolean between(byte b) throws RefusedBodyException {
        if (isSpace(b) || (at == At.START && isMark(b))) {
            return false;
        }
        switch (at) {
            case START -> {
                return start(b);
            }
            case FIRST -> {
                if (b == ']') {
                    at = At.END;
                    return false;
                }
                return begin(b);
            }
            case NEXT -> {
                return begin(b);
            }
            case BEHIND -> {
                if (b != ',' && b != ']') {
                    throw notJson();
                }
                at = b == ',' ? At.NEXT : At.END;
                return false;
            }
            default -> throw RefusedBodyException.malformed("JSON 之后还有内容／content after the JSON");
        }
    }

    private boolean start(byte b) throws RefusedBodyException {
        boolean isAllowed = (b == '[' && shape != Shape.OBJECT) || (b == '{' && shape != Shape.ARRAY);
        if (!isAllowed) {
            throw RefusedBodyException.malformed(
                    switch (shape) {
                        case OBJECT -> "须为对象／must be an object";
                        case ARRAY -> "须为数组／must be an array";
                        case EITHER -> "须为对象或数组／must be an object or an array";
                    });
        }
        isArray = b == '[';
        at = isArray ? At.FIRST : At.ELEMENT;
        return !isArray;
    }

    private boolean begin(byte b) throws RefusedBodyException {
        if (b == ',' || b == ']' || b == '}') {
            throw notJson();
        }
        at = At.ELEMENT;
        return true;
    }

    @Override
    void end() throws RefusedBodyException {
        if (at != At.END && at != At.START) {
            throw notJson();
        }
    }

    private boolean isMark(byte b) {
        return marks < BYTE_ORDER_MARK.length && (b & 0xFF) == BYTE_ORDER_MARK[marks++];
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    static RefusedBodyException notJson() {
        return RefusedBodyException.malformed("不是有效的 JSON／not valid JSON");
    }
}
