package cn.zhenmai.measure;

import java.util.ArrayList;
import java.util.List;

/** Everyone of whom anything was ever said on the rolls of one name. */
final class Members {

    /** Its name: a class; empty for students without one. */
    private final String roll;

    private final List<StudentFacts> inOrder = new ArrayList<>();
    private final Members[] alone = {this};

    Members(String roll) {
        this.roll = roll;
    }

    String roll() {
        return roll;
    }

    /** Shared by all who are on no other roll, never changed. */
    Members[] alone() {
        return alone;
    }

    /** A student is added once: {@link StudentFacts#isOn} sees to it. */
    void add(StudentFacts student) {
        inOrder.add(student);
    }

    List<StudentFacts> all() {
        return inOrder;
    }
}
