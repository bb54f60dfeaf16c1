package cn.zhenmai.intake;

/** A body that can't be taken as a whole, with the answer that says why. */
final class RefusedBodyException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedBodyException(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    static RefusedBodyException malformed(String message) {
        return new RefusedBodyException(Refusal.malformed(message));
    }

    Refusal refusal() {
        return refusal;
    }
}
