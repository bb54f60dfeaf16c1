package cn.zhenmai;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs the service until it is told to end (SIGTERM, Ctrl-C). Logs nothing itself: the form of the log is not read before call. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "运行服务／run the service")
final class ServeCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Override
    public Integer call() throws InterruptedException {
        Config config = main.config();
        App app = App.start(config, App.SYSTEM_CLOCK, App.SYSTEM_CLOCK).await();
        Ending.withTheProcess(app);
        new CountDownLatch(1).await();
        return 0;
    }
}
