/**
 * A copy of the whole store in one file, and a store from such a file: consistent, checked, encrypted where there is a key.
 *
 * <p>Blocks; owns no thread.
 *
 * <p>Imports store and its dialect; knows no table by name but those that lie in pieces.
 */
@CheckReturnValue
package cn.zhenmai.store.backup;

import com.google.errorprone.annotations.CheckReturnValue;
