package cn.zhenmai.access;

/** Who makes a request, by which session: left on the request by the gate, for whatever route comes after it. */
public record SignedIn(Identity who, String token) {

    /** The name under which it is found on the request. */
    public static final String ATTRIBUTE = "zhenmai.signed-in";
}
