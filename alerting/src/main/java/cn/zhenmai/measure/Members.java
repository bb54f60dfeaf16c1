package cn.zhenmai.measure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everyone of whom anything was ever said on the rolls of one name. */
final class Members {

    /** Its name: a class; empty for students without one. */
    private final String roll;

    private final Set<StudentFacts> known = new HashSet<>();
    private final List<StudentFacts> inOrder = new ArrayList<>();

    Members(String roll) {
        this.roll = roll;
    }

    String roll() {
        return roll;
    }

    void add(StudentFacts student) {
        if (known.add(student)) {
            inOrder.add(student);
        }
    }

    List<StudentFacts> all() {
        return inOrder;
    }
}
