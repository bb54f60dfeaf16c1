package cn.zhenmai.view;

import cn.zhenmai.view.Worklist.Card;
import cn.zhenmai.view.Worklist.SessionAlert;
import cn.zhenmai.view.Worklist.SessionLine;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What changed on a worklist: cards and alerts that differ, those that are gone, and the short rest whole. */
public record WorklistDelta(
        List<Card> cards,
        List<String> removedCards,
        List<SessionAlert> sessionAlerts,
        List<String> removedSessionAlerts,
        List<SessionLine> sessions,
        Worklist.Today today,
        List<SilentSource> silentSources,
        Instant now,
        String periodLabel) {

    /** Whose data it shows, for the audit. */
    public Set<String> students() {
        Set<String> students = new TreeSet<>();
        cards.forEach(card -> students.add(card.student()));
        return students;
    }
}
