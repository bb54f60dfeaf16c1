package cn.zhenmai.access;

import java.util.Set;

/**
 * Who holds a sign-in session, as the account stands now.
 *
 * @param teacherId the person in the registry (of a MONITOR the student), null for accounts that are nobody's there
 */
public record Identity(String account, String name, String teacherId, Set<Role> roles) {

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
