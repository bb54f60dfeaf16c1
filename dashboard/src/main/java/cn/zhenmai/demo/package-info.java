/**
 * A demo school that lives: generated registry, seeded simulator over the public API, mail catcher, answer sheet.
 *
 * <p>A program of its own (mvn -Pdemo); the simulator speaks on one thread, the pages on an event loop, {@link cn.zhenmai.demo.DemoClock}
 * and the catcher may be asked from any.
 *
 * <p>It may import everything; nothing imports it.
 */
@CheckReturnValue
package cn.zhenmai.demo;

import com.google.errorprone.annotations.CheckReturnValue;
