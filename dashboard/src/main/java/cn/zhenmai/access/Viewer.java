package cn.zhenmai.access;

import cn.zhenmai.school.School;
import java.time.LocalDate;
import java.util.Set;

/** Who looks, with the scope that holds now. Made anew for every request and every push. */
public record Viewer(String account, String name, String teacherId, Set<Role> roles, Scope scope) {

    public static Viewer of(Identity who, School school, LocalDate today) {
        return new Viewer(who.account(), who.name(), who.teacherId(), who.roles(), Scope.of(who, school, today));
    }

    /** The page where the account starts. */
    public String home() {
        return Home.of(roles);
    }
}
