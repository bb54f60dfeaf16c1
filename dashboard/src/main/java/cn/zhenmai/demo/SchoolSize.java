package cn.zhenmai.demo;

import java.util.List;

/** How much of the same school is generated: the whole for people to look at, a small one for quick runs. */
enum SchoolSize {
    /** About 3,000 students in 85 classes, 200 teachers. */
    WHOLE(List.of(2024, 2025, 2026), 3, 30, 43, 15),
    /** Two entry years with one class a programme. */
    SMALL(List.of(2025, 2026), 1, 18, 25, 4);

    final List<Integer> grades;
    final int mostParallel;
    final int smallestClass;
    /** Exclusive. */
    final int largestClass;

    final int counselors;

    SchoolSize(List<Integer> grades, int mostParallel, int smallestClass, int largestClass, int counselors) {
        this.grades = grades;
        this.mostParallel = mostParallel;
        this.smallestClass = smallestClass;
        this.largestClass = largestClass;
        this.counselors = counselors;
    }
}
