/** What stands where, for how long, and what waits for stock: figures over all orders. */
@NullMarked
package io.backline.order.backlog;

import org.jspecify.annotations.NullMarked;
