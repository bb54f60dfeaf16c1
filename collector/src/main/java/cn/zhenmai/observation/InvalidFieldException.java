package cn.zhenmai.observation;

/** One field of one observation can't be taken; the message is Chinese then English, "…／…". It never carries the field's value. */
public final class InvalidFieldException extends RuntimeException {

    private final String field;

    public InvalidFieldException(String field, String message) {
        super(message, null, false, false);
        this.field = field;
    }

    /** As the API names it, empty for the row as a whole. */
    public String field() {
        return field;
    }
}
