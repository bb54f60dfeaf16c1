package cn.zhenmai.http;

import java.time.Duration;

/** Carries a {@link Problem} to the mapper. {@code retryAfter} may be null. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Duration retryAfter;

    ProblemException(Problem problem, Duration retryAfter) {
        super(problem.title(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    Problem problem() {
        return problem;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
