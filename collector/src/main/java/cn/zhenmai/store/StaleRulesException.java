package cn.zhenmai.store;

/** Other rules hold by now than those that the author of an edit had before them. */
public final class StaleRulesException extends RefusedEntryException {

    private static final long serialVersionUID = 1;

    StaleRulesException() {
        super("the rules were edited meanwhile");
    }
}
