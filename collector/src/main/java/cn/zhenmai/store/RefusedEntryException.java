package cn.zhenmai.store;

/** An entry can't be taken as things stand: its sender is told why, and nothing is wrong with the service. */
public abstract class RefusedEntryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    protected RefusedEntryException(String message) {
        super(message, null, false, false);
    }
}
