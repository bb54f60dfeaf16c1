package cn.zhenmai.alert;

import static cn.zhenmai.alert.AlertRows.instant;
import static cn.zhenmai.store.Schema.SCHOOL_ID;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.Level;
import cn.zhenmai.store.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Alerts in the store. Every method joins the caller's transaction and blocks; what may be read is in the filter's scope. */
public final class AlertStore {

    private static final String SELECT = "select " + AlertRows.ALERT + ", " + AlertRows.HANDLING + " from alert a";

    private static final String WORST_FIRST =
            " order by array_position(array['RED','ORANGE','YELLOW','BLUE'], a.level), a.changed_sequence desc,"
                    + " a.alert_id";

    /**
     * Writes what one or several steps caused, in their order. Returns how many open alerts of the same rule and subject had to give
     * way, 0 unless the engine's own past has changed.
     */
    public int apply(Connection c, List<Transition> transitions) throws SQLException {
        AtomicInteger superseded = new AtomicInteger();
        Together alone = new Together();
        apply(alone, transitions, superseded::addAndGet);
        alone.run(c);
        return superseded.get();
    }

    /** The same, together with what else is written; hears of how many had to give way, where any had. */
    public void apply(Together with, List<Transition> transitions, IntConsumer superseded) {
        AlertWrites.apply(with, transitions, superseded);
    }

    /** Marks one that is seen otherwise than it is stored; it stays as it is, and nobody is told. */
    public void mark(Connection c, String id, Revision revision) throws SQLException {
        AlertWrites.mark(c, id, revision);
    }

    /** Writes what a person did; false when there is no such alert or act. */
    public boolean act(Connection c, Input.Acted acted) throws SQLException {
        Optional<HandlingAct> act = HandlingAct.parse(acted.act());
        return act.isPresent()
                && AlertWrites.act(
                        c, acted.sequence(), acted.knownAt(), acted.alert(), act.get(), acted.by(), acted.note());
    }

    /** Empty also when it is out of the scope. */
    public Optional<HandledAlert> find(Connection c, AlertScope scope, String id) throws SQLException {
        AlertSelect select = AlertSelect.of(AlertFilter.within(scope));
        select.and("a.alert_id = ?", id);
        return read(c, select, "").stream().findFirst();
    }

    /** Newest opened first. {@code after} is the page before's {@code next}, null for the first page. */
    public AlertPage list(Connection c, AlertFilter filter, String after, int limit) throws SQLException {
        AlertSelect select = AlertSelect.of(filter);
        if (after != null) {
            Keyset key = Keyset.parse(after);
            select.and("(a.opened_sequence, a.alert_id) < (?, ?)", key.sequence(), key.id());
        }
        List<HandledAlert> rows =
                read(c, select, " order by a.opened_sequence desc, a.alert_id desc limit " + (limit + 1));
        if (rows.size() <= limit) {
            return new AlertPage(rows, null);
        }
        Alert last = rows.get(limit - 1).alert();
        return new AlertPage(rows.subList(0, limit), new Keyset(last.openedSequence(), last.id()).toString());
    }

    /** What is open within the scope, worst first, at most {@code limit}. */
    public List<HandledAlert> open(Connection c, AlertScope scope, int limit) throws SQLException {
        return read(c, AlertSelect.of(AlertFilter.within(scope).onlyOpen()), WORST_FIRST + " limit " + limit);
    }

    /** What is open about these students, worst first. */
    public List<HandledAlert> openForStudents(Connection c, Collection<String> students) throws SQLException {
        AlertScope scope = new AlertScope(false, Set.copyOf(students), Set.of(), Set.of(), Set.of());
        return read(c, AlertSelect.of(AlertFilter.within(scope).onlyOpen()), WORST_FIRST);
    }

    /** What is open and concerns these classes without being about one student (sessions, offerings), worst first. */
    public List<HandledAlert> openForClasses(Connection c, Collection<String> classes) throws SQLException {
        AlertScope scope = new AlertScope(false, Set.of(), Set.copyOf(classes), Set.of(), Set.of());
        return read(c, AlertSelect.of(AlertFilter.within(scope).onlyOpen()), WORST_FIRST);
    }

    /** What is open about the sessions and offerings of a teacher, worst first. */
    public List<HandledAlert> openForTeacher(Connection c, String teacher) throws SQLException {
        return read(
                c,
                AlertSelect.of(AlertFilter.within(AlertScope.ofTeacher(teacher)).onlyOpen()),
                WORST_FIRST);
    }

    /** By id, whatever their condition; ids that are not stored are left out. For pushing what a step changed. */
    public List<HandledAlert> byIds(Connection c, Collection<String> ids) throws SQLException {
        AlertSelect select = AlertSelect.of(AlertFilter.within(AlertScope.EVERYTHING));
        select.and("a.alert_id = any (?)", Set.copyOf(ids));
        return read(c, select, WORST_FIRST);
    }

    /** How many there are of each level, zeros included. */
    public Map<Level, Long> countByLevel(Connection c, AlertFilter filter) throws SQLException {
        Map<Level, Long> counts = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            counts.put(level, 0L);
        }
        try (PreparedStatement statement = AlertSelect.of(filter)
                        .prepare(c, "select a.level, count(*) from alert a", " group by a.level");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.put(Level.valueOf(rows.getString(1)), rows.getLong(2));
            }
        }
        return counts;
    }

    /** Every transition of one alert in order, each with the alert as it was then. */
    public List<Transition> transitions(Connection c, String id) throws SQLException {
        String sql =
                "select " + AlertRows.ALERT + ", t.sequence, t.ordinal, t.at, t.kind, t.level_before, t.by_correction,"
                        + " t.level then_level, t.condition then_condition, t.end_reason"
                        + " then_end_reason, t.title then_title, t.text_zh then_text_zh, t.text_en"
                        + " then_text_en, t.evidence then_evidence, t.revision then_revision from"
                        + " alert_transition t join alert a using (school_id, alert_id) where"
                        + " t.school_id = ? and t.alert_id = ? order by t.sequence, t.ordinal";
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, id);
            List<Transition> transitions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    transitions.add(AlertRows.transition(rows));
                }
            }
            return transitions;
        }
    }

    /** What people did to one alert, in order. */
    public List<Handling> handlings(Connection c, String id) throws SQLException {
        String sql = "select state, handled_by, at, note from alert_handling"
                + " where school_id = ? and alert_id = ? order by sequence";
        try (PreparedStatement statement = c.prepareStatement(sql)) {
            statement.setInt(1, SCHOOL_ID);
            statement.setString(2, id);
            List<Handling> handlings = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    handlings.add(new Handling(
                            Handling.State.valueOf(rows.getString("state")),
                            rows.getString("handled_by"),
                            instant(rows, "at"),
                            rows.getString("note")));
                }
            }
            return handlings;
        }
    }

    private static List<HandledAlert> read(Connection c, AlertSelect select, String rest) throws SQLException {
        try (PreparedStatement statement = select.prepare(c, SELECT, rest);
                ResultSet rows = statement.executeQuery()) {
            List<HandledAlert> alerts = new ArrayList<>();
            while (rows.next()) {
                alerts.add(AlertRows.handled(rows));
            }
            return alerts;
        }
    }

    /** Where a page ended. */
    private record Keyset(long sequence, String id) {

        static Keyset parse(String text) {
            int dot = text.indexOf('.');
            try {
                return new Keyset(Long.parseLong(text.substring(0, Math.max(dot, 0))), text.substring(dot + 1));
            } catch (NumberFormatException notOurs) {
                throw new IllegalArgumentException("after: 无效的页标／not a page mark", notOurs);
            }
        }

        @Override
        public String toString() {
            return sequence + "." + id;
        }
    }
}
