package cn.zhenmai.access;

import static cn.zhenmai.access.Role.ADMIN;
import static cn.zhenmai.access.Role.CLASS_TEACHER;
import static cn.zhenmai.access.Role.COLLEGE;
import static cn.zhenmai.access.Role.COUNSELOR;
import static cn.zhenmai.access.Role.LEADER;
import static cn.zhenmai.access.Role.MONITOR;
import static cn.zhenmai.access.Role.QUALITY_OFFICE;
import static cn.zhenmai.access.Role.SOURCE;
import static cn.zhenmai.access.Role.TEACHER;
import static cn.zhenmai.access.Role.WALL;

import cn.zhenmai.access.Grant.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The one table of who may call what. What is not in it does not exist for anybody. */
public final class Permissions {

    static final Set<Role> WORKLIST = Set.of(COUNSELOR, CLASS_TEACHER, COLLEGE, LEADER, QUALITY_OFFICE, ADMIN);
    private static final Set<Role> ALERTS =
            Set.of(COUNSELOR, CLASS_TEACHER, TEACHER, COLLEGE, LEADER, QUALITY_OFFICE, ADMIN);
    private static final Set<Role> HANDLING = Set.of(COUNSELOR, CLASS_TEACHER, TEACHER, COLLEGE, QUALITY_OFFICE);
    /** People who own no source see nothing there; that is asked in each transaction. */
    private static final Set<Role> QUARANTINE =
            Set.of(SOURCE, COUNSELOR, CLASS_TEACHER, TEACHER, COLLEGE, LEADER, QUALITY_OFFICE, ADMIN);

    private static final Set<Role> ROLLS = Set.of(TEACHER, MONITOR);
    private static final Set<Role> SCREENS = Set.of(WALL, LEADER, QUALITY_OFFICE, ADMIN);
    private static final Set<Role> RULES = Set.of(COLLEGE, LEADER, QUALITY_OFFICE, ADMIN);
    private static final Set<Role> PEOPLE = Set.copyOf(EnumSet.complementOf(EnumSet.of(SOURCE, WALL)));
    private static final Set<Role> IMPORTS = Set.of(QUALITY_OFFICE, ADMIN);
    private static final Set<Role> SIGNED_IN = Set.copyOf(EnumSet.complementOf(EnumSet.of(SOURCE)));

    public static final List<Grant> TABLE = List.of(
            anyone("POST", "/api/v1/sign-in", Kind.API),
            roles("POST", "/api/v1/sign-out", Kind.API, SIGNED_IN),
            roles("GET", "/api/v1/me", Kind.API, SIGNED_IN),
            roles("GET", "/api/v1/alerts", Kind.API, ALERTS),
            roles("GET", "/api/v1/alerts/{id}", Kind.API, ALERTS),
            roles("POST", "/api/v1/alerts/{id}/acknowledge", Kind.API, HANDLING),
            roles("GET", "/api/v1/worklist", Kind.API, WORKLIST),
            roles("GET", "/api/v1/wall", Kind.API, SCREENS),
            anyone("POST", "/api/v1/wall/sign-in", Kind.API),
            roles("GET", "/api/v1/teacher/sessions", Kind.API, ROLLS),
            roles("GET", "/api/v1/sessions/{id}/roll", Kind.API, ROLLS),
            roles("POST", "/api/v1/sessions/{id}/roll", Kind.API, ROLLS),
            roles("POST", "/api/v1/sessions/{id}/answer", Kind.API, Set.of(TEACHER)),
            roles("POST", "/api/v1/registry", Kind.API, Set.of(QUALITY_OFFICE, ADMIN)),
            roles("GET", "/api/v1/imports/targets", Kind.API, IMPORTS),
            roles("GET", "/api/v1/imports", Kind.API, IMPORTS),
            roles("POST", "/api/v1/imports", Kind.API, IMPORTS),
            roles("GET", "/api/v1/imports/{id}", Kind.API, IMPORTS),
            roles("POST", "/api/v1/imports/{id}/try", Kind.API, IMPORTS),
            roles("POST", "/api/v1/imports/{id}/apply", Kind.API, IMPORTS),
            roles("POST", "/api/v1/imports/{id}/undo", Kind.API, IMPORTS),
            anyone("GET", "/api/v1/rules/schema.json", Kind.API),
            roles("GET", "/api/v1/rules", Kind.API, RULES),
            roles("POST", "/api/v1/rules/proposal", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/rules/backtests/{id}/proposal", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/rules/backtests/{id}/audience", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/rules/shadow", Kind.API, RULES),
            roles("GET", "/api/v1/rules/packs", Kind.API, RULES),
            roles("POST", "/api/v1/rules/packs/{id}/adopt", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/rules/editions", Kind.API, RULES),
            roles("GET", "/api/v1/rules/editions/{id}", Kind.API, RULES),
            roles("GET", "/api/v1/rules/editions/{id}/diff", Kind.API, RULES),
            roles("POST", "/api/v1/rules/editions", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/measures", Kind.API, PEOPLE),
            roles("GET", "/api/v1/measures/{id}", Kind.API, Set.of(LEADER, QUALITY_OFFICE, ADMIN)),
            roles("POST", "/api/v1/rules/backtest", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("GET", "/api/v1/rules/backtests/{id}", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("POST", "/api/v1/rules/backtests/{id}/cancel", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("POST", "/api/v1/rules/editions/{id}/restore", Kind.API, Set.of(QUALITY_OFFICE)),
            roles("POST", "/api/v1/observations", Kind.API, Set.of(SOURCE)),
            roles("GET", "/api/v1/observations/history", Kind.API, ALERTS),
            roles("GET", "/api/v1/indicators", Kind.API, ALERTS),
            roles("GET", "/api/v1/reported-values", Kind.API, ALERTS),
            roles("GET", "/api/v1/alert-responses", Kind.API, Set.of(LEADER, QUALITY_OFFICE)),
            roles("GET", "/api/v1/receipts/{id}", Kind.API, Set.of(SOURCE, QUALITY_OFFICE)),
            roles("GET", "/api/v1/sources", Kind.API, PEOPLE),
            roles("POST", "/api/v1/sources", Kind.API, Set.of(QUALITY_OFFICE, ADMIN)),
            roles("POST", "/api/v1/sources/{id}", Kind.API, Set.of(QUALITY_OFFICE, ADMIN)),
            roles("POST", "/api/v1/sources/{id}/keys", Kind.API, Set.of(QUALITY_OFFICE, ADMIN)),
            roles("POST", "/api/v1/sources/{id}/keys/{number}/revoke", Kind.API, Set.of(QUALITY_OFFICE, ADMIN)),
            roles("GET", "/api/v1/quarantine", Kind.API, QUARANTINE),
            roles("GET", "/api/v1/quarantine/{id}", Kind.API, ALERTS),
            roles("POST", "/api/v1/quarantine/{id}/send", Kind.API, ALERTS),
            roles("POST", "/api/v1/quarantine/{id}/discard", Kind.API, ALERTS),
            anyone("GET", "/api/v1/openapi.yaml", Kind.API),
            anyone("GET", "/health/live", Kind.API),
            anyone("GET", "/health/ready", Kind.API),
            new Grant("GET", "/metrics", Kind.API, false, true, Set.of(ADMIN)),
            roles("GET", "/live", Kind.API, SIGNED_IN),
            roles("GET", "/", Kind.PAGE, WORKLIST),
            anyone("GET", "/sign-in", Kind.PAGE),
            roles("GET", "/rules", Kind.PAGE, RULES),
            roles("GET", "/teacher", Kind.PAGE, ROLLS),
            roles("GET", "/roll/{session}", Kind.PAGE, ROLLS),
            roles("GET", "/sources", Kind.PAGE, PEOPLE),
            roles("GET", "/imports", Kind.PAGE, IMPORTS),
            anyone("GET", "/wall", Kind.PAGE),
            roles("GET", "/quarantine", Kind.PAGE, ALERTS),
            anyone("GET", "/app/**", Kind.FILE),
            anyone("GET", "/vendor/**", Kind.FILE),
            anyone("GET", "/favicon.svg", Kind.FILE),
            anyone("GET", "/roll-worker.js", Kind.FILE),
            roles("JOIN", "worklist", Kind.TOPIC, WORKLIST),
            roles("JOIN", "wall", Kind.TOPIC, SCREENS));

    /** Paths that stand in the table letter by letter, after their method: most requests are for one of them. */
    private static final Map<String, Grant> LITERAL = TABLE.stream()
            .filter(line -> line.kind() != Kind.TOPIC)
            .collect(Collectors.toUnmodifiableMap(
                    line -> line.method() + line.path(),
                    line -> first(line.method(), line.path()).orElseThrow()));

    private Permissions() {}

    /** The line for a request; HEAD is asked as GET. Empty: there is no such thing. */
    public static Optional<Grant> find(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        Grant literal = LITERAL.get(asked + path);
        return literal == null ? first(asked, path) : Optional.of(literal);
    }

    private static Optional<Grant> first(String method, String path) {
        return TABLE.stream().filter(line -> line.matches(method, path)).findFirst();
    }

    /** The line for joining a live topic. */
    public static Optional<Grant> topic(String name) {
        return TABLE.stream()
                .filter(line -> line.kind() == Kind.TOPIC && line.path().equals(name))
                .findFirst();
    }

    private static Grant roles(String method, String path, Kind kind, Set<Role> roles) {
        return new Grant(method, path, kind, false, false, roles);
    }

    private static Grant anyone(String method, String path, Kind kind) {
        return new Grant(method, path, kind, true, false, Set.of());
    }
}
