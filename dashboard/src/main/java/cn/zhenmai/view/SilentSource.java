package cn.zhenmai.view;

import cn.zhenmai.access.Role;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.intake.SilenceStore.Silence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A system alert as its watchers see it: an expected source says nothing, which is no low value.
 *
 * @param since when it should have been heard at the latest
 * @param lastAt null = never heard
 */
public record SilentSource(String source, String name, Instant since, Instant lastAt) {

    /** Of all, those that the viewer watches: the office and administrators every one, an owner the own ones. */
    public static List<SilentSource> watchedBy(Viewer viewer, Collection<Silence> silent) {
        boolean all =
                viewer.roles().contains(Role.QUALITY_OFFICE) || viewer.roles().contains(Role.ADMIN);
        return silent.stream()
                .filter(one -> all || viewer.account().equals(one.owner()))
                .map(one -> new SilentSource(one.source(), one.name(), one.since(), one.lastAt()))
                .toList();
    }
}
