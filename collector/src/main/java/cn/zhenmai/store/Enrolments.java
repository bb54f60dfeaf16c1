package cn.zhenmai.store;

import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is enrolled in an offering on a day, remembered for the last few occasions: checks of one arrive together. One thread. */
final class Enrolments {

    private static final int MOST = 256;

    private record Occasion(String offering, LocalDate on) {}

    private School of;
    private final Map<Occasion, Map<String, RosterEntry>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Occasion, Map<String, RosterEntry>> eldest) {
            return size() > MOST;
        }
    };

    Optional<RosterEntry> entry(School school, String offering, LocalDate on, String student) {
        if (school != of) {
            entries.clear();
            of = school;
        }
        Map<String, RosterEntry> enrolled = entries.computeIfAbsent(new Occasion(offering, on), occasion -> {
            Map<String, RosterEntry> byStudent = new HashMap<>();
            school.enrolled(offering, on).forEach(entry -> byStudent.put(entry.student(), entry));
            return byStudent;
        });
        return Optional.ofNullable(enrolled.get(student));
    }
}
