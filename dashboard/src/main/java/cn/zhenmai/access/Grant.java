package cn.zhenmai.access;

import java.util.Set;

/**
 * One line of the permission table.
 *
 * @param path as in the API description: "{name}" stands for one segment, a last "**" for any rest
 * @param anyone open without signing in; {@code roles} is then empty
 * @param loopback also open to a direct caller on this machine (never through a proxy)
 */
public record Grant(String method, String path, Kind kind, boolean anyone, boolean loopback, Set<Role> roles) {

    /** A PAGE answers the unknown with the sign-in page and the wrong role with its own home; an API says 401 and 403. */
    public enum Kind {
        PAGE,
        FILE,
        API,
        TOPIC
    }

    public boolean allows(Set<Role> held) {
        return anyone || roles.stream().anyMatch(held::contains);
    }

    boolean matches(String askedMethod, String askedPath) {
        return method.equals(askedMethod) && fits(path.split("/", -1), askedPath.split("/", -1));
    }

    private static boolean fits(String[] pattern, String[] asked) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return asked.length > i;
            }
            if (i >= asked.length || !fits(pattern[i], asked[i])) {
                return false;
            }
        }
        return pattern.length == asked.length;
    }

    private static boolean fits(String pattern, String asked) {
        return pattern.startsWith("{") ? !asked.isEmpty() : pattern.equals(asked);
    }
}
