package cn.zhenmai.demo;

import cn.zhenmai.store.Source;

/** The demo's source systems. */
enum Origin {
    READER("reader-west", "西校区读卡器", 10),
    MONITOR("class-monitor", "班长点名", 20),
    TEACHING("teaching", "教务系统（教师点名、检测、评学）", 30),
    AFFAIRS("student-affairs", "学工系统（请假）", 40);

    final String id;
    final String title;
    final int rank;

    Origin(String id, String title, int rank) {
        this.id = id;
        this.title = title;
        this.rank = rank;
    }

    Source source() {
        return new Source(id, rank, false);
    }
}
