package cn.zhenmai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house rules that the compiler does not hold, over all three modules. */
class ArchitectureTest {

    /** In dependency order: a package imports only from what stands before it. */
    private static final List<String> ORDER = List.of(
            "sheet",
            "school",
            "observation",
            "store",
            "intake",
            "measure",
            "standard",
            "rule",
            "alert",
            "engine",
            "fixture",
            "backtest",
            "notify",
            "improvement",
            "access",
            "view",
            "http",
            "live",
            "report");

    private static final List<String> WITHOUT_SQL =
            List.of("sheet", "school", "observation", "measure", "standard", "rule", "fixture");

    /** They pass a connection on to the stores and never speak to it. */
    private static final List<String> WITHOUT_STATEMENTS = List.of("view", "http", "live");

    private static final List<String> PURE =
            List.of("sheet", "school", "observation", "measure", "standard", "rule", "fixture");
    private static final Set<String> TELLS_THE_TIME =
            Set.of("now", "currentTimeMillis", "system", "systemUTC", "systemDefaultZone");

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(ArchitectureTest::isOfTheProduct)
                .importPackages("cn.zhenmai");
    }

    private static boolean isOfTheProduct(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }

    static List<String> order() {
        return ORDER;
    }

    @ParameterizedTest
    @MethodSource("order")
    void a_package_imports_only_from_the_left_or_above(String name) {
        String[] later = ORDER.stream()
                .skip(ORDER.indexOf(name) + 1L)
                .map(ArchitectureTest::within)
                .toArray(String[]::new);
        if (later.length > 0) {
            check(noClasses()
                    .that()
                    .resideInAPackage(within(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later));
        }
    }

    @ParameterizedTest
    @MethodSource("order")
    void nothing_but_the_root_and_the_demo_imports_the_root_or_the_demo(String name) {
        check(noClasses()
                .that()
                .resideInAPackage(within(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.zhenmai", "cn.zhenmai.demo.."));
    }

    @Test
    void the_dialect_speaks_of_tables_and_days_only() {
        check(noClasses()
                .that()
                .resideInAPackage("cn.zhenmai.store.dialect")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("cn.zhenmai..").and(resideOutsideOfPackage("cn.zhenmai.store.dialect"))));
        check(noClasses()
                .that()
                .resideInAPackage("cn.zhenmai.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("cn.zhenmai.store.history", "cn.zhenmai.store.backup"));
    }

    @Test
    void http_and_live_do_not_know_each_other() {
        check(noClasses()
                .that()
                .resideInAPackage(within("live"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("http")));
        check(noClasses()
                .that()
                .resideInAPackage(within("http"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(within("live")));
    }

    @Test
    void sql_is_spoken_only_where_it_lives() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        WITHOUT_SQL.stream().map(ArchitectureTest::within).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql.."));
    }

    @Test
    void pages_hand_a_connection_on_but_write_no_statement() {
        check(noClasses()
                .that()
                .resideInAnyPackage(WITHOUT_STATEMENTS.stream()
                        .map(ArchitectureTest::within)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.sql\\.(Prepared|Callable)?Statement|java\\.sql\\.ResultSet|javax\\.sql\\..*"));
    }

    @Test
    void what_is_pure_knows_no_vertx() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE.stream().map(ArchitectureTest::within).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.."));
        check(noClasses()
                .that()
                .haveFullyQualifiedName("cn.zhenmai.engine.Engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "java.sql..", "cn.zhenmai.store.."));
    }

    @Test
    void mail_is_sent_only_by_the_mail_notifier() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("cn.zhenmai.notify.MailNotifier")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.mail.."));
    }

    /** Durations by System.nanoTime are no clock. */
    @Test
    void only_the_composition_root_knows_the_machines_clock() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("cn.zhenmai.App")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the time is asked of the machine") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        JavaClass owner = call.getTargetOwner();
                        boolean isClock = owner.getPackageName().equals("java.time")
                                || owner.getName().equals("java.lang.System");
                        return isClock && TELLS_THE_TIME.contains(call.getName()) && takesNoClock(call);
                    }
                }));
    }

    private static boolean takesNoClock(JavaMethodCall call) {
        return call.getTarget().resolveMember().stream()
                .map(JavaCodeUnit.class::cast)
                .noneMatch(m -> m.getRawParameterTypes().stream()
                        .anyMatch(t -> t.getName().equals("java.time.Clock")));
    }

    @Test
    void no_class_has_a_name_that_says_nothing() {
        check(classes()
                .should()
                .haveNameNotMatching(".*\\.(Abstract|Base|Default)[A-Z][^.]*|.*(Impl|Manager|Helper|Utils?)(\\$.*)?")
                .because("a name says what the thing is"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(all);
    }

    private static String within(String name) {
        return "cn.zhenmai." + name + "..";
    }
}
