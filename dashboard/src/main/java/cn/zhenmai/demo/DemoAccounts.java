package cn.zhenmai.demo;

import cn.zhenmai.access.Accounts;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import cn.zhenmai.school.Registry.Post;
import cn.zhenmai.school.Registry.Teacher;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The demo's accounts, one for each kind of user, with passwords of this run. */
final class DemoAccounts {

    record Account(String account, String password, String who) {}

    private final Accounts accounts;
    private final Stage stage;

    DemoAccounts(Accounts accounts, Stage stage) {
        this.accounts = accounts;
        this.stage = stage;
    }

    List<Account> create(List<Story> stories) {
        School school = stage.school;
        List<Account> created = new ArrayList<>();
        created.add(person("counselor", stage.counselor, Role.COUNSELOR, "辅导员（多数故事在此）"));
        created.add(person("counselor2", other(), Role.COUNSELOR, "另一位辅导员"));
        created.add(person("teacher", forgetful(stories), Role.TEACHER, "第7周周一首节课没有点名的教师"));
        String ownClass = school.unitsOf(stage.counselor, Post.COUNSELOR, Stage.MONDAY)
                .iterator()
                .next();
        String college = school.collegeOfClass(ownClass);
        created.add(person(
                "college",
                school.holders(Post.COLLEGE_HEAD, college, Stage.MONDAY).get(0),
                Role.COLLEGE,
                "二级学院院长"));
        created.add(create(new Identity("leader", "校领导", null, Set.of(Role.LEADER)), "校领导"));
        created.add(create(new Identity("quality", "质量管理办公室", null, Set.of(Role.QUALITY_OFFICE)), "质量管理办公室"));
        created.add(create(new Identity("admin", "管理员", null, Set.of(Role.ADMIN)), "管理员"));
        return created;
    }

    private Account person(String account, String teacher, Role role, String who) {
        String name = stage.school.teacher(teacher).map(Teacher::name).orElse(account);
        return create(new Identity(account, name, teacher, Set.of(role)), who + " " + name);
    }

    private Account create(Identity identity, String who) {
        boolean known = accounts.find(identity.account()).await().isPresent();
        String password = known
                ? accounts.resetPassword(identity.account()).await()
                : accounts.create(identity).await();
        return new Account(identity.account(), password, who);
    }

    private String other() {
        return stage.school.registry().classes().stream()
                .map(c -> stage.counselorOf(c.id()))
                .filter(c -> !c.equals(stage.counselor))
                .findFirst()
                .orElseThrow();
    }

    private String forgetful(List<Story> stories) {
        Expectation noRoll = stories.stream()
                .filter(s -> s.id().equals("no-roll"))
                .findFirst()
                .orElseThrow()
                .expected()
                .get(0);
        SessionId session = SessionId.of(noRoll.subjects().iterator().next().id());
        return stage.school.session(session).map(Session::teacher).orElseThrow();
    }
}
