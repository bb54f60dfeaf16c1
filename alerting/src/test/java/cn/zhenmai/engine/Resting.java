package cn.zhenmai.engine;

import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands of the rule {@code rests} while it rests, beside the {@link Oracle}, which knows no before: nothing opens or rises, what
 * stands may fall or end. To be asked after every step.
 */
final class Resting {

    private static final String RULE = "rests ";

    private static final LocalDate FROM = TermCase.WEEK_1.plusWeeks(2);

    private static final LocalDate UNTIL = FROM.plusWeeks(1);

    /** Whether it stood at the higher level, by subject. */
    private Map<String, Boolean> stood = new HashMap<>();

    /** The lines that the rule would have if it never rested become those that it has. */
    Set<String> lines(Set<String> all, Instant now) {
        LocalDate today = now.atZone(School.ZONE).toLocalDate();
        boolean rests = !today.isBefore(FROM) && today.isBefore(UNTIL);
        Map<String, Boolean> stands = new HashMap<>();
        Set<String> lines = new TreeSet<>();
        for (String line : all) {
            String[] words = line.split(" ");
            if (!line.startsWith(RULE)) {
                lines.add(line);
            } else if (!rests || stood.containsKey(words[1])) {
                boolean high = words[2].equals("ORANGE") && (!rests || stood.get(words[1]));
                stands.put(words[1], high);
                lines.add(RULE + words[1] + (high ? " ORANGE" : " BLUE") + " FIRING");
            }
        }
        stood = stands;
        return lines;
    }
}
