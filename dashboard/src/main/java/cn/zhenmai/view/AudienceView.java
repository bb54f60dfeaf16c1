package cn.zhenmai.view;

import cn.zhenmai.notify.Audience;
import java.util.List;

/** Who would see a rule's alerts, by name. */
public record AudienceView(List<Receiver> receivers, List<String> vacant, boolean complete) {

    public record Receiver(String id, String name, int cards, int mails, int busiestWeek) {}

    public static AudienceView of(Audience audience, SchoolNow.Moment moment) {
        Names names = new Names(moment.school());
        return new AudienceView(
                audience.receivers().stream()
                        .map(one -> new Receiver(
                                one.id(), names.teacher(one.id()), one.cards(), one.mails(), one.busiestWeek()))
                        .toList(),
                List.copyOf(audience.vacant()),
                audience.complete());
    }
}
