package cn.zhenmai.school;

import java.util.List;
import java.util.Map;

/** The registry's tables, in the order of {@link Registry}'s components. */
final class RowKinds {

    private RowKinds() {}

    static final List<RowKind<?>> ALL = List.of(
            PeopleKinds.CAMPUS,
            PeopleKinds.COLLEGE,
            PeopleKinds.OFFICE,
            PeopleKinds.PROGRAM,
            PeopleKinds.CLASS,
            PeopleKinds.STUDENT,
            PeopleKinds.MEMBERSHIP,
            PeopleKinds.STATUS,
            PeopleKinds.TEACHER,
            PeopleKinds.POST,
            TeachingKinds.COURSE,
            TeachingKinds.OFFERING,
            TeachingKinds.GROUP,
            TeachingKinds.ENROLMENT,
            CalendarKinds.TERM,
            CalendarKinds.MONTH,
            CalendarKinds.BELL,
            CalendarKinds.DAY_OFF,
            CalendarKinds.MAKE_UP_DAY,
            TeachingKinds.PRACTICE_WEEK,
            TeachingKinds.SLOT,
            TeachingKinds.CHANGE_ORDER,
            TeachingKinds.DEADLINE,
            CalendarKinds.INDICATOR,
            CalendarKinds.LEAVE_POLICY);

    /** Rows by name of their kind, as {@link RowKind#make} made them. */
    static Registry registry(Map<String, ? extends List<?>> rows) {
        return new Registry(
                list(rows, PeopleKinds.CAMPUS),
                list(rows, PeopleKinds.COLLEGE),
                list(rows, PeopleKinds.OFFICE),
                list(rows, PeopleKinds.PROGRAM),
                list(rows, PeopleKinds.CLASS),
                list(rows, PeopleKinds.STUDENT),
                list(rows, PeopleKinds.MEMBERSHIP),
                list(rows, PeopleKinds.STATUS),
                list(rows, PeopleKinds.TEACHER),
                list(rows, PeopleKinds.POST),
                list(rows, TeachingKinds.COURSE),
                list(rows, TeachingKinds.OFFERING),
                list(rows, TeachingKinds.GROUP),
                list(rows, TeachingKinds.ENROLMENT),
                list(rows, CalendarKinds.TERM),
                list(rows, CalendarKinds.MONTH),
                list(rows, CalendarKinds.BELL),
                list(rows, CalendarKinds.DAY_OFF),
                list(rows, CalendarKinds.MAKE_UP_DAY),
                list(rows, TeachingKinds.PRACTICE_WEEK),
                list(rows, TeachingKinds.SLOT),
                list(rows, TeachingKinds.CHANGE_ORDER),
                list(rows, TeachingKinds.DEADLINE),
                list(rows, CalendarKinds.INDICATOR),
                list(rows, CalendarKinds.LEAVE_POLICY));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Map<String, ? extends List<?>> rows, RowKind<T> kind) {
        List<?> found = rows.get(kind.kind());
        return found == null ? List.of() : (List<T>) found;
    }
}
