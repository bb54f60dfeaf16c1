package cn.zhenmai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the embedded server runs: as ourselves, or when we are root as an unprivileged user, because PostgreSQL refuses root. Also
 * asks the kernel to end the server when the thread that started it ends (Linux, by setpriv).
 *
 * @param name null = ourselves
 * @param group numeric id of the user's group, null = ourselves
 * @param setpriv null where the system has none
 */
record ServerUser(String name, String group, Path setpriv) {

    /** The owner of the data folder where it exists (a user of better name may have been added since), else the first that exists. */
    static ServerUser forData(Path folder) throws IOException, InterruptedException {
        Path setpriv = Stream.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/local/bin/setpriv")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (!isRoot()) {
            return new ServerUser(null, null, setpriv);
        }
        if (setpriv == null) {
            throw new StartException(
                    "以 root 运行需要 setpriv，或改用普通用户／as root the embedded database needs setpriv (util-linux);"
                            + " or run as an ordinary user");
        }
        List<String> candidates = new ArrayList<>(List.of("postgres", "nobody"));
        if (Files.exists(folder)) {
            candidates.add(0, Files.getOwner(folder).getName());
        }
        for (String name : candidates) {
            Command.Result group = Command.run(List.of("id", "-g", name));
            if (group.succeeded() && !name.equals("root")) {
                return new ServerUser(name, group.output().strip(), setpriv);
            }
        }
        throw new StartException(
                "没有可运行数据库的普通用户／no unprivileged user (postgres or nobody) to run the embedded database");
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The command as this user, ended when the calling thread ends. SIGINT is PostgreSQL's fast, clean shutdown. */
    List<String> command(List<String> command) {
        List<String> full = new ArrayList<>();
        // A terminal's Ctrl-C goes to the whole process group: the server must outlive the service's draining.
        Path setsid = Path.of("/usr/bin/setsid");
        if (setpriv != null && Files.isExecutable(setsid)) {
            full.add(setsid.toString());
        }
        if (setpriv != null) {
            full.addAll(List.of(setpriv.toString(), "--pdeathsig", "INT"));
        }
        if (name != null) {
            full.addAll(List.of("--reuid", name, "--regid", group, "--init-groups"));
        }
        if (setpriv != null) {
            full.add("--");
        }
        full.addAll(command);
        return full;
    }

    /** Gives the file or folder to this user. */
    void own(Path path) throws IOException {
        if (name != null) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }

    void requireReach(Path home) throws IOException, InterruptedException {
        if (name != null
                && !Command.run(command(List.of("test", "-x", home.toString()))).succeeded()) {
            throw new StartException("数据库用户 " + name + " 无法进入 " + home
                    + "，请把 ZHENMAI_HOME 设到 /var/lib/zhenmai 之类的目录／the database runs as user " + name
                    + ", who cannot enter " + home + ": set ZHENMAI_HOME to a folder like /var/lib/zhenmai");
        }
    }
}
