package cn.zhenmai.school;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One year's national days off and make-up working days, as the public project holiday-cn publishes them. Which date's sessions a
 * make-up working day carries is the school's to say: until it has, no sessions are held on it.
 */
public record Holidays(int year, List<Registry.DayOff> daysOff, List<LocalDate> workingDays) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Holidays {
        daysOff = List.copyOf(daysOff);
        workingDays = List.copyOf(workingDays);
    }

    /** Throws IllegalArgumentException where the text isn't such a file. */
    public static Holidays read(String json) {
        try {
            JsonNode file = JSON.readTree(json);
            JsonNode days = file.path("days");
            if (!file.path("year").isInt() || !days.isArray()) {
                throw new IllegalArgumentException("不是节假日文件／not a file of holidays");
            }
            List<Registry.DayOff> off = new ArrayList<>();
            List<LocalDate> working = new ArrayList<>();
            for (JsonNode day : days) {
                LocalDate date = LocalDate.parse(day.path("date").asText());
                if (!day.path("isOffDay").isBoolean()) {
                    throw new IllegalArgumentException("缺少 isOffDay／isOffDay is missing: " + date);
                }
                if (day.path("isOffDay").booleanValue()) {
                    off.add(new Registry.DayOff(date, day.path("name").asText(null), null));
                } else {
                    working.add(date);
                }
            }
            return new Holidays(file.path("year").intValue(), off, working);
        } catch (JsonProcessingException | DateTimeException unreadable) {
            throw new IllegalArgumentException("不是节假日文件／not a file of holidays", unreadable);
        }
    }

    /**
     * Make-up days for the whole school: working day → the date whose sessions it carries. Refuses a date that isn't one of this
     * year's make-up working days.
     */
    public List<Registry.MakeUpDay> makeUpDays(Map<LocalDate, LocalDate> carries) {
        return carries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    if (!workingDays.contains(entry.getKey())) {
                        throw new IllegalArgumentException("不是调休上班日／not a make-up working day: " + entry.getKey());
                    }
                    return new Registry.MakeUpDay(entry.getKey(), entry.getValue(), null, 0);
                })
                .toList();
    }
}
