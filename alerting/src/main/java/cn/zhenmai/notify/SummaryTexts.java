package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import java.util.ArrayList;
import java.util.List;

/** A line a moved alert: where, what it was, what it is. As little as in a mail of its own: no name, and of a student no cause. */
final class SummaryTexts {

    private SummaryTexts() {}

    static List<String> of(List<Letter.Line> lines) {
        List<String> texts = new ArrayList<>();
        for (Letter.Line line : lines) {
            texts.add(about(line) + "：" + what(line));
        }
        return texts;
    }

    private static String about(Letter.Line line) {
        if (line.ofStudent()) {
            return line.classes() + " 一名学生";
        }
        String periods = line.periods() == null || line.periods().isEmpty() ? "" : " " + line.periods();
        String place = line.place() == null ? line.classes() : line.place();
        return place + " " + MailTexts.day(line.heldOn()) + periods;
    }

    private static String what(Letter.Line line) {
        return switch (line.kind()) {
            case OPENED -> "新的" + MailTexts.level(line.level()) + "提醒";
            case RAISED, REOPENED -> "升为" + MailTexts.level(line.level()) + "提醒";
            case LOWERED -> MailTexts.level(line.before()) + "提醒降为" + MailTexts.level(line.level());
            case ENDED -> MailTexts.level(line.before()) + "提醒已解除";
            case REVISED -> revised(line);
            default -> MailTexts.level(line.level()) + "提醒的依据已更新";
        };
    }

    private static String revised(Letter.Line line) {
        String was = MailTexts.level(line.revision().levelWas());
        Level now = line.revision().level();
        String by = now == null ? "现不到预警线" : "现应为" + MailTexts.level(now);
        return "已结束的" + was + "提醒，当时的数字已更正" + (now == line.revision().levelWas() ? "" : "，" + by);
    }
}
