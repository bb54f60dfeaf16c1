package cn.zhenmai.sheet;

/** A file as a whole can't be read. The message is for people, Chinese then English, and never carries the file's content. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    private UnreadableFileException(String message, boolean tooLarge) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    public static UnreadableFileException of(String message) {
        return new UnreadableFileException(message, false);
    }

    public static UnreadableFileException tooLarge(String message) {
        return new UnreadableFileException(message, true);
    }

    /** It is over a bound, rather than broken. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
