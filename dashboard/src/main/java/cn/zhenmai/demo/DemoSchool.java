package cn.zhenmai.demo;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Registry.Campus;
import cn.zhenmai.school.Registry.College;
import cn.zhenmai.school.Registry.Office;
import cn.zhenmai.school.Registry.Program;
import cn.zhenmai.school.Registry.RollCallDeadline;
import java.time.LocalTime;

/** A fictional construction college, drawn by a seed: everything that a school registers. */
final class DemoSchool {

    /** The programme and entry year of the class of eight: too few to colour. */
    static final String SMALL_CLASS = "GJZ2501";

    static final int SMALL_CLASS_SIZE = 8;

    private static final int DEADLINE_MINUTES = 15;

    private DemoSchool() {}

    static Registry generate(long seed, SchoolSize size) {
        Draft draft = new Draft();
        units(draft, size);
        new DemoPeople(draft, seed, size).fill();
        new DemoTimetable(draft, seed).fill();
        new DemoExceptions(draft, seed).fill();
        return draft.registry();
    }

    private static void units(Draft draft, SchoolSize size) {
        draft.campuses.add(new Campus(Catalogue.EAST, "东校区"));
        draft.campuses.add(new Campus(Catalogue.WEST, "西校区"));
        for (Catalogue.Unit unit : Catalogue.UNITS) {
            college(draft, unit.id(), unit.name());
            draft.offices.add(new Office(unit.id() + "-1", unit.name().replace("学院", "") + "基础教研室", unit.id()));
            draft.offices.add(new Office(unit.id() + "-2", unit.name().replace("学院", "") + "专业教研室", unit.id()));
            for (Catalogue.Line line : unit.lines()) {
                draft.programs.add(new Program(line.id(), line.name(), unit.id()));
                size.grades.forEach(grade -> classes(draft, unit, line, grade, size));
            }
        }
        college(draft, Catalogue.PUBLIC_COLLEGE, "公共教学部");
        draft.offices.add(new Office("GG-SZ", "思想政治教研室", Catalogue.PUBLIC_COLLEGE));
        draft.offices.add(new Office("GG-YY", "外语教研室", Catalogue.PUBLIC_COLLEGE));
        draft.offices.add(new Office("GG-SX0", "数学教研室", Catalogue.PUBLIC_COLLEGE));
        draft.offices.add(new Office("GG-TY", "体育教研室", Catalogue.PUBLIC_COLLEGE));
        draft.offices.add(new Office(Catalogue.PRACTICE_OFFICE, "实训教学中心", Catalogue.PUBLIC_COLLEGE));
    }

    private static void college(Draft draft, String id, String name) {
        draft.colleges.add(new College(id, name));
        draft.deadlines.add(new RollCallDeadline(id, DEADLINE_MINUTES, LocalTime.of(21, 30)));
    }

    private static void classes(Draft draft, Catalogue.Unit unit, Catalogue.Line line, int grade, SchoolSize size) {
        // One more parallel class of the youngest trade in the newest entry year: 85 in all.
        int parallel = line.parallel() + (line.id().equals("ZPS") && grade == 2026 ? 1 : 0);
        for (int i = 1; i <= Math.min(parallel, size.mostParallel); i++) {
            String number = "%02d%02d".formatted(grade % 100, i);
            draft.classes.add(new AdministrativeClass(
                    line.id() + number, line.brief() + number, line.id(), grade, unit.campus()));
        }
    }
}
