package cn.zhenmai.demo;

import java.util.List;

/** One planted story: what happens, and what the service must make of it. {@code about} names who or what, for the reader. */
record Story(String id, String title, String about, String what, List<Expectation> expected) {

    Story {
        expected = List.copyOf(expected);
    }
}
