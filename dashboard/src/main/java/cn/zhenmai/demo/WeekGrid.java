package cn.zhenmai.demo;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who and what is taken in which cell of the teaching week. A lesson is a pair of periods. */
final class WeekGrid {

    record Cell(DayOfWeek weekday, int firstPeriod) {}

    private record Taken(Cell cell, String what) {}

    private record Away(String teacher, int week) {}

    private static final int LAST_FIRST_PERIOD = 7;

    private final List<Cell> cells = new ArrayList<>();
    private final Set<Taken> taken = new HashSet<>();
    private final Set<Away> practising = new HashSet<>();
    private final Dice dice;

    WeekGrid(Dice dice) {
        this.dice = dice;
        for (int day = 1; day <= 5; day++) {
            for (int period = 1; period <= LAST_FIRST_PERIOD; period += 2) {
                // Wednesday's last pair is kept free for meetings.
                if (day != 3 || period != LAST_FIRST_PERIOD) {
                    cells.add(new Cell(DayOfWeek.of(day), period));
                }
            }
        }
    }

    /** Free cells on different days, days with few lessons of these classes first; fewer than asked for when there are no more. */
    List<Cell> find(Collection<String> classes, String teacher, int count) {
        List<Cell> free = new ArrayList<>(cells);
        free.removeIf(cell -> isTaken(cell, teacher) || classes.stream().anyMatch(c -> isTaken(cell, c)));
        dice.shuffle(free);
        free.sort(java.util.Comparator.comparingInt(cell -> busiest(cell.weekday(), classes)));
        List<Cell> chosen = new ArrayList<>();
        for (Cell cell : free) {
            boolean otherDay = chosen.stream().noneMatch(c -> c.weekday() == cell.weekday());
            if (chosen.size() < count && otherDay) {
                chosen.add(cell);
            }
        }
        return chosen;
    }

    /** Takes the cell for all of them and answers the room. */
    String take(Cell cell, Collection<String> classes, String teacher, List<String> rooms) {
        String room = rooms.stream()
                .filter(r -> !isTaken(cell, r))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no room free in " + cell));
        taken.add(new Taken(cell, room));
        taken.add(new Taken(cell, teacher));
        classes.forEach(c -> taken.add(new Taken(cell, c)));
        return room;
    }

    void practise(String teacher, int week) {
        if (!practising.add(new Away(teacher, week))) {
            throw new IllegalStateException(teacher + " has a class in week " + week);
        }
    }

    boolean practises(String teacher, int week) {
        return practising.contains(new Away(teacher, week));
    }

    private boolean isTaken(Cell cell, String what) {
        return taken.contains(new Taken(cell, what));
    }

    private int busiest(DayOfWeek day, Collection<String> classes) {
        return classes.stream()
                .mapToInt(c -> (int) cells.stream()
                        .filter(cell -> cell.weekday() == day && isTaken(cell, c))
                        .count())
                .max()
                .orElse(0);
    }
}
