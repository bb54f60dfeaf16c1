package cn.zhenmai.view;

import cn.zhenmai.view.Worklist.Card;
import cn.zhenmai.view.Worklist.SessionAlert;
import cn.zhenmai.view.Worklist.SessionLine;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed on a worklist: cards and alerts that differ, those that are gone, and of the rest each part whole that is not as before.
 *
 * @param sessions left out, as are {@code today} and {@code silentSources}, where the page holds the same
 */
public record WorklistDelta(
        List<Card> cards,
        List<String> removedCards,
        List<SessionAlert> sessionAlerts,
        List<String> removedSessionAlerts,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<SessionLine> sessions,
        @JsonInclude(JsonInclude.Include.NON_NULL) Worklist.Today today,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<SilentSource> silentSources,
        Instant now,
        String periodLabel) {

    /** Whose data it shows, for the audit. */
    public Set<String> students() {
        Set<String> students = new TreeSet<>();
        cards.forEach(card -> students.add(card.student()));
        return students;
    }
}
