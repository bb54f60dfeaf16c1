/**
 * A demo school that lives: generated registry, seeded simulator over the public API, mail catcher, answer sheet.
 *
 * <p>Started by the demo command only; never part of serve.
 *
 * <p>Nothing imports it but the command line.
 */
@CheckReturnValue
package cn.zhenmai.demo;

import com.google.errorprone.annotations.CheckReturnValue;
