package cn.zhenmai.view;

import cn.zhenmai.alert.HandledAlert;
import cn.zhenmai.intake.SilenceStore.Silence;
import cn.zhenmai.view.Worklist.Card;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the store now says of the students and alerts that something touched: worked out once for all viewers.
 *
 * @param students all that were touched; without a card in {@code cards} they have none
 * @param alertIds all that were touched and are about no student
 */
public record WorklistChanges(
        SchoolNow.Moment moment,
        Set<String> students,
        Map<String, Card> cards,
        Set<String> alertIds,
        List<HandledAlert> alerts,
        DayBoard board,
        List<Silence> silences) {}
