package cn.zhenmai.store;

/** What all tables have in common. */
public final class Schema {

    /** Every row belongs to a school; an installation holds one until hosting comes, and this is its only home. */
    public static final short SCHOOL_ID = 1;

    private Schema() {}
}
