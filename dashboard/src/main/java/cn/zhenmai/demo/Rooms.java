package cn.zhenmai.demo;

import java.util.ArrayList;
import java.util.List;

/** The rooms of the two campuses by what they are for. */
final class Rooms {

    private static final int FLOORS = 5;

    private Rooms() {}

    static List<String> of(String campus, String office, int classes) {
        if (office.equals("GG-TY")) {
            return numbered("田径场", 12, "区", campus);
        }
        return classes > 1 ? numbered("阶梯教室", 14, "", campus) : ordinary(campus);
    }

    static List<String> ordinary(String campus) {
        List<String> rooms = new ArrayList<>();
        for (String building : campus.equals(Catalogue.EAST) ? List.of("鲁班楼", "营造楼") : List.of("智能楼", "路桥楼")) {
            for (int floor = 1; floor <= FLOORS; floor++) {
                for (int door = 1; door <= 8; door++) {
                    rooms.add(building + floor + "0" + door);
                }
            }
        }
        return rooms;
    }

    private static List<String> numbered(String name, int count, String suffix, String campus) {
        List<String> rooms = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            rooms.add((campus.equals(Catalogue.EAST) ? "东" : "西") + name + i + suffix);
        }
        return rooms;
    }
}
