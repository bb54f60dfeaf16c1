package cn.zhenmai.store;

/** What stops the service from starting, said to the operator in one line ("中文／English"). */
public final class StartException extends RuntimeException {

    public StartException(String line) {
        super(line);
    }

    public StartException(String line, Throwable cause) {
        super(line, cause);
    }
}
