package cn.zhenmai.view;

import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.observation.Status;
import cn.zhenmai.store.AttendanceQueries.StudentStatus;
import cn.zhenmai.store.SlipQueries.Slip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the store knows about the students of some cards. */
record CardFacts(List<HandledAlert> alerts, Map<String, List<Slip>> slips, Map<String, Map<String, Status>> today) {

    static CardFacts of(List<HandledAlert> alerts, List<Slip> slips, List<StudentStatus> statuses) {
        Map<String, List<Slip>> slipsOf = new HashMap<>();
        slips.forEach(slip -> slipsOf.computeIfAbsent(slip.student(), student -> new java.util.ArrayList<>())
                .add(slip));
        Map<String, Map<String, Status>> today = new HashMap<>();
        statuses.forEach(status -> today.computeIfAbsent(status.student(), student -> new HashMap<>())
                .put(status.session(), status.status()));
        return new CardFacts(alerts, slipsOf, today);
    }
}
