package cn.zhenmai.access;

import java.util.Set;

/** The page where an account starts: the worklist if it may see one, else the lessons, else the wall. */
public final class Home {

    private Home() {}

    public static String of(Set<Role> roles) {
        if (Permissions.WORKLIST.stream().anyMatch(roles::contains)) {
            return "/";
        }
        return roles.contains(Role.TEACHER) || roles.contains(Role.MONITOR) ? "/teacher" : "/wall";
    }
}
