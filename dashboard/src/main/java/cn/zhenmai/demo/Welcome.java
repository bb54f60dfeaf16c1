package cn.zhenmai.demo;

import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What a person needs to know, printed once. */
record Welcome(
        DemoOptions options,
        int port,
        int pagesPort,
        List<DemoAccounts.Account> accounts,
        String wallToken,
        Instant now,
        String tryIt) {

    String text() {
        String service = "http://localhost:" + port;
        String pages = "http://localhost:" + pagesPort;
        StringBuilder text = new StringBuilder("\n");
        text.append("诊脉演示／Zhenmai demo  ").append(Catalogue.SCHOOL_NAME).append('\n');
        text.append("  页面／pages        ").append(service).append("/\n");
        text.append("  大屏／wall         ")
                .append(service)
                .append("/wall#token=")
                .append(wallToken)
                .append('\n');
        text.append("  收到的邮件／mails   ").append(pages).append("/\n");
        text.append("  答案页／answers     ").append(pages).append("/answers\n\n");
        text.append("账号／accounts（本次运行的密码／passwords of this run）\n");
        for (DemoAccounts.Account each : accounts) {
            text.append("  %-11s %-22s %s%n".formatted(each.account(), each.password(), each.who()));
        }
        text.append("\n学校时间／school time ");
        text.append(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(School.ZONE)
                .format(now));
        text.append("，速度／speed ×").append(options.speed());
        text.append("（×82 = 一个教学日 10 分钟／a school day in 10 minutes），夜间、周末、假日跳过\n");
        text.append("选项／options -Ddemo.speed=82 -Ddemo.seed=1 -Ddemo.port=8080 -Ddemo.mailPort=8025\n");
        text.append("停止／stop: Ctrl-C；数据在／data in ").append(options.home());
        text.append("，下次接着走／the next start goes on（mvn clean 重来／begins anew）\n\n");
        text.append("在打开的辅导员页面上看到预警／see a warning on the open page（随时／any time: ");
        text.append(pages).append("/try）\n").append(tryIt);
        return text.toString();
    }
}
