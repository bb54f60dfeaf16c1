package cn.zhenmai.intake.file;

import cn.zhenmai.school.CourseTime;
import java.util.List;

/**
 * What one place of a file says of a course: who teaches whom, when and where.
 *
 * @param offering the teaching class's number, null where the file gives none
 * @param rooms one for each of the times, or one for all, or none
 */
record Lesson(
        int row,
        String offering,
        CourseText course,
        String term,
        TeachingClass taught,
        List<String> teachers,
        int hours,
        List<CourseTime> times,
        List<String> rooms) {

    String room(int time) {
        return rooms.isEmpty() ? null : rooms.get(rooms.size() == times.size() ? time : 0);
    }

    /** Two classes' timetables that say this of the same course are one teaching class. */
    String occasion() {
        StringBuilder text = new StringBuilder(courseId() + "|" + teachers + "|");
        for (int i = 0; i < times.size(); i++) {
            CourseTime time = times.get(i);
            text.append(time.weekday())
                    .append(time.periods())
                    .append(time.weeksText())
                    .append('@')
                    .append(room(i))
                    .append(';');
        }
        return text.toString();
    }

    String courseId() {
        return course.code() == null ? course.name() : course.code();
    }
}
