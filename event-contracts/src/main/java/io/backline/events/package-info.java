/** The streams: every event of Backline and of the warehouses, one sealed interface a stream. */
@NullMarked
package io.backline.events;

import org.jspecify.annotations.NullMarked;
