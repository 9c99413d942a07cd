/** Plays files of orders, stock and stages in event-time order. */
@NullMarked
package io.backline.demo.replay;

import org.jspecify.annotations.NullMarked;
